import type { Texts } from './texts.ts';

export const de: Texts = {
  kinds: {
    'signed-up': { title: 'Neue Anmeldung', body: 'Ein Kunde hat sich angemeldet.' },
    'registration-completed': {
      title: 'Registrierung abgeschlossen',
      body: 'Ein Kunde hat die Registrierung abgeschlossen und kann jetzt loslegen.',
    },
    'trial-started': { title: 'Testphase begonnen', body: 'Ein Kunde hat die Testphase begonnen.' },
    'trial-extended': { title: 'Testphase verlängert', body: 'Die Testphase eines Kunden läuft länger.' },
    converted: {
      title: 'Vertrag nach der Testphase',
      body: 'Ein Kunde ist von der Testphase in einen Vertrag gewechselt.',
    },
    'contract-renewed': { title: 'Vertrag verlängert', body: 'Ein Kunde hat den Vertrag verlängert.' },
    'contract-adjusted': { title: 'Vertrag angepasst', body: 'Der Vertrag eines Kunden hat sich geändert.' },
    cancelled: { title: 'Kündigung', body: 'Ein Kunde hat gekündigt.' },
    'cancellation-withdrawn': {
      title: 'Kündigung zurückgenommen',
      body: 'Ein Kunde hat die Kündigung zurückgenommen.',
    },
    'profile-updated': { title: 'Profil geändert', body: 'Das Profil eines Kunden hat sich geändert.' },
    'product-added': { title: 'Weiteres Produkt', body: 'Ein Kunde nutzt jetzt ein weiteres Produkt.' },
    queued: {
      title: 'Kunde ohne Betreuung',
      body: 'Ein Kunde wartet: Im Moment kann ihn niemand im Team übernehmen.',
    },
  },
  reasons: {
    'owner-on-duty': 'Du betreust diesen Kunden.',
    'cover-on-duty': 'Du vertrittst die Person, die diesen Kunden betreut.',
    'nobody-on-duty': 'Du betreust diesen Kunden, und gerade ist keine Vertretung im Dienst.',
    lead: 'Du leitest das Team.',
  },
  acknowledge: 'Übernehmen',
  unknownLanguage: 'Sprache unbekannt',
  named: '{title}: {account}',
  mail: {
    subject: '{brand}: {title}',
    greeting: 'Hallo {agent},',
    account: 'Kundenkonto: {accountId}',
    product: 'Produkt: {product}',
    language: 'Sprache des Kunden: {language}',
    open: 'In {brand} öffnen',
    footer: 'Du bekommst diese E-Mail, weil die Benachrichtigung noch nicht geöffnet wurde.',
  },
};
