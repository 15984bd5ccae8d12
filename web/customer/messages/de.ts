import type { CommonWords } from '../words.ts';

export const de: CommonWords = {
  locale: 'de',
  name: 'Deutsch',
  language: 'Sprache',
  retry: 'Noch einmal versuchen',
  time: time => `${time} Uhr`,
  when: (time, day) => `${time} Uhr, ${day}`,
  left: length => `Noch ${length}`,
  unreachable: {
    offline: { title: 'Keine Verbindung', text: 'Bitte prüfen Sie Ihr Netz. Wir versuchen es weiter.' },
    broken: { title: 'Das geht gerade nicht', text: 'Die Störung liegt bei uns. Wir versuchen es weiter.' },
  },
  stale: {
    offline: time => `Keine Verbindung. Sie sehen den Stand von ${time} Uhr. Wir versuchen es weiter.`,
    broken: time =>
      `Bei uns gibt es eine Störung. Sie sehen den Stand von ${time} Uhr. Wir versuchen es weiter.`,
  },
  acting: {
    'not-arrived': 'Es kam keine Antwort. Bitte prüfen Sie Ihr Netz und versuchen Sie es noch einmal.',
    broken: 'Bei uns gibt es eine Störung. Bitte versuchen Sie es noch einmal.',
    'too-many': 'Das wurde sehr oft versucht. Bitte versuchen Sie es in einer Viertelstunde noch einmal.',
    refused:
      'Das geht mit diesem Link jetzt nicht. Sie sehen den Stand der Dinge; im Zweifel rufen Sie uns bitte an.',
  },
};
