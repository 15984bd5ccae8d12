import type { CustomerTexts } from './customer-texts.ts';

export const it: CustomerTexts = {
  subject: '{brand}: {title}',
  greeting: 'Buongiorno,',
  kinds: {
    'report-received': {
      title: 'Abbiamo ricevuto la Sua segnalazione',
      says: 'La Sua segnalazione sul dispositivo {device} ci è arrivata e ce ne stiamo occupando.',
    },
    'promise-changed': {
      title: 'Un nuovo orario per il Suo dispositivo',
      says: 'L’orario per il Suo dispositivo {device} è cambiato.',
    },
    'promise-at-risk': {
      title: 'Il Suo dispositivo può richiedere più tempo',
      says: 'Facciamo tutto il possibile per il Suo dispositivo {device}, ma può volerci più tempo di quanto promesso. La terremo informata.',
    },
    shipped: {
      title: 'Il Suo dispositivo è in viaggio',
      says: 'Un dispositivo è in viaggio verso di Lei. Sostituisce o riporta il dispositivo {device}.',
    },
    'handed-over': {
      title: 'Il Suo dispositivo è stato consegnato',
      says: 'Le è stato consegnato un dispositivo funzionante. Se non funziona bene, ce lo dica nella pagina qui sotto. Se ha ancora il vecchio dispositivo {device}, lo restituisca, per favore.',
    },
    advice: {
      title: 'Sul Suo dispositivo',
      says: 'La Sua segnalazione sul dispositivo {device} ci è arrivata. Il dispositivo non fa parte del Suo servizio, perciò non promettiamo un tempo; Le consiglieremo che cosa si può fare.',
    },
  },
  promised: 'Avrà un dispositivo funzionante entro: {due}.',
  standsStill: 'Il tempo si ferma finché aspettiamo la Sua risposta. Riprende appena la riceviamo.',
  goesOn: 'Il nostro servizio è chiuso in questo momento; il tempo riprende da: {goesOn}.',
  closesBefore: 'Prima chiudiamo; il tempo riprende da: {goesOn}.',
  follow: 'Seguire il Suo dispositivo',
  closing: 'Cordiali saluti\n{brand}',
};
