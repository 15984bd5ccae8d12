import { it as common } from '../../customer/messages/it.ts';
import type { Words } from '../words.ts';

export const it: Words = {
  ...common,
  linkUntil: when => `Questo link è valido fino a: ${when}.`,
  plain: {
    loading: { title: 'Un momento …', text: 'Stiamo cercando il Suo dispositivo.' },
    'no-token': {
      title: 'Questo link non è completo',
      text: 'Apra di nuovo il link del nostro messaggio o lo copi per intero nella barra degli indirizzi.',
    },
    gone: {
      title: 'Questo link non è più valido',
      text: 'I link scadono dopo un po’. Ne chieda uno nuovo a chi Glielo ha inviato, o ci chiami.',
    },
    'no-case': {
      title: 'Non c’è nulla di aperto per questo dispositivo',
      text: 'Se desidera segnalarlo, chieda un nuovo link.',
    },
  },
  choose: { title: 'Che cosa è successo al Suo dispositivo?' },
  damages: {
    broken: { label: 'È rotto', hint: 'È caduto, lo schermo è incrinato, non si accende' },
    lost: { label: 'L’ho perso', hint: 'Non sa dove si trova' },
    stolen: { label: 'Mi è stato rubato', hint: 'Qualcuno lo ha preso' },
    malfunction: { label: 'Non funziona bene', hint: 'Si accende, ma qualcosa non va' },
  },
  confirm: {
    report: {
      broken: 'Segnalare che questo dispositivo è rotto?',
      lost: 'Segnalare lo smarrimento di questo dispositivo?',
      stolen: 'Segnalare il furto di questo dispositivo?',
      malfunction: 'Segnalare che questo dispositivo non funziona bene?',
    },
    yesReport: 'Sì, lo segnali',
    locked: 'Se gestiamo questo dispositivo, viene bloccato subito.',
    wipe: {
      title: 'Far cancellare il dispositivo?',
      text: 'Tutto ciò che contiene viene cancellato. Non si può annullare, nemmeno se il dispositivo viene ritrovato.',
      yes: 'Sì, cancelli tutto',
    },
    notWorking: {
      title: 'Non funziona?',
      text: 'Allora riprendiamo subito il Suo caso.',
      yes: 'Sì, non funziona',
    },
    back: 'Indietro',
  },
  heads: {
    reported: {
      title: 'Abbiamo ricevuto la Sua segnalazione',
      text: 'Non deve fare altro. Può seguire tutto qui.',
    },
    'at-work': { title: 'Ci stiamo lavorando', text: 'Può seguire tutto qui.' },
    late: {
      title: 'Siamo in ritardo',
      text: 'Non ha ancora ricevuto da noi un dispositivo funzionante. Ci dispiace.',
    },
    waits: { title: 'Aspettiamo Lei', text: '' },
    collect: { title: 'Il Suo dispositivo è pronto', text: 'Lo ritiri qui:' },
    'on-the-way': { title: 'Un dispositivo è in viaggio verso di Lei', text: '' },
    'handed-over': { title: 'Il Suo dispositivo funziona?', text: 'Le è stato consegnato un dispositivo.' },
    thanked: { title: 'Grazie mille', text: 'Siamo lieti che funzioni.' },
    closed: { title: 'Questo caso è chiuso', text: 'Grazie per la Sua pazienza.' },
    cancelled: { title: 'Questo caso è stato annullato', text: 'Se è un errore, ci chiami.' },
  },
  waitsFor: what => `Per continuare ci serve ${what}.`,
  awaits: {
    'photo-of-damage': 'una foto del danno',
    'delivery-address': 'il Suo indirizzo di consegna',
    'access-to-site': 'l’accesso alla Sua sede',
    confirmation: 'la Sua conferma',
    approval: 'la Sua approvazione',
    'pick-up': 'che Lei ritiri il dispositivo',
    answer: 'una Sua risposta',
  },
  deeds: {
    answer: 'L’ho fatto',
    works: 'Funziona',
    'not-working': 'Non funziona',
    again: 'Segnalare di nuovo questo dispositivo',
    wipe: 'Far cancellare il dispositivo',
  },
  promise: {
    until: 'Avrà un dispositivo funzionante entro le',
    was: 'Le avevamo promesso un dispositivo funzionante entro le',
    sorry: 'Non abbiamo rispettato questo orario. Ci dispiace.',
    follow: 'Non abbiamo rispettato questo orario. Andiamo avanti, e può seguire tutto qui.',
    closed: when => `Il nostro servizio ora è chiuso. Il tempo riprende alle ${when}.`,
    none: 'Per questo dispositivo non è promesso alcun termine. Lo esaminiamo e La contatteremo.',
  },
  safety: 'Protezione dei Suoi dati',
  lock: {
    wanted: 'Il dispositivo viene bloccato in questo momento.',
    done: 'Il dispositivo è bloccato.',
    failed: 'Non è stato ancora possibile bloccare il dispositivo. Lo sappiamo e ce ne occupiamo.',
  },
  wipe: {
    possible: 'Se lo desidera, facciamo cancellare tutto ciò che contiene.',
    wanted: 'Il dispositivo viene cancellato in questo momento.',
    done: 'Il dispositivo è cancellato.',
    failed: 'Non è stato ancora possibile cancellare il dispositivo.',
  },
  stepsTitle: 'Che cosa è successo finora',
  steps: {
    started: 'Segnalato',
    responded: 'Preso in carico da noi',
    stopped: 'Risolto',
    reopened: 'Ripreso',
    working: 'Il lavoro è proseguito',
    shipped: 'Spedito a Lei',
    'waiting-customer': 'Abbiamo aspettato Lei',
    'waiting-carrier': 'Abbiamo aspettato il corriere',
    'waiting-supplier': 'Abbiamo aspettato un fornitore',
    'waiting-internal': 'Abbiamo dovuto aspettare',
  },
};
