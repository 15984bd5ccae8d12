import type { Texts } from './texts.ts';

export const it: Texts = {
  kinds: {
    'signed-up': { title: 'Nuova iscrizione', body: 'Un cliente si è iscritto.' },
    'registration-completed': {
      title: 'Registrazione completata',
      body: 'Un cliente ha completato la registrazione e può iniziare.',
    },
    'trial-started': { title: 'Prova iniziata', body: 'Un cliente ha iniziato il periodo di prova.' },
    'trial-extended': {
      title: 'Prova prolungata',
      body: 'Il periodo di prova di un cliente è stato prolungato.',
    },
    converted: {
      title: 'Dalla prova al contratto',
      body: 'Un cliente è passato dal periodo di prova a un contratto.',
    },
    'contract-renewed': { title: 'Contratto rinnovato', body: 'Un cliente ha rinnovato il contratto.' },
    'contract-adjusted': {
      title: 'Contratto modificato',
      body: 'Il contratto di un cliente è stato modificato.',
    },
    cancelled: { title: 'Disdetta', body: 'Un cliente ha dato disdetta.' },
    'cancellation-withdrawn': { title: 'Disdetta ritirata', body: 'Un cliente ha ritirato la disdetta.' },
    'profile-updated': { title: 'Profilo aggiornato', body: 'Il profilo di un cliente è cambiato.' },
    'product-added': { title: 'Prodotto aggiunto', body: 'Un cliente ha scelto un altro prodotto.' },
    'help-asked': { title: 'Aiuto richiesto', body: 'Qualcuno chiede di essere chiamato.' },
    queued: {
      title: 'Account senza responsabile',
      body: 'Un account è in attesa: al momento nessuno nel team può prenderlo in carico.',
    },
    'device-case-opened': {
      title: 'Pratica dispositivo aperta',
      body: 'Il dispositivo di un cliente è rotto, smarrito, rubato o non funziona bene.',
    },
    'device-warned': {
      title: 'Tempo in esaurimento',
      body: 'Una parte del tempo promesso per un dispositivo è trascorsa.',
    },
    'device-breached': {
      title: 'Promessa non mantenuta',
      body: 'Un dispositivo non è stato consegnato nel tempo promesso.',
    },
    'device-no-stock': {
      title: 'Nessun dispositivo in magazzino',
      body: 'Non è stato possibile riservare un dispositivo pronto per una pratica.',
    },
    'device-not-locked': {
      title: 'Dispositivo non bloccato',
      body: 'Un dispositivo smarrito o rubato non è stato bloccato o cancellato.',
    },
    'replenish-stock': {
      title: 'Rifornire il deposito',
      body: 'Un deposito ha meno dispositivi pronti di quanti ne richiedono le sue promesse.',
    },
    'account-transferred': {
      title: 'Account trasferito',
      body: 'Ti è stato affidato un account.',
    },
    'task-handed-over': {
      title: 'Attività passata',
      body: 'L’attività di una persona del team ora è tua.',
    },
    'channel-off': {
      title: 'Canale disattivato',
      body: 'Una persona del team non è più raggiungibile su un canale.',
    },
    'call-asked': {
      title: 'Chiamata richiesta subito',
      body: 'Un cliente vuole essere chiamato subito. La prende chi accetta per primo.',
    },
    'call-due': { title: 'Chiamata da fare', body: 'È ora di chiamare un cliente.' },
    'call-booked': { title: 'Chiamata prenotata', body: 'Un cliente ha prenotato una chiamata con te.' },
    'call-moved': { title: 'Chiamata spostata', body: 'Una chiamata con te ha ora un altro orario.' },
    'call-cancelled': { title: 'Chiamata annullata', body: 'Una chiamata prenotata non avrà luogo.' },
    'call-reminder': { title: 'Chiamata imminente', body: 'Una chiamata prenotata sta per iniziare.' },
    'call-late': {
      title: 'Chiamata in ritardo',
      body: 'Una chiamata promessa non è iniziata. Il cliente aspetta.',
    },
    'call-open': {
      title: 'Chiamata ancora aperta',
      body: 'Una chiamata dura da ore. Se è finita, annota com’è andata.',
    },
    'call-following': {
      title: 'La prossima chiamata aspetta',
      body: 'La tua chiamata continua ed è arrivata l’ora del prossimo cliente.',
    },
    'call-must-move': { title: 'Chiamata da spostare', body: 'Una chiamata prenotata non può restare così.' },
    'outreach-opened': {
      title: 'Cliente da chiamare',
      body: 'C’è un motivo per chiamare un cliente che non l’ha chiesto. I dati dicono perché.',
    },
    'outreach-noted': {
      title: 'Annotato, nessuna chiamata',
      body: 'C’è stato un segnale presso un cliente che non merita una chiamata.',
    },
    'outreach-short': {
      title: 'Più chiamate di quelle permesse',
      body: 'Per motivi statistici andrebbero chiamati più clienti di quanti ne permetta il budget.',
    },
    'claim-work': {
      title: 'Reclami che aspettano noi',
      body: 'Alcuni reclami di un cliente stanno per scadere e aspettano noi.',
    },
  },
  reasons: {
    'owner-on-duty': 'Segui tu questo account.',
    'cover-on-duty': 'Sostituisci la persona che segue questo account.',
    'nobody-on-duty': 'Segui tu questo account e nessun sostituto è in servizio.',
    lead: 'Sei responsabile del team.',
    'on-duty': 'Sei in servizio.',
    'everyone-on-duty': 'Vengono avvisati tutti quelli in servizio.',
    named: 'Sei indicato per questo passo.',
    'handed-over': 'Ti è stato passato.',
  },
  acknowledge: 'Me ne occupo',
  snoozeHour: 'Tra un’ora',
  unknownLanguage: 'lingua sconosciuta',
  named: '{title}: {account}',
  mail: {
    subject: '{brand}: {title}',
    greeting: 'Ciao {agent},',
    account: 'Account: {accountId}',
    product: 'Prodotto: {product}',
    language: 'Lingua del cliente: {language}',
    open: 'Apri in {brand}',
    footer: 'Ricevi questa e-mail perché la notifica non è ancora stata aperta.',
    footerAlways: 'Ricevi questa e-mail perché vuoi ricevere queste notifiche anche via e-mail.',
  },
  digest: {
    waiting: { one: '{count} notifica in attesa', other: '{count} notifiche in attesa' },
    more: { one: '{count} in più: {title}', other: '{count} in più: {title}' },
    rest: { one: 'e {count} altra', other: 'e altre {count}' },
    due: 'scade {due}',
    why: {
      collapsed: 'Poco dopo la prima volta è successo di nuovo.',
      cap: 'Hai già ricevuto tutti gli avvisi previsti per un’ora; il resto arriva in uno solo.',
      quiet: 'Era fuori dalle ore in cui vuoi ricevere avvisi.',
      'off-duty': 'Non eri in servizio.',
      digest: 'Il tuo riepilogo: ciò che è arrivato dopo il precedente e non hai ancora letto.',
      stale: 'Non è stato possibile consegnartelo in tempo.',
    },
    inbox: 'Apri la posta in arrivo in {brand}',
    settings: 'Scegli cosa ricevere, quando e come',
  },
};
