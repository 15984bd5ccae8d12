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
    'help-asked': { title: 'Ayuda solicitada', body: 'Alguien pide que le llamemos.' },
    queued: {
      title: 'Cuenta sin responsable',
      body: 'Una cuenta está en espera: por ahora nadie del equipo puede hacerse cargo de ella.',
    },
    'device-case-opened': {
      title: 'Caso de dispositivo abierto',
      body: 'Un dispositivo de un cliente está roto, perdido, robado o no funciona bien.',
    },
    'device-warned': {
      title: 'El plazo se agota',
      body: 'Se ha consumido parte del tiempo prometido para un dispositivo.',
    },
    'device-breached': {
      title: 'Promesa incumplida',
      body: 'Un dispositivo no se entregó en el tiempo prometido.',
    },
    'device-no-stock': {
      title: 'Sin dispositivos en existencias',
      body: 'No se pudo reservar ningún dispositivo listo para un caso.',
    },
    'device-not-locked': {
      title: 'Dispositivo sin bloquear',
      body: 'No se pudo bloquear o borrar un dispositivo perdido o robado.',
    },
    'replenish-stock': {
      title: 'Reponer el almacén',
      body: 'Un almacén tiene menos dispositivos listos de los que exigen sus promesas.',
    },
    'account-transferred': {
      title: 'Cuenta transferida',
      body: 'Te han asignado una cuenta.',
    },
    'task-handed-over': {
      title: 'Tarea traspasada',
      body: 'La tarea de una persona del equipo ahora es tuya.',
    },
    'channel-off': {
      title: 'Canal desactivado',
      body: 'Una persona del equipo ya no está localizable por un canal.',
    },
    'call-asked': {
      title: 'Llamada solicitada ahora',
      body: 'Un cliente quiere que le llamen enseguida. La atiende quien acepte primero.',
    },
    'call-due': { title: 'Llamada pendiente', body: 'Es hora de llamar a un cliente.' },
    'call-booked': { title: 'Llamada reservada', body: 'Un cliente ha reservado una llamada contigo.' },
    'call-moved': { title: 'Llamada cambiada', body: 'Una llamada contigo tiene ahora otra hora.' },
    'call-cancelled': { title: 'Llamada cancelada', body: 'Una llamada reservada no tendrá lugar.' },
    'call-reminder': { title: 'Llamada próxima', body: 'Una llamada reservada está a punto de empezar.' },
    'call-late': {
      title: 'Llamada con retraso',
      body: 'Una llamada prometida no ha empezado. El cliente espera.',
    },
    'call-open': {
      title: 'Llamada aún abierta',
      body: 'Una llamada dura ya horas. Si ha terminado, anota cómo acabó.',
    },
    'call-following': {
      title: 'Espera la siguiente llamada',
      body: 'Tu llamada continúa y ha llegado la hora del siguiente cliente.',
    },
    'call-must-move': {
      title: 'Hay que cambiar una llamada',
      body: 'Una llamada reservada no puede mantenerse así.',
    },
    'outreach-opened': {
      title: 'Conviene llamar a un cliente',
      body: 'Hay un motivo para llamar a un cliente que no lo ha pedido. Los datos dicen por qué.',
    },
    'outreach-noted': {
      title: 'Anotado, sin llamada',
      body: 'Hubo una señal en un cliente que no merece una llamada.',
    },
    'outreach-short': {
      title: 'Más llamadas de las permitidas',
      body: 'Por motivos estadísticos habría que llamar a más clientes de los que permite el presupuesto.',
    },
    'claim-work': {
      title: 'Reclamaciones a la espera',
      body: 'Unas reclamaciones de un cliente están a punto de vencer y esperan por nosotros.',
    },
  },
  reasons: {
    'owner-on-duty': 'Llevas esta cuenta.',
    'cover-on-duty': 'Sustituyes a la persona que lleva esta cuenta.',
    'nobody-on-duty': 'Llevas esta cuenta y no hay nadie de servicio que pueda sustituirte.',
    lead: 'Diriges el equipo.',
    'on-duty': 'Estás de guardia.',
    'everyone-on-duty': 'Se avisa a todas las personas de guardia.',
    named: 'Se te ha nombrado para este paso.',
    'handed-over': 'Te lo han traspasado.',
  },
  acknowledge: 'Me encargo',
  snoozeHour: 'En una hora',
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
    footerAlways: 'Recibes este correo porque quieres recibir estas notificaciones también por correo.',
  },
  digest: {
    waiting: { one: '{count} notificación pendiente', other: '{count} notificaciones pendientes' },
    more: { one: '{count} más: {title}', other: '{count} más: {title}' },
    rest: { one: 'y {count} más', other: 'y {count} más' },
    due: 'vence {due}',
    why: {
      collapsed: 'Poco después de la primera llegó más de lo mismo.',
      cap: 'Ya has recibido todos los avisos previstos para una hora; el resto llega en uno solo.',
      quiet: 'Era fuera de las horas en las que quieres recibir avisos.',
      'off-duty': 'No estabas de servicio.',
      digest: 'Tu resumen: lo que ha llegado desde el anterior y aún no has leído.',
      stale: 'No se te pudo entregar a tiempo.',
    },
    inbox: 'Abrir la bandeja en {brand}',
    settings: 'Elige qué avisos recibes, cuándo y cómo',
  },
};
