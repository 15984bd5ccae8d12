import type { CommonWords } from '../words.ts';

/** French has a space before ? ; and : where no line may break. */
export const fr: CommonWords = {
  locale: 'fr',
  name: 'Français',
  language: 'Langue',
  retry: 'Réessayer',
  time: time => time,
  when: (time, day) => `${time}, ${day}`,
  left: length => `Temps restant : ${length}`,
  unreachable: {
    offline: { title: 'Pas de connexion', text: 'Vérifiez votre réseau. Nous continuons d’essayer.' },
    broken: {
      title: 'Cela ne fonctionne pas pour le moment',
      text: 'Le problème vient de chez nous. Nous continuons d’essayer.',
    },
  },
  stale: {
    offline: time => `Pas de connexion. Ce que vous voyez date de ${time}. Nous continuons d’essayer.`,
    broken: time =>
      `Nous avons un problème technique. Ce que vous voyez date de ${time}. Nous continuons d’essayer.`,
  },
  acting: {
    'not-arrived': 'Aucune réponse n’est venue. Vérifiez votre réseau et réessayez.',
    broken: 'Nous avons un problème technique. Veuillez réessayer.',
    'too-many': 'Il y a eu beaucoup d’essais. Veuillez réessayer dans un quart d’heure.',
    refused:
      'Ce n’est pas possible avec ce lien pour le moment. Vous voyez où en sont les choses ; en cas de doute, appelez-nous.',
  },
};
