import type { SaysTexts } from './says-texts.ts';

export const fr: SaysTexts = {
  greeting: 'Bonjour, ici {company}.',
  burst: {
    says: 'Le {day}, {count} articles perdus ou endommagés ont été signalés pour votre compte.',
    inDays:
      'Au cours des quatre jours jusqu’au {day}, {count} articles perdus ou endommagés ont été signalés pour votre compte.',
    usual: 'D’habitude, il y en a environ {expected}.',
    rare: 'D’habitude, il y en a à peine un.',
    asks: 'Savez-vous ce qui s’est passé ? Avec les bons de livraison et les factures, nous pourrons tout réclamer.',
  },
  deadline: {
    says: {
      one: 'L’une de vos demandes de remboursement ne peut plus être déposée que jusqu’au {day}.',
      other: '{claims} de vos demandes de remboursement arrivent bientôt à échéance, la première le {day}.',
    },
    needs:
      'Pour les déposer, il nous manque encore un élément de votre part ; voulez-vous que nous le voyions ensemble ?',
    waits: 'Nous attendons une réponse et aimerions convenir avec vous de ce que nous faisons d’ici là.',
  },
  market: {
    says: 'Quelque chose a changé sur une place de marché où vous vendez.',
    asks: 'Souhaitez-vous voir avec nous ce que cela signifie pour vos prix, maintenant ou à un moment qui vous convient ?',
  },
  worth: 'Il s’agit de {value}.',
  unknown: { value: 'un montant encore inconnu', count: 'plusieurs' },
};
