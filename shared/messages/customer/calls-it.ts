import type { CallTexts } from './call-texts.ts';

export const it: CallTexts = {
  kinds: {
    queued: {
      title: 'La chiamiamo',
      says: 'Ci ha chiesto di essere richiamato e Lei è nella nostra lista.',
      when: 'La chiamiamo al più tardi {when}.',
      action: 'Vedere o cambiare la chiamata',
    },
    booked: {
      title: 'La Sua chiamata è prenotata',
      says: 'La Sua chiamata con noi è prenotata; l’appuntamento per il Suo calendario è in questo messaggio.',
      when: 'La chiamiamo {when}.',
      action: 'Spostare o annullare la chiamata',
    },
    moved: {
      title: 'La Sua chiamata ha un nuovo orario',
      says: 'La Sua chiamata con noi è stata spostata; il Suo calendario riceve il nuovo orario con questo messaggio.',
      when: 'La chiamiamo {when}.',
      action: 'Spostare o annullare la chiamata',
    },
    cancelled: {
      title: 'La Sua chiamata è stata annullata',
      says: 'La Sua chiamata con noi è stata annullata.',
      when: 'Era prevista per {when}.',
      action: 'Scegliere un altro orario',
    },
    reminder: {
      title: 'La chiamiamo presto',
      says: 'Le ricordiamo la Sua chiamata con noi.',
      when: 'La chiamiamo {when}.',
      action: 'Spostare o annullare la chiamata',
    },
    'choose-again': {
      title: 'Scelga un altro orario, per favore',
      says: 'Ci dispiace: la Sua chiamata con noi non può avvenire come concordato. Scelga, per favore, un altro orario che Le va bene.',
      when: 'Era prevista per {when}.',
      action: 'Scegliere un altro orario',
    },
    'running-late': {
      title: 'Siamo in ritardo',
      says: 'Ci dispiace: la nostra chiamata è in ritardo. La chiamiamo appena possibile; non deve fare nulla.',
      when: 'Avevamo detto: {when}.',
      action: 'Scegliere un altro orario',
    },
    'not-reached': {
      title: 'Non siamo riusciti a parlarLe',
      says: 'Abbiamo provato a chiamarLa senza riuscirci. Non proveremo più di nostra iniziativa; se vuole, scelga un orario che Le va bene.',
      action: 'Scegliere un orario',
    },
    feedback: {
      title: 'Com’è andata la nostra chiamata?',
      says: 'Grazie per aver parlato con noi. Ci dica in un minuto com’è andata; il link vale una volta.',
      when: 'Abbiamo parlato {when}.',
      action: 'Dire com’è andata',
    },
    link: {
      title: 'Proseguire con la Sua chiamata',
      says: 'Qualcuno ha chiesto una chiamata con questo indirizzo e-mail. Se è stato Lei, prosegua con il link, che vale un giorno. Altrimenti non deve fare nulla.',
      action: 'Proseguire',
    },
  },
  offer: {
    title: 'Il Suo mercato è cambiato: ne parliamo?',
    says: 'Osserviamo i marketplace su cui vende, e qualcosa è cambiato che La riguarda:',
    changes: {
      'new-competitor': {
        one: '{marketplace}: un nuovo concorrente vende uno dei Suoi articoli.',
        other: '{marketplace}: un nuovo concorrente vende {count} dei Suoi articoli.',
        some: '{marketplace}: un nuovo concorrente vende Suoi articoli.',
      },
      'amazon-sells': {
        one: '{marketplace}: ora Amazon stesso vende uno dei Suoi articoli.',
        other: '{marketplace}: ora Amazon stesso vende {count} dei Suoi articoli.',
        some: '{marketplace}: ora Amazon stesso vende Suoi articoli.',
      },
    },
    closes:
      'Se lo desidera, vediamo insieme che cosa significa per i Suoi prezzi. Scelga un orario che Le va bene; il link vale due settimane. Se non desidera ricevere queste offerte, risponda a questo messaggio.',
    action: 'Scegliere un orario',
  },
  calendar: {
    summary: 'Chiamata con {brand}',
    description: '{brand} La chiama. Per spostare o annullare la chiamata, segua il link.',
  },
};
