import type { CallTexts } from './call-texts.ts';

export const es: CallTexts = {
  kinds: {
    queued: {
      title: 'Le llamaremos',
      says: 'Usted nos pidió una llamada y está en nuestra lista.',
      when: 'Le llamaremos, a más tardar, el {when}.',
      action: 'Ver o cambiar su llamada',
    },
    booked: {
      title: 'Su llamada está reservada',
      says: 'Su llamada con nosotros está reservada; la cita para su calendario va con este mensaje.',
      when: 'Le llamaremos el {when}.',
      action: 'Cambiar o cancelar la llamada',
    },
    moved: {
      title: 'Su llamada tiene una nueva hora',
      says: 'Su llamada con nosotros ha cambiado de hora; su calendario recibe la nueva con este mensaje.',
      when: 'Le llamaremos el {when}.',
      action: 'Cambiar o cancelar la llamada',
    },
    cancelled: {
      title: 'Su llamada ha sido cancelada',
      says: 'Su llamada con nosotros ha sido cancelada.',
      when: 'Estaba prevista para el {when}.',
      action: 'Elegir otra hora',
    },
    reminder: {
      title: 'Le llamaremos pronto',
      says: 'Le recordamos su llamada con nosotros.',
      when: 'Le llamaremos el {when}.',
      action: 'Cambiar o cancelar la llamada',
    },
    'choose-again': {
      title: 'Elija otra hora, por favor',
      says: 'Lo sentimos: su llamada con nosotros no puede hacerse como estaba acordada. Elija, por favor, otra hora que le convenga.',
      when: 'Estaba prevista para el {when}.',
      action: 'Elegir otra hora',
    },
    'running-late': {
      title: 'Llegamos tarde',
      says: 'Lo sentimos: nuestra llamada se retrasa. Le llamaremos en cuanto podamos; no tiene que hacer nada.',
      when: 'Habíamos dicho: {when}.',
      action: 'Elegir otra hora',
    },
    'not-reached': {
      title: 'No hemos podido hablar con usted',
      says: 'Hemos intentado llamarle y no le hemos encontrado. No volveremos a intentarlo por nuestra cuenta; si lo desea, elija una hora que le convenga.',
      action: 'Elegir una hora',
    },
    feedback: {
      title: '¿Qué tal fue nuestra llamada?',
      says: 'Gracias por hablar con nosotros. Díganos en un minuto qué tal fue; el enlace sirve una vez.',
      when: 'Hablamos el {when}.',
      action: 'Decir qué tal fue',
    },
    link: {
      title: 'Continúe con su llamada',
      says: 'Alguien ha pedido una llamada con esta dirección de correo. Si fue usted, continúe con el enlace, que sirve durante un día. Si no fue usted, no tiene que hacer nada.',
      action: 'Continuar',
    },
  },
  offer: {
    title: 'Su mercado ha cambiado: ¿hablamos?',
    says: 'Observamos los mercados en los que usted vende, y algo ha cambiado que le afecta:',
    changes: {
      'new-competitor': {
        one: '{marketplace}: un nuevo competidor vende uno de sus artículos.',
        other: '{marketplace}: un nuevo competidor vende {count} de sus artículos.',
        some: '{marketplace}: un nuevo competidor vende artículos suyos.',
      },
      'amazon-sells': {
        one: '{marketplace}: ahora el propio Amazon vende uno de sus artículos.',
        other: '{marketplace}: ahora el propio Amazon vende {count} de sus artículos.',
        some: '{marketplace}: ahora el propio Amazon vende artículos suyos.',
      },
    },
    closes:
      'Si lo desea, vemos con usted qué significa para sus precios. Elija una hora que le convenga; el enlace vale dos semanas. Si no desea recibir estas ofertas, responda a este mensaje.',
    action: 'Elegir una hora',
  },
  calendar: {
    summary: 'Llamada con {brand}',
    description: '{brand} le llama. Para cambiar o cancelar la llamada, siga el enlace.',
  },
};
