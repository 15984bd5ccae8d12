import type { CommonWords } from '../words.ts';

export const it: CommonWords = {
  locale: 'it',
  name: 'Italiano',
  language: 'Lingua',
  retry: 'Riprova',
  time: time => time,
  when: (time, day) => `${time}, ${day}`,
  left: length => `Tempo rimanente: ${length}`,
  unreachable: {
    offline: { title: 'Nessuna connessione', text: 'Controlli la Sua rete. Continuiamo a provare.' },
    broken: {
      title: 'Al momento non funziona',
      text: 'Il problema è da parte nostra. Continuiamo a provare.',
    },
  },
  stale: {
    offline: time => `Nessuna connessione. Quello che vede è delle ${time}. Continuiamo a provare.`,
    broken: time => `Abbiamo un problema tecnico. Quello che vede è delle ${time}. Continuiamo a provare.`,
  },
  acting: {
    'not-arrived': 'Non è arrivata alcuna risposta. Controlli la Sua rete e riprovi.',
    broken: 'Abbiamo un problema tecnico. Riprovi, per favore.',
    'too-many': 'Ci sono stati molti tentativi. Riprovi tra un quarto d’ora.',
    refused:
      'Ora non è possibile con questo link. Qui vede come stanno le cose; in caso di dubbio, ci chiami.',
  },
};
