import type { OpsWords } from './en.ts';

const s = (n: string, one: string, many: string): string => `${n} ${n === '1' ? one : many}`;

export const es: OpsWords = {
  views: 'Qué se muestra',
  lists: {
    open: 'Lo que no se pudo admitir y espera, lo más nuevo primero',
    all: 'Todo lo que no se pudo admitir, lo más nuevo primero',
  },
  columns: { at: 'Llegó', reason: 'Por qué no', origin: 'De dónde', size: 'Tamaño', state: 'Estado' },
  states: { open: 'abierto', 'taken-in': 'admitido', 'set-aside': 'apartado' },
  triedAgain: 'rechazado otra vez',
  bytes: n => s(n, 'byte', 'bytes'),
  emptyTitle: { open: 'Todo se admitió', all: 'Todo se admitió' },
  emptyText: {
    open: 'Lo que envía un emisor o una cola y nadie puede leer aparece aquí, con lo que tiene de malo.',
    all: 'En los últimos 30 días no llegó nada que no se pudiera leer.',
  },
  reasons: {
    malformed: 'No está construido como debe',
    'too-large': 'Es demasiado grande',
    'too-deep': 'Es demasiado profundo',
    'unknown-type': 'No se conoce este tipo de evento',
    'unknown-version': 'No se conoce esta versión del evento',
    'too-far-ahead': 'Su hora está a más de un día en el futuro',
    'too-old': 'Tiene más de 400 días',
    'personal-data': 'Lleva datos personales por un bus',
  },
  todo: {
    malformed:
      'Diga al emisor qué parte está mal. Lo que envíe corregido es un evento nuevo y entra por sí solo.',
    'too-large': 'Pida al emisor que envíe menos en un evento.',
    'too-deep': 'Pida al emisor un evento más plano. Si viene de nuestras propias colas es un fallo: avise.',
    'unknown-type':
      'Diga al emisor qué tipos se conocen. Justo después de una versión nueva: vuelva a admitirlo cuando todas las funciones sean nuevas.',
    'unknown-version':
      'El emisor, o una de nuestras funciones, va por delante de esta versión. Vuelva a admitirlo cuando salga la nueva.',
    'too-far-ahead':
      'El reloj del emisor va mal o el evento se envió demasiado pronto. Vuelva a admitirlo cuando se acerque su hora.',
    'too-old': 'Los clientes antiguos entran por importación. Apártelo.',
    'personal-data':
      'Pida al emisor que envíe estos eventos a la API. No se guardó nada de los datos personales.',
  },
  todoOther: 'El registro de la función de esa cola dice más. Avise del fallo si continúa.',
  facts: {
    at: 'Llegó',
    origin: 'Cola',
    source: 'Emisor',
    name: 'Tipo',
    field: 'Parte',
    problem: 'Qué está mal',
    size: 'Tamaño',
    state: 'Estado',
    until: 'Se guarda hasta',
  },
  about: 'Sobre esto',
  what: 'Qué hacer',
  text: 'Lo que llegó',
  kept: {
    whole: 'Guardado de modo que se puede volver a admitir.',
    outline:
      'Guardado como esquema: nombres de campos sin valores, pues cualquiera de ellos puede tratar de una persona.',
    nothing: 'No se guardó nada.',
  },
  act: 'Decidir',
  takeIn: 'Volver a admitir',
  takingIn: 'Se comprueba como si acabara de llegar.',
  notWhole:
    'No se puede volver a admitir porque no se guardaron sus valores. El emisor tiene que enviarlo otra vez.',
  setAside: 'Apartar…',
  setAsideTitle: 'Apartar',
  setAsideSubmit: 'Apartar',
  why: 'Por qué',
  whyHint: 'Para quienes vengan después; sin nombres de clientes.',
  reopen: 'Volver a abrir',
  reopenHint: until => `Se puede volver a abrir hasta ${until}.`,
  outcomes: {
    'taken-in': 'Admitido. Sigue el mismo camino que todos los eventos.',
    'refused-again': 'Rechazado otra vez. Arriba está lo que falla.',
    'set-aside': 'Apartado.',
    reopened: 'Abierto de nuevo.',
  },
  again: 'Se intentó de nuevo y se rechazó',
  did: {
    'take-in': (who, when) => `Admitido por ${who}, ${when}`,
    tried: (who, when) => `Intentado por ${who}, ${when}`,
    'set-aside': (who, when) => `Apartado por ${who}, ${when}`,
    reopen: (who, when) => `Abierto de nuevo por ${who}, ${when}`,
  },
  first: who => `${who} llegó antes. Abajo está cómo queda ahora.`,
  notYours: 'Esta sala es para quienes operan el producto',
  notYoursText: 'Su función no la incluye. Quien dirige el equipo puede cambiarlo en la página del equipo.',
  missing: 'Ya no está aquí',
  missingText: 'Lo que no se pudo admitir se guarda 30 días.',
  watch: {
    title: 'Si todo está vigilado',
    well: 'Todo bien: todo está vigilado y a tiempo',
    late: 'Algo necesita una mirada: no todo va a tiempo',
    silent: 'No todo está vigilado',
    silentSince: (who, when) => `${who}: en silencio desde ${when}`,
    never: who => `${who}: nunca se ha ejecutado`,
    unread: 'Ahora no se puede leer si todo está vigilado',
    more: 'Detalles',
    found: 'Lo que se encontró',
    nothing: 'Nada. Cada promesa abierta tiene un paso siguiente y ninguno está vencido.',
    runbook: heading => `En el runbook: «${heading}»`,
    names: { sweep: 'Barrido', auditor: 'Auditor' },
    does: {
      sweep: 'Cada minuto envía lo que vence y aún no se ha enviado.',
      auditor: 'Cada cinco minutos mira si cada promesa abierta tiene un paso siguiente.',
    },
    lastRun: 'Última ejecución',
    neverRan: 'nunca',
    running: 'funciona',
    silentNow: 'en silencio',
    looked: 'Filas revisadas',
    facts: 'Hechos enviados',
    ticks: 'Temporizadores enviados',
    failed: 'Fallidos',
    stuck: 'Entregados en vano',
    complete: 'Llegó al final',
    overdue: 'Vencidos',
    notDone: 'Enviados, sin hacer',
    unguarded: 'Sin paso siguiente',
    mended: 'Reparados',
    findings: {
      'sweep-silent': 'El barrido no se ejecuta: lo que venza más tarde no se envía.',
      'auditor-silent': 'El auditor no se ejecuta: nadie cuenta lo que va tarde.',
      overdue: (n, time) =>
        `${s(n, 'fila vence y nadie la toma', 'filas vencen y nadie las toma')}; la más antigua desde hace ${time}.`,
      late: (n, time) =>
        `${s(n, 'hecho o temporizador se envió y no se ha hecho', 'hechos o temporizadores se enviaron y no se han hecho')}; el más antiguo hace ${time}.`,
      stuck: n => `${s(n, 'fila se entregó', 'filas se entregaron')} una y otra vez.`,
      unguarded: (n, mended) =>
        `${s(n, 'promesa abierta no tenía', 'promesas abiertas no tenían')} paso siguiente; ${mended} reparadas.`,
    },
    elsewhere: 'Se ve en otro lugar',
    elsewhereText:
      'Los mensajes que fallan una y otra vez esperan en colas aparte (dead letters). Cuántos hay se ve en CloudWatch, que avisa de cada uno; el runbook dice qué hacer en «Dead letters waiting».',
  },
};
