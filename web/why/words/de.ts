import type { WhyWords } from './why-words.ts';

export const de: WhyWords = {
  recorded: 'So, wie es damals festgehalten wurde, was auch immer jetzt eingestellt ist.',
  none: 'Dazu wurde nichts festgehalten.',
  byItself: 'Firstcall',
  wanted: (from, until) => `Gewünscht ab ${from}, bis ${until}.`,
  paused: until => `Nicht vor ${until}: Pause nach dem letzten Anruf.`,
  ready: (from, until) =>
    `Zu führen ab ${from}, bis ${until}: in den Zeiten des Kontakts, wenn jemand da ist.`,
  again: when => `Nächster Versuch: ${when}, in den Zeiten des Kontakts.`,
  tries: n => (n === 1 ? 'Das war der erste Versuch.' : `Das war Versuch ${n}.`),
  promised: (from, until) => `Ab ${from} ist jemand da; versprochen bis ${until}.`,
  goesTo: who => `Geht an ${who}: betreut den Kunden.`,
  goesToNobody: 'Niemand betreut den Kunden: Wer den Anruf nimmt, führt ihn.',
  said: words => `„${words}“`,
  offeredTo: names => `Angeboten: ${names}. Frei, und mit dem kleinsten Anteil an der Arbeit.`,
  offeredToNobody: until => `Niemand war frei. Wieder gefragt wird am ${until}.`,
  notThem: (who, why) => `Nicht ${who}: ${why}.`,
  runsUntil: until => `Das Gespräch dauert mindestens bis ${until}.`,
  into: account => `Der Kunde lebt als ${account} weiter.`,
  personErased: 'Die Person wurde gelöscht: Geplantes endet, und nichts Persönliches bleibt.',
  next: {
    'session-now': 'Es geht sofort als Sitzung weiter.',
    book: 'Für das, was folgt, wurde eine Zeit vereinbart.',
    plan: 'Ein weiterer Anruf wurde geplant.',
  },
  slot: {
    'own-hold': who => `${who}: Die Zeit war dort für diesen Kunden freigehalten.`,
    named: who => `${who} wurde namentlich gewünscht.`,
    owner: who => `${who} betreut den Kunden und war frei.`,
    'lowest-load': who => `${who} war frei und hatte den kleinsten Anteil an der Arbeit.`,
  },
  notAt: {
    'slot-taken': 'hat dann etwas anderes',
    'day-full': 'hat an dem Tag schon alle Anrufe',
    'too-many-unproved': 'von dem Tag ist genug für Besucher freigehalten',
    'not-named': 'wurde nicht gewünscht',
    'not-on-roster': 'führt keine Anrufe oder ist ausgeschieden',
    'other-language': 'spricht die Sprache nicht',
    'other-product': 'kennt das Produkt nicht',
    absent: 'ist abwesend',
    'outside-hours': 'arbeitet dann nicht',
    'busy-elsewhere': 'ist in einem anderen Kalender belegt',
    'off-duty': 'war nicht im Dienst',
    'in-call': 'war im Gespräch',
    'booked-soon': 'hatte bald einen Anruf',
  },
  task: {
    owner: who => `${who} betreut diesen Kunden.`,
    cover: (who, whose) => `${who} vertritt ${whose}: abwesend bis nach der Fälligkeit.`,
    'no-owner': () =>
      'Niemand betreute den Kunden: Die Aufgabe wartet auf eine Betreuung oder auf die Person, die sie nimmt.',
    claimed: who => `${who} hat sie aus der Warteschlange genommen.`,
    transferred: who => `Sie wurde an ${who} übergeben.`,
    'owner-back': who => `${who} ist zurück.`,
    'owner-left': () => 'Wer sie hatte, hat das Team verlassen.',
    'owner-away': () => 'Wer sie hatte, ist lange abwesend.',
    'floor-touched': () =>
      'Geräte, die für ein Versprechen bereitstehen, wurden angetastet. Wer das Depot auffüllt, nimmt die Aufgabe.',
    'below-minimum': () =>
      'Weniger Geräte sind bereit als das Minimum des Depots. Wer es auffüllt, nimmt die Aufgabe.',
    merged: () => 'Der Kunde war ein Duplikat eines anderen.',
  },
  unit: {
    free: (depot, model) =>
      `${depot} ist das erste Depot des Versprechens, das ein freies, bereites ${model} hatte.`,
    'own-floor': (depot, model) =>
      `In ${depot} war kein ${model} frei; dieses stand für dieses Versprechen bereit.`,
    displacement: (depot, model) =>
      `In ${depot} war kein ${model} frei; es kam von einem Fall ohne ein solches Versprechen.`,
    'already-held': depot => `${depot} hielt es schon für diesen Fall.`,
  },
  substitute: 'Es ist ein eingetragener Ersatz: Das Modell selbst war dort nicht zu haben.',
  unitUnknown: 'Wie es gewählt wurde, hielt man bei der Reservierung noch nicht fest.',
  language: {
    contact: language => `Geschrieben auf ${language}: die Sprache des Kontakts.`,
    case: language => `Geschrieben auf ${language}: die Sprache der Meldung oder des Kunden.`,
    company: language => `Geschrieben auf ${language}: In der Sprache des Kunden gibt es keine Texte.`,
  },
  advised: (strategy, percent) => `In dem Moment empfohlen: ${strategy}, zu ${percent} sicher.`,
  advisedNone: 'In dem Moment wurde nichts empfohlen.',
  advisedOther: 'Vereinbart wurde eine andere.',
};
