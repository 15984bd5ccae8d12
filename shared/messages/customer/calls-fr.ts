import type { CallTexts } from './call-texts.ts';

export const fr: CallTexts = {
  kinds: {
    queued: {
      title: 'Nous vous appelons',
      says: 'Vous nous avez demandé un appel, et vous êtes dans notre file d’attente.',
      when: 'Nous vous appelons au plus tard le {when}.',
      action: 'Voir ou modifier votre rappel',
    },
    booked: {
      title: 'Votre appel est réservé',
      says: 'Votre appel avec nous est réservé ; le rendez-vous pour votre agenda accompagne ce message.',
      when: 'Nous vous appelons le {when}.',
      action: 'Déplacer ou annuler l’appel',
    },
    moved: {
      title: 'Votre appel a un nouvel horaire',
      says: 'Votre appel avec nous a été déplacé ; votre agenda reçoit le nouvel horaire avec ce message.',
      when: 'Nous vous appelons le {when}.',
      action: 'Déplacer ou annuler l’appel',
    },
    cancelled: {
      title: 'Votre appel a été annulé',
      says: 'Votre appel avec nous a été annulé.',
      when: 'Il était prévu le {when}.',
      action: 'Choisir un autre horaire',
    },
    reminder: {
      title: 'Nous vous appelons bientôt',
      says: 'Nous vous rappelons votre appel avec nous.',
      when: 'Nous vous appelons le {when}.',
      action: 'Déplacer ou annuler l’appel',
    },
    'choose-again': {
      title: 'Merci de choisir un autre horaire',
      says: 'Nous sommes désolés : votre appel avec nous ne peut pas avoir lieu comme convenu. Merci de choisir un autre horaire qui vous convient.',
      when: 'Il était prévu le {when}.',
      action: 'Choisir un autre horaire',
    },
    'running-late': {
      title: 'Nous avons du retard',
      says: 'Nous sommes désolés : notre appel a du retard. Nous vous appelons dès que possible ; vous n’avez rien à faire.',
      when: 'Nous avions annoncé : {when}.',
      action: 'Choisir un autre horaire',
    },
    'not-reached': {
      title: 'Nous n’avons pas pu vous joindre',
      says: 'Nous avons essayé de vous appeler sans vous joindre. Nous n’essaierons plus de nous-mêmes ; si vous le souhaitez, choisissez un horaire qui vous convient.',
      action: 'Choisir un horaire',
    },
    feedback: {
      title: 'Comment s’est passé notre appel ?',
      says: 'Merci de nous avoir parlé. Dites-nous en une minute comment cela s’est passé ; le lien sert une fois.',
      when: 'Nous nous sommes parlé le {when}.',
      action: 'Donner votre avis',
    },
    link: {
      title: 'Poursuivre vers votre rappel',
      says: 'Quelqu’un a demandé un rappel avec cette adresse e-mail. Si c’était vous, poursuivez avec le lien, valable un jour. Sinon, vous n’avez rien à faire.',
      action: 'Poursuivre',
    },
  },
  offer: {
    title: 'Votre marché a changé : en parlons-nous ?',
    says: 'Nous suivons les places de marché où vous vendez, et quelque chose y a changé qui vous concerne :',
    changes: {
      'new-competitor': {
        one: '{marketplace} : un nouveau concurrent vend l’un de vos articles.',
        other: '{marketplace} : un nouveau concurrent vend {count} de vos articles.',
        some: '{marketplace} : un nouveau concurrent vend des articles à vous.',
      },
      'amazon-sells': {
        one: '{marketplace} : Amazon vend désormais lui-même l’un de vos articles.',
        other: '{marketplace} : Amazon vend désormais lui-même {count} de vos articles.',
        some: '{marketplace} : Amazon vend désormais lui-même des articles à vous.',
      },
    },
    closes:
      'Si vous le souhaitez, nous voyons avec vous ce que cela signifie pour vos prix. Choisissez une heure qui vous convient ; le lien est valable deux semaines. Si vous ne souhaitez pas recevoir de telles offres, répondez à ce message.',
    action: 'Choisir une heure',
  },
  calendar: {
    summary: 'Appel avec {brand}',
    description: '{brand} vous appelle. Pour déplacer ou annuler l’appel, suivez le lien.',
  },
};
