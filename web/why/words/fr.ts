import type { WhyWords } from './why-words.ts';

export const fr: WhyWords = {
  recorded: 'Tel que noté à ce moment, quels que soient les réglages actuels.',
  none: 'Rien n’a été noté à ce sujet.',
  byItself: 'Firstcall',
  wanted: (from, until) => `Voulu à partir du ${from}, avant le ${until}.`,
  paused: until => `Pas avant le ${until} : pause après le dernier appel.`,
  ready: (from, until) =>
    `À passer à partir du ${from}, avant le ${until} : aux heures du contact, quand quelqu’un est là.`,
  again: when => `Le prochain essai est le ${when}, aux heures du contact.`,
  tries: n => (n === 1 ? 'C’était le premier essai.' : `C’était l’essai ${n}.`),
  promised: (from, until) => `Quelqu’un est là à partir du ${from} ; promis avant le ${until}.`,
  goesTo: who => `Va à ${who}, responsable du compte.`,
  goesToNobody: 'Personne n’est responsable du compte : qui le prend l’appelle.',
  said: words => `« ${words} »`,
  offeredTo: names => `Proposé à ${names} : libres, avec la plus petite part du travail.`,
  offeredToNobody: until => `Personne n’était libre. On redemande le ${until}.`,
  notThem: (who, why) => `Pas ${who} : ${why}.`,
  runsUntil: until => `La conversation dure au moins jusqu’au ${until}.`,
  into: account => `Le compte continue sous ${account}.`,
  personErased:
    'La personne a été effacée : ce qui était prévu se termine, et rien de personnel n’est gardé.',
  next: {
    'session-now': 'Cela continue tout de suite par une session.',
    book: 'Une heure a été convenue pour la suite.',
    plan: 'Un autre appel a été prévu.',
  },
  slot: {
    'own-hold': who => `${who} : l’heure y était gardée pour ce client.`,
    named: who => `${who} a été demandé par son nom.`,
    owner: who => `${who} est responsable du compte et était libre.`,
    'lowest-load': who => `${who} était libre et avait la plus petite part du travail.`,
  },
  notAt: {
    'slot-taken': 'a autre chose à cette heure',
    'day-full': 'a déjà tous les appels de ce jour',
    'too-many-unproved': 'assez de ce jour est déjà gardé pour des visiteurs',
    'not-named': 'n’a pas été demandé',
    'not-on-roster': 'ne passe pas d’appels ou est parti',
    'other-language': 'ne parle pas la langue',
    'other-product': 'ne connaît pas le produit',
    absent: 'est absent',
    'outside-hours': 'ne travaille pas à cette heure',
    'busy-elsewhere': 'est pris dans un autre calendrier',
    'off-duty': 'n’était pas de service',
    'in-call': 'était en ligne',
    'booked-soon': 'avait bientôt un appel',
  },
  task: {
    owner: who => `${who} est responsable de ce compte.`,
    cover: (who, whose) => `${who} remplace ${whose}, absent au-delà de l’échéance.`,
    'no-owner': () =>
      'Le compte n’avait pas de responsable : la tâche en attend un, ou la personne qui la prendra.',
    claimed: who => `${who} l’a prise dans la file.`,
    transferred: who => `Elle a été confiée à ${who}.`,
    'owner-back': who => `${who} est de retour.`,
    'owner-left': () => 'La personne qui l’avait a quitté l’équipe.',
    'owner-away': () => 'La personne qui l’avait est absente pour longtemps.',
    'floor-touched': () =>
      'Les unités gardées pour un engagement ont été entamées. Qui réapprovisionne le dépôt la prend.',
    'below-minimum': () =>
      'Moins d’unités sont prêtes que le minimum du dépôt. Qui le réapprovisionne la prend.',
    merged: () => 'Le compte était un doublon d’un autre.',
  },
  unit: {
    free: (depot, model) =>
      `${depot} est le premier dépôt de l’engagement qui avait un ${model} libre et prêt.`,
    'own-floor': (depot, model) =>
      `Aucun ${model} n’était libre à ${depot} ; celui-ci était gardé pour cet engagement.`,
    displacement: (depot, model) =>
      `Aucun ${model} n’était libre à ${depot} ; il vient d’un cas sans engagement de ce genre.`,
    'already-held': depot => `${depot} le gardait déjà pour ce cas.`,
  },
  substitute: 'C’est un remplaçant de la liste : le modèle demandé n’y était pas disponible.',
  unitUnknown: 'Au moment de la réservation, on ne notait pas encore comment il était choisi.',
  language: {
    contact: language => `Écrit en ${language} : la langue du contact.`,
    case: language => `Écrit en ${language} : la langue du signalement ou du compte.`,
    company: language => `Écrit en ${language} : il n’y a pas de textes dans la langue du client.`,
  },
  advised: (strategy, percent) => `Conseillé à ce moment : ${strategy}, sûr à ${percent}.`,
  advisedNone: 'Rien n’était conseillé à ce moment.',
  advisedOther: 'Une autre a été convenue.',
};
