import type { TourWords } from './tour-words.ts';

export const es: TourWords = {
  name: 'Visita de las secciones',
  stepOf: (n, of) => `Paso ${n} de ${of}`,
  back: 'Atrás',
  next: 'Siguiente',
  finish: 'Terminar',
  end: 'Acabar la visita',
  keys: 'Flecha izquierda y derecha: atrás y siguiente. Escape acaba la visita.',
  away: 'Has ido a otro sitio. Mira con calma; la visita espera.',
  showAgain: 'Volver a mostrarlo',
  nothingYet: 'Aquí aún no hay nada que mostrar.',
  demo: 'En un arranque local, «npm run demo» llena las secciones con un día de cuarenta clientes.',
  reference: 'La referencia de la API',
  steps: {
    today: {
      title: 'Hoy: lo que te necesita ahora',
      text: 'Todo lo que te espera, de todas las secciones, en cinco grupos según el tiempo que queda. Las flechas van de línea en línea, Intro abre y A hace lo mismo que el botón de la línea.',
      empty: 'Aquí estarían avisos, tareas, llamadas y compromisos, lo más urgente primero.',
    },
    inbox: {
      title: 'La bandeja: por qué te llegó',
      text: 'Cada aviso dice por qué te llega a ti y a nadie más. Donde pone «¿Por qué?», se abre la razón que se anotó al decidirlo.',
      empty:
        'Cuando pase algo con un cliente tuyo, aparecerá aquí en segundos, con la razón de que te llegue.',
    },
    keys: {
      title: 'Hacerse cargo o posponer',
      text: 'E es hacerse cargo: los demás ven que lo tienes y no se avisa a nadie más. S lo pospone hasta una hora, nunca más allá de su compromiso. U lo deshace.',
      empty: 'En un aviso abierto, E es hacerse cargo, S lo pospone y U lo deshace.',
    },
    account: {
      title: 'Una cuenta: todo lo que pasó',
      text: 'La historia de un cliente, con lo que se decidió y por qué. Encima: sus llamadas, su puesta en marcha y por qué la lleva esta persona.',
      empty: 'Cada cliente tendría una página con su historia, su gente y lo prometido.',
    },
    clock: {
      title: 'Un compromiso y su reloj',
      text: 'Cuánto del tiempo prometido se ha gastado, contado en horas de apertura, y hasta cuándo está prometido. La cuenta se puede comprobar; esperar al cliente la detiene.',
      empty:
        'Cuando se avisa de un dispositivo roto, perdido o robado, su caso está aquí con un reloj para el compromiso.',
    },
    call: {
      title: 'Una llamada y todo lo necesario',
      text: 'Qué hacer ahora, el número y los pasos de la conversación; las notas se guardan al escribir. S empieza, E termina con el resultado y lo que sigue.',
      empty:
        'Aquí están las llamadas pendientes o pedidas; cada una abre una página con el número, el guion y las notas.',
    },
    load: {
      title: 'Carga: lo que lleva el equipo',
      text: 'Quién lleva cuántas cuentas, qué está abierto o con retraso, en cuánto tiempo alguien se hace cargo de los avisos y qué cuentas esperan, con la razón.',
    },
    insights: {
      title: 'Análisis: cómo va',
      text: 'Compromisos cumplidos, tiempos de respuesta, llamadas y contactos, por período y comparados con el anterior.',
    },
    palette: {
      title: 'Encontrar y hacer cualquier cosa',
      text: 'Ctrl K (⌘ K) lo abre desde cualquier sitio: clientes, personas, dispositivos, secciones y acciones como planificar una llamada. Desde ahí también se repite esta visita.',
    },
    settings: {
      title: 'Cómo te enteras, y la ayuda',
      text: 'Los avisos push te llegan con la consola cerrada; debajo dices qué llega y cuándo. «?» muestra todas las teclas en cualquier sitio. La visita también se repite desde aquí.',
    },
  },
};
