import type { CustomerTexts } from './customer-texts.ts';

export const fr: CustomerTexts = {
  subject: '{brand} : {title}',
  greeting: 'Bonjour,',
  kinds: {
    'report-received': {
      title: 'Nous avons votre signalement',
      says: 'Votre signalement concernant l’appareil {device} nous est parvenu et nous nous en occupons.',
    },
    'promise-changed': {
      title: 'Une nouvelle heure pour votre appareil',
      says: 'L’heure prévue pour votre appareil {device} a changé.',
    },
    'promise-at-risk': {
      title: 'Votre appareil peut prendre plus de temps',
      says: 'Nous faisons tout pour votre appareil {device}, mais cela peut prendre plus de temps que promis. Nous vous tenons informé.',
    },
    shipped: {
      title: 'Votre appareil est en route',
      says: 'Un appareil est en route vers vous. Il remplace ou ramène l’appareil {device}.',
    },
    'handed-over': {
      title: 'Votre appareil a été remis',
      says: 'Un appareil qui fonctionne vous a été remis. S’il ne fonctionne pas bien, dites-le-nous sur la page ci-dessous. Si vous avez encore l’ancien appareil {device}, merci de le rendre.',
    },
    advice: {
      title: 'À propos de votre appareil',
      says: 'Votre signalement concernant l’appareil {device} nous est parvenu. L’appareil ne fait pas partie de votre service, nous ne promettons donc pas de délai ; nous vous conseillerons sur ce qui est possible.',
    },
  },
  promised: 'Vous aurez un appareil qui fonctionne avant : {due}.',
  standsStill: 'Le temps s’arrête tant que nous attendons votre réponse. Il reprend dès que nous l’avons.',
  goesOn: 'Notre service est fermé en ce moment ; le temps reprend à partir de : {goesOn}.',
  closesBefore: 'Nous fermons avant ; le temps reprend à partir de : {goesOn}.',
  follow: 'Suivre votre appareil',
  closing: 'Cordialement\n{brand}',
};
