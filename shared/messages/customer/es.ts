import type { CustomerTexts } from './customer-texts.ts';

export const es: CustomerTexts = {
  subject: '{brand}: {title}',
  greeting: 'Buenos días:',
  kinds: {
    'report-received': {
      title: 'Hemos recibido su aviso',
      says: 'Su aviso sobre el dispositivo {device} nos ha llegado y ya nos ocupamos de él.',
    },
    'promise-changed': {
      title: 'Una nueva hora para su dispositivo',
      says: 'La hora para su dispositivo {device} ha cambiado.',
    },
    'promise-at-risk': {
      title: 'Su dispositivo puede tardar más',
      says: 'Hacemos todo lo posible por su dispositivo {device}, pero puede tardar más de lo que prometimos. Le mantendremos informado.',
    },
    shipped: {
      title: 'Su dispositivo está en camino',
      says: 'Un dispositivo está en camino hacia usted. Sustituye o devuelve el dispositivo {device}.',
    },
    'handed-over': {
      title: 'Su dispositivo ha sido entregado',
      says: 'Usted ha recibido un dispositivo que funciona. Si no funciona bien, díganoslo en la página siguiente. Si todavía tiene el dispositivo anterior {device}, devuélvalo, por favor.',
    },
    advice: {
      title: 'Sobre su dispositivo',
      says: 'Su aviso sobre el dispositivo {device} nos ha llegado. El dispositivo no forma parte de su servicio, por lo que no prometemos un plazo; le aconsejaremos qué se puede hacer.',
    },
  },
  promised: 'Tendrá un dispositivo que funcione antes de: {due}.',
  standsStill: 'El tiempo se detiene mientras esperamos su respuesta. Sigue en cuanto la tengamos.',
  goesOn: 'Nuestro servicio está cerrado en este momento; el tiempo sigue a partir de: {goesOn}.',
  closesBefore: 'Antes cerramos; el tiempo sigue a partir de: {goesOn}.',
  follow: 'Seguir su dispositivo',
  closing: 'Un cordial saludo\n{brand}',
};
