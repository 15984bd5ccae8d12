import { fr as common } from '../../customer/messages/fr.ts';
import type { Words } from '../words.ts';

/** French has a space before ? ; and : where no line may break. */
export const fr: Words = {
  ...common,
  linkUntil: when => `Ce lien est valable jusqu’à : ${when}.`,
  plain: {
    loading: { title: 'Un instant …', text: 'Nous cherchons votre appareil.' },
    'no-token': {
      title: 'Ce lien n’est pas complet',
      text: 'Ouvrez à nouveau le lien de notre message, ou copiez-le en entier dans la barre d’adresse.',
    },
    gone: {
      title: 'Ce lien n’est plus valable',
      text: 'Les liens expirent. Demandez-en un nouveau à la personne qui vous l’a envoyé, ou appelez-nous.',
    },
    'no-case': {
      title: 'Rien n’est ouvert pour cet appareil',
      text: 'Si vous voulez le signaler, demandez un nouveau lien.',
    },
  },
  choose: { title: 'Qu’est-il arrivé à votre appareil ?' },
  damages: {
    broken: { label: 'Il est cassé', hint: 'Il est tombé, l’écran est fissuré, il ne s’allume pas' },
    lost: { label: 'Je l’ai perdu', hint: 'Vous ne savez pas où il est' },
    stolen: { label: 'On me l’a volé', hint: 'Quelqu’un l’a pris' },
    malfunction: {
      label: 'Il ne fonctionne pas bien',
      hint: 'Il s’allume, mais quelque chose ne va pas',
    },
  },
  confirm: {
    report: {
      broken: 'Signaler que cet appareil est cassé ?',
      lost: 'Signaler que cet appareil est perdu ?',
      stolen: 'Signaler le vol de cet appareil ?',
      malfunction: 'Signaler que cet appareil ne fonctionne pas bien ?',
    },
    yesReport: 'Oui, le signaler',
    locked: 'Si nous gérons cet appareil, il est verrouillé immédiatement.',
    wipe: {
      title: 'Faire effacer l’appareil ?',
      text: 'Tout ce qu’il contient est effacé. C’est définitif, même si l’appareil est retrouvé.',
      yes: 'Oui, tout effacer',
    },
    notWorking: {
      title: 'Il ne fonctionne pas ?',
      text: 'Nous reprenons alors votre dossier immédiatement.',
      yes: 'Oui, il ne fonctionne pas',
    },
    back: 'Retour',
  },
  heads: {
    reported: {
      title: 'Nous avons reçu votre signalement',
      text: 'Vous n’avez rien d’autre à faire. Vous pouvez suivre la suite ici.',
    },
    'at-work': { title: 'Nous y travaillons', text: 'Vous pouvez suivre la suite ici.' },
    late: {
      title: 'Nous sommes en retard',
      text: 'Vous n’avez pas encore reçu de nous un appareil qui fonctionne. Nous en sommes désolés.',
    },
    waits: { title: 'Nous vous attendons', text: '' },
    collect: { title: 'Votre appareil est prêt', text: 'Veuillez le retirer ici :' },
    'on-the-way': { title: 'Un appareil est en route vers vous', text: '' },
    'handed-over': { title: 'Votre appareil fonctionne-t-il ?', text: 'Un appareil vous a été remis.' },
    thanked: { title: 'Merci beaucoup', text: 'Nous sommes heureux qu’il fonctionne.' },
    closed: { title: 'Ce dossier est clos', text: 'Merci de votre patience.' },
    cancelled: { title: 'Ce dossier a été annulé', text: 'Si c’est une erreur, appelez-nous.' },
  },
  waitsFor: what => `Pour continuer, il nous faut ${what}.`,
  awaits: {
    'photo-of-damage': 'une photo du dommage',
    'delivery-address': 'votre adresse de livraison',
    'access-to-site': 'un accès à votre site',
    confirmation: 'votre confirmation',
    approval: 'votre accord',
    'pick-up': 'que vous retiriez l’appareil',
    answer: 'une réponse de votre part',
  },
  deeds: {
    answer: 'C’est fait',
    works: 'Il fonctionne',
    'not-working': 'Il ne fonctionne pas',
    again: 'Signaler cet appareil à nouveau',
    wipe: 'Faire effacer l’appareil',
  },
  promise: {
    until: 'Vous aurez un appareil qui fonctionne avant',
    was: 'Nous vous avions promis un appareil qui fonctionne avant',
    sorry: 'Nous n’avons pas tenu ce délai. Nous en sommes désolés.',
    follow: 'Nous n’avons pas tenu ce délai. Nous continuons, et vous pouvez suivre la suite ici.',
    closed: when => `Notre service est fermé pour le moment. Le délai reprend à ${when}.`,
    none: 'Aucun délai n’est promis pour cet appareil. Nous l’examinons et vous contactons.',
  },
  safety: 'Protection de vos données',
  lock: {
    wanted: 'L’appareil est en cours de verrouillage.',
    done: 'L’appareil est verrouillé.',
    failed: 'L’appareil n’a pas encore pu être verrouillé. Nous le savons et nous nous en occupons.',
  },
  wipe: {
    possible: 'Si vous le souhaitez, nous faisons effacer tout ce qu’il contient.',
    wanted: 'L’appareil est en cours d’effacement.',
    done: 'L’appareil est effacé.',
    failed: 'L’appareil n’a pas encore pu être effacé.',
  },
  stepsTitle: 'Ce qui s’est passé jusqu’ici',
  steps: {
    started: 'Signalé',
    responded: 'Pris en charge par nous',
    stopped: 'Réglé',
    reopened: 'Repris',
    working: 'Le travail a continué',
    shipped: 'Envoyé vers vous',
    'waiting-customer': 'Nous vous avons attendu',
    'waiting-carrier': 'Nous avons attendu le transporteur',
    'waiting-supplier': 'Nous avons attendu un fournisseur',
    'waiting-internal': 'Nous avons dû attendre',
  },
};
