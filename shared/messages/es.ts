import type { Texts } from './texts.ts';

export const es: Texts = {
  kinds: {
    'signed-up': { title: 'Nueva alta', body: 'Un cliente se ha dado de alta.' },
    'registration-completed': {
      title: 'Registro completado',
      body: 'Un cliente ha completado el registro y ya puede empezar.',
    },
    'trial-started': { title: 'Prueba iniciada', body: 'Un cliente ha iniciado el periodo de prueba.' },
    'trial-extended': {
      title: 'Prueba ampliada',
      body: 'Se ha ampliado el periodo de prueba de un cliente.',
    },
    converted: {
      title: 'De la prueba al contrato',
      body: 'Un cliente ha pasado del periodo de prueba a un contrato.',
    },
    'contract-renewed': { title: 'Contrato renovado', body: 'Un cliente ha renovado el contrato.' },
    'contract-adjusted': { title: 'Contrato modificado', body: 'El contrato de un cliente ha cambiado.' },
    cancelled: { title: 'Baja', body: 'Un cliente se ha dado de baja.' },
    'cancellation-withdrawn': { title: 'Baja anulada', body: 'Un cliente ha anulado su baja.' },
    'profile-updated': { title: 'Perfil actualizado', body: 'El perfil de un cliente ha cambiado.' },
    'product-added': { title: 'Producto añadido', body: 'Un cliente ha contratado otro producto.' },
    queued: {
      title: 'Cuenta sin responsable',
      body: 'Una cuenta está en espera: por ahora nadie del equipo puede hacerse cargo de ella.',
    },
  },
  reasons: {
    'owner-on-duty': 'Llevas esta cuenta.',
    'cover-on-duty': 'Sustituyes a la persona que lleva esta cuenta.',
    'nobody-on-duty': 'Llevas esta cuenta y no hay nadie de servicio que pueda sustituirte.',
    lead: 'Diriges el equipo.',
  },
  acknowledge: 'Me encargo',
  unknownLanguage: 'idioma desconocido',
  named: '{title}: {account}',
  mail: {
    subject: '{brand}: {title}',
    greeting: 'Hola, {agent}:',
    account: 'Cuenta: {accountId}',
    product: 'Producto: {product}',
    language: 'Idioma del cliente: {language}',
    open: 'Abrir en {brand}',
    footer: 'Recibes este correo porque la notificación aún no se ha abierto.',
  },
};
