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
    'help-asked': { title: 'Hilfe erbeten', body: 'Jemand bittet um einen Anruf.' },
    queued: {
      title: 'Kunde ohne Betreuung',
      body: 'Ein Kunde wartet: Im Moment kann ihn niemand im Team übernehmen.',
    },
    'device-case-opened': {
      title: 'Gerätefall eröffnet',
      body: 'Ein Gerät eines Kunden ist defekt, verloren, gestohlen oder funktioniert nicht richtig.',
    },
    'device-warned': {
      title: 'Zusage läuft ab',
      body: 'Ein Teil der für ein Gerät zugesagten Zeit ist verbraucht.',
    },
    'device-breached': {
      title: 'Zusage gebrochen',
      body: 'Ein Gerät wurde nicht in der zugesagten Zeit übergeben.',
    },
    'device-no-stock': {
      title: 'Kein Gerät am Lager',
      body: 'Für einen Fall konnte kein einsatzbereites Gerät reserviert werden.',
    },
    'device-not-locked': {
      title: 'Gerät nicht gesperrt',
      body: 'Ein verlorenes oder gestohlenes Gerät konnte nicht gesperrt oder gelöscht werden.',
    },
    'replenish-stock': {
      title: 'Lager auffüllen',
      body: 'Ein Lager hat weniger einsatzbereite Geräte, als seine Zusagen verlangen.',
    },
    'account-transferred': {
      title: 'Kunde übertragen',
      body: 'Ein Kunde wurde dir übertragen.',
    },
    'task-handed-over': {
      title: 'Aufgabe übergeben',
      body: 'Die Aufgabe einer Kollegin oder eines Kollegen liegt jetzt bei dir.',
    },
    'channel-off': {
      title: 'Kanal abgeschaltet',
      body: 'Jemand aus dem Team ist über einen Kanal nicht mehr erreichbar.',
    },
    'call-asked': {
      title: 'Rückruf sofort gewünscht',
      body: 'Ein Kunde möchte gleich angerufen werden. Wer zuerst annimmt, hat ihn.',
    },
    'call-due': { title: 'Anruf fällig', body: 'Es ist Zeit, einen Kunden anzurufen.' },
    'call-booked': { title: 'Anruf gebucht', body: 'Ein Kunde hat einen Anruf mit dir gebucht.' },
    'call-moved': { title: 'Anruf verlegt', body: 'Ein Anruf mit dir hat jetzt eine andere Zeit.' },
    'call-cancelled': { title: 'Anruf abgesagt', body: 'Ein gebuchter Anruf findet nicht statt.' },
    'call-reminder': { title: 'Anruf steht bevor', body: 'Ein gebuchter Anruf beginnt gleich.' },
    'call-late': {
      title: 'Anruf verspätet',
      body: 'Ein zugesagter Anruf hat nicht begonnen. Der Kunde wartet.',
    },
    'call-open': {
      title: 'Anruf noch offen',
      body: 'Ein Anruf dauert seit Stunden. Wenn er vorbei ist, trag ein, wie er ausging.',
    },
    'call-following': {
      title: 'Nächster Anruf wartet',
      body: 'Dein Anruf dauert an, und die Zeit des nächsten Kunden ist da.',
    },
    'call-must-move': {
      title: 'Anruf braucht neue Zeit',
      body: 'Ein gebuchter Anruf kann so nicht stattfinden.',
    },
    'outreach-opened': {
      title: 'Kunde sollte angerufen werden',
      body: 'Es gibt einen Grund, einen Kunden anzurufen, der nicht gefragt hat. Die Belege sagen, warum.',
    },
    'outreach-noted': {
      title: 'Vermerkt, kein Anruf nötig',
      body: 'Bei einem Kunden gab es ein Signal, das keinen Anruf wert ist.',
    },
    'outreach-short': {
      title: 'Mehr Anrufe nötig als erlaubt',
      body: 'Aus statistischen Gründen sollten mehr Kunden angerufen werden, als das Budget erlaubt.',
    },
    'claim-work': {
      title: 'Forderungen warten auf uns',
      body: 'Forderungen eines Kunden laufen bald ab und warten auf uns.',
    },
  },
  reasons: {
    'owner-on-duty': 'Du betreust diesen Kunden.',
    'cover-on-duty': 'Du vertrittst die Person, die diesen Kunden betreut.',
    'nobody-on-duty': 'Du betreust diesen Kunden, und gerade ist keine Vertretung im Dienst.',
    lead: 'Du leitest das Team.',
    'on-duty': 'Du hast gerade Dienst.',
    'everyone-on-duty': 'Alle, die gerade Dienst haben, werden benachrichtigt.',
    named: 'Du bist für diesen Schritt benannt.',
    'handed-over': 'Es wurde dir übergeben.',
  },
  acknowledge: 'Übernehmen',
  snoozeHour: 'In einer Stunde',
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
    footerAlways: 'Du bekommst diese E-Mail, weil du solche Benachrichtigungen auch per E-Mail möchtest.',
  },
  digest: {
    waiting: { one: '{count} Benachrichtigung wartet', other: '{count} Benachrichtigungen warten' },
    more: { one: '{count} weitere: {title}', other: '{count} weitere: {title}' },
    rest: { one: 'und {count} weitere', other: 'und {count} weitere' },
    due: 'fällig {due}',
    why: {
      collapsed: 'Kurz nach der ersten Meldung kam mehr davon.',
      cap: 'Du hast in dieser Stunde schon so viele Meldungen bekommen wie vorgesehen; der Rest kommt in einer.',
      quiet: 'Es war außerhalb der Zeiten, in denen du benachrichtigt werden möchtest.',
      'off-duty': 'Du warst nicht im Dienst.',
      digest: 'Deine Zusammenfassung: was seit der letzten gekommen und noch ungelesen ist.',
      stale: 'Es konnte dir nicht rechtzeitig gebracht werden.',
    },
    inbox: 'Posteingang in {brand} öffnen',
    settings: 'Wähle, was du wann und wie erfährst',
  },
};
