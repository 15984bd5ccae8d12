import type { SaysTexts } from './says-texts.ts';

export const it: SaysTexts = {
  greeting: 'Buongiorno, qui {company}.',
  burst: {
    says: 'Il {day} sono stati segnalati per il Suo account {count} articoli persi o danneggiati.',
    inDays:
      'Nei quattro giorni fino al {day} sono stati segnalati per il Suo account {count} articoli persi o danneggiati.',
    usual: 'Di solito sono circa {expected}.',
    rare: 'Di solito ce n’è a malapena uno.',
    asks: 'Sa che cosa è successo? Con bolle di consegna e fatture potremo chiedere il rimborso di tutto.',
  },
  deadline: {
    says: {
      one: 'Una delle Sue richieste di rimborso può essere presentata solo fino al {day}.',
      other: '{claims} delle Sue richieste di rimborso stanno per scadere, la prima il {day}.',
    },
    needs: 'Per presentarle ci serve ancora qualcosa da Lei; vogliamo guardarlo insieme?',
    waits: 'Siamo in attesa di una risposta e vorremmo concordare con Lei che cosa fare fino ad allora.',
  },
  market: {
    says: 'Qualcosa è cambiato su un marketplace su cui vende.',
    asks: 'Vuole vedere con noi che cosa significa per i Suoi prezzi, ora o quando Le è comodo?',
  },
  worth: 'Si tratta di {value}.',
  unknown: { value: 'un importo non ancora noto', count: 'diversi' },
};
