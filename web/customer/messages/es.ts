import type { CommonWords } from '../words.ts';

export const es: CommonWords = {
  locale: 'es',
  name: 'Español',
  language: 'Idioma',
  retry: 'Intentar de nuevo',
  time: time => time,
  when: (time, day) => `${time}, ${day}`,
  left: length => `Tiempo restante: ${length}`,
  unreachable: {
    offline: { title: 'Sin conexión', text: 'Compruebe su red. Seguimos intentándolo.' },
    broken: {
      title: 'Ahora mismo no funciona',
      text: 'El problema está de nuestro lado. Seguimos intentándolo.',
    },
  },
  stale: {
    offline: time => `Sin conexión. Lo que ve es de las ${time}. Seguimos intentándolo.`,
    broken: time => `Tenemos un problema técnico. Lo que ve es de las ${time}. Seguimos intentándolo.`,
  },
  acting: {
    'not-arrived': 'No hubo respuesta. Compruebe su red e inténtelo de nuevo.',
    broken: 'Tenemos un problema técnico. Inténtelo de nuevo.',
    'too-many': 'Se ha intentado muchas veces. Inténtelo de nuevo dentro de un cuarto de hora.',
    refused: 'Ahora no es posible con este enlace. Aquí ve cómo está todo; en caso de duda, llámenos.',
  },
};
