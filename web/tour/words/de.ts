import type { TourWords } from './tour-words.ts';

export const de: TourWords = {
  name: 'Rundgang durch die Bereiche',
  stepOf: (n, of) => `Schritt ${n} von ${of}`,
  back: 'Zurück',
  next: 'Weiter',
  finish: 'Fertig',
  end: 'Rundgang beenden',
  keys: 'Pfeil links und rechts: zurück und weiter. Escape beendet den Rundgang.',
  away: 'Du bist woanders hingegangen. Sieh dich um, der Rundgang wartet.',
  showAgain: 'Noch einmal zeigen',
  nothingYet: 'Hier gibt es noch nichts zu zeigen.',
  demo: 'Bei einem lokalen Start füllt „npm run demo“ die Bereiche mit einem Tag von vierzig Kunden.',
  reference: 'Die Referenz der API',
  steps: {
    today: {
      title: 'Heute: was dich jetzt braucht',
      text: 'Alles, was auf dich wartet, aus allen Bereichen, in fünf Gruppen nach der Zeit, die bleibt. Die Pfeile gehen von Zeile zu Zeile, Enter öffnet, A tut, was der Knopf der Zeile tut.',
      empty: 'Hier stünden Meldungen, Aufgaben, Anrufe und Versprechen, das Dringendste zuerst.',
    },
    inbox: {
      title: 'Der Eingang: warum es zu dir kam',
      text: 'Jede Meldung sagt, warum du sie bekommst und niemand sonst. Wo „Warum?“ steht, öffnet es den Grund, der bei der Entscheidung festgehalten wurde.',
      empty:
        'Wenn bei einem deiner Kunden etwas geschieht, erscheint es hier nach Sekunden, mit dem Grund, warum es zu dir kam.',
    },
    keys: {
      title: 'Übernehmen oder zurückstellen',
      text: 'E übernimmt: Alle sehen, dass du es hast, und niemand sonst wird mehr benachrichtigt. S stellt es bis zu einer Zeit zurück, nie über sein Versprechen hinaus. U macht es rückgängig.',
      empty: 'Bei einer offenen Meldung übernimmt E, S stellt sie zurück, und U macht es rückgängig.',
    },
    account: {
      title: 'Ein Kunde: alles, was geschah',
      text: 'Die Geschichte eines Kunden, mit dem, was entschieden wurde und warum. Darüber: Anrufe, Einführung, und warum gerade diese Person den Kunden betreut.',
      empty: 'Jeder Kunde hätte eine Seite mit seiner Geschichte, seinen Leuten und dem Versprochenen.',
    },
    clock: {
      title: 'Ein Versprechen und seine Uhr',
      text: 'Wie viel der versprochenen Zeit verbraucht ist, in Öffnungszeiten gezählt, und bis wann es versprochen ist. Die Rechnung steht zum Prüfen da; Warten auf den Kunden hält sie an.',
      empty:
        'Wird ein Gerät als defekt, verloren oder gestohlen gemeldet, steht sein Fall hier mit einer Uhr für das Versprechen.',
    },
    call: {
      title: 'Ein Anruf und alles dafür',
      text: 'Was jetzt zu tun ist, die Nummer und die Schritte des Gesprächs; Notizen werden beim Tippen behalten. S beginnt, E beendet mit dem Ergebnis und dem, was folgt.',
      empty:
        'Fällige und gewünschte Anrufe stehen hier; jeder öffnet eine Seite mit Nummer, Gesprächsplan und Notizen.',
    },
    load: {
      title: 'Auslastung: was das Team trägt',
      text: 'Wer wie viele Kunden betreut, was offen und überfällig ist, wie schnell Meldungen übernommen werden, und welche Kunden warten, mit dem Grund.',
    },
    insights: {
      title: 'Auswertung: wie es läuft',
      text: 'Gehaltene Versprechen, Zeiten bis zur Antwort, Anrufe und Ansprache, nach Zeitraum und verglichen mit dem davor.',
    },
    palette: {
      title: 'Alles finden, alles tun',
      text: 'Strg K (⌘ K) öffnet das von überall: Kunden, Leute, Geräte, Bereiche und Handlungen wie einen Anruf planen. Auch dieser Rundgang beginnt dort wieder.',
    },
    settings: {
      title: 'Wie du es erfährst, und Hilfe',
      text: 'Push-Meldungen erreichen dich, wenn die Konsole zu ist; darunter sagst du, was wann kommt. „?“ zeigt überall alle Tasten. Auch der Rundgang beginnt hier wieder.',
    },
  },
};
