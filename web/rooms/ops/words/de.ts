import type { OpsWords } from './en.ts';

export const de: OpsWords = {
  views: 'Was gezeigt wird',
  lists: {
    open: 'Was nicht aufgenommen werden konnte und wartet, das Neueste zuerst',
    all: 'Alles, was nicht aufgenommen werden konnte, das Neueste zuerst',
  },
  columns: { at: 'Gekommen', reason: 'Warum nicht', origin: 'Woher', size: 'Größe', state: 'Stand' },
  states: { open: 'offen', 'taken-in': 'aufgenommen', 'set-aside': 'beiseitegelegt' },
  triedAgain: 'wieder abgelehnt',
  bytes: n => `${n} Byte`,
  emptyTitle: { open: 'Alles wurde aufgenommen', all: 'Alles wurde aufgenommen' },
  emptyText: {
    open: 'Was ein Absender oder eine Warteschlange schickt und niemand lesen kann, erscheint hier, mit dem, was daran falsch ist.',
    all: 'In den letzten 30 Tagen kam nichts, was nicht zu lesen war.',
  },
  reasons: {
    malformed: 'Es ist nicht so gebaut, wie es sein soll',
    'too-large': 'Es ist zu groß',
    'too-deep': 'Es geht zu tief',
    'unknown-type': 'Diese Art von Ereignis ist nicht bekannt',
    'unknown-version': 'Diese Version des Ereignisses ist nicht bekannt',
    'too-far-ahead': 'Seine Zeit liegt mehr als einen Tag voraus',
    'too-old': 'Es ist älter als 400 Tage',
    'personal-data': 'Es trägt personenbezogene Daten über einen Bus',
  },
  todo: {
    malformed:
      'Sagen Sie dem Absender, welcher Teil falsch ist. Was er berichtigt schickt, ist ein neues Ereignis und kommt von selbst herein.',
    'too-large': 'Bitten Sie den Absender, weniger in ein Ereignis zu legen.',
    'too-deep':
      'Bitten Sie den Absender um ein flacheres Ereignis. Aus unseren eigenen Warteschlangen ist es ein Fehler: melden Sie ihn.',
    'unknown-type':
      'Nennen Sie dem Absender die bekannten Arten. Gleich nach einer neuen Version: noch einmal aufnehmen, sobald jede Funktion neu ist.',
    'unknown-version':
      'Der Absender oder eine unserer Funktionen ist dieser Version voraus. Noch einmal aufnehmen, sobald die neue Version da ist.',
    'too-far-ahead':
      'Die Uhr des Absenders geht falsch, oder das Ereignis kam zu früh. Noch einmal aufnehmen, wenn seine Zeit nahe ist.',
    'too-old': 'Alte Kunden kommen durch den Import herein. Legen Sie es beiseite.',
    'personal-data':
      'Bitten Sie den Absender, solche Ereignisse an die API zu schicken. Von den personenbezogenen Daten wurde nichts aufgehoben.',
  },
  todoOther:
    'Das Protokoll der Funktion dieser Warteschlange sagt mehr. Melden Sie es als Fehler, wenn es nicht aufhört.',
  facts: {
    at: 'Gekommen',
    origin: 'Warteschlange',
    source: 'Absender',
    name: 'Art',
    field: 'Teil',
    problem: 'Was falsch ist',
    size: 'Größe',
    state: 'Stand',
    until: 'Aufgehoben bis',
  },
  about: 'Darüber',
  what: 'Was zu tun ist',
  text: 'Was kam',
  kept: {
    whole: 'So aufgehoben, dass es noch einmal aufgenommen werden kann.',
    outline:
      'Als Umriss aufgehoben: Namen von Feldern ohne Werte, denn jeder davon kann von einem Menschen handeln.',
    nothing: 'Davon wurde nichts aufgehoben.',
  },
  act: 'Entscheiden',
  takeIn: 'Noch einmal aufnehmen',
  takingIn: 'Es wird geprüft, als käme es gerade eben.',
  notWhole:
    'Es lässt sich nicht noch einmal aufnehmen, weil seine Werte nicht aufgehoben wurden. Der Absender muss es neu schicken.',
  setAside: 'Beiseitelegen…',
  setAsideTitle: 'Beiseitelegen',
  setAsideSubmit: 'Beiseitelegen',
  why: 'Warum',
  whyHint: 'Für alle, die später kommen; ohne Namen von Kunden.',
  reopen: 'Wieder öffnen',
  reopenHint: until => `Es lässt sich bis ${until} wieder öffnen.`,
  outcomes: {
    'taken-in': 'Aufgenommen. Es geht denselben Weg wie jedes Ereignis.',
    'refused-again': 'Wieder abgelehnt. Was falsch ist, steht oben.',
    'set-aside': 'Beiseitegelegt.',
    reopened: 'Wieder offen.',
  },
  again: 'Noch einmal versucht und abgelehnt',
  did: {
    'take-in': (who, when) => `Aufgenommen von ${who}, ${when}`,
    tried: (who, when) => `Versucht von ${who}, ${when}`,
    'set-aside': (who, when) => `Beiseitegelegt von ${who}, ${when}`,
    reopen: (who, when) => `Wieder geöffnet von ${who}, ${when}`,
  },
  first: who => `${who} war schneller. Unten steht, wie es jetzt ist.`,
  notYours: 'Dieser Raum ist für die, die das Produkt betreiben',
  notYoursText: 'Ihre Rolle gehört nicht dazu. Eine Teamleitung kann das auf der Seite des Teams ändern.',
  missing: 'Das ist nicht mehr hier',
  missingText: 'Was nicht aufgenommen werden konnte, wird 30 Tage aufgehoben.',
  watch: {
    title: 'Ob alles überwacht wird',
    well: 'Alles in Ordnung: alles wird überwacht und ist pünktlich',
    late: 'Etwas braucht einen Blick: nicht alles ist pünktlich',
    silent: 'Nicht alles wird überwacht',
    silentSince: (who, when) => `${who}: still seit ${when}`,
    never: who => `${who}: noch nie gelaufen`,
    unread: 'Ob alles überwacht wird, lässt sich gerade nicht lesen',
    more: 'Einzelheiten',
    found: 'Was gefunden wurde',
    nothing: 'Nichts. Jedes offene Versprechen hat einen nächsten Schritt, und keiner ist überfällig.',
    runbook: heading => `Im Runbook: „${heading}“`,
    names: { sweep: 'Sweep', auditor: 'Auditor' },
    does: {
      sweep: 'Schickt jede Minute, was fällig ist und noch nicht geschickt wurde.',
      auditor: 'Sieht alle fünf Minuten nach, ob jedes offene Versprechen einen nächsten Schritt hat.',
    },
    lastRun: 'Letzter Lauf',
    neverRan: 'nie',
    running: 'läuft',
    silentNow: 'still',
    looked: 'Angesehene Zeilen',
    facts: 'Gesendete Ereignisse',
    ticks: 'Gesendete Timer',
    failed: 'Fehlgeschlagen',
    stuck: 'Vergeblich übergeben',
    complete: 'Zu Ende gekommen',
    overdue: 'Überfällig',
    notDone: 'Gesendet, nicht erledigt',
    unguarded: 'Ohne nächsten Schritt',
    mended: 'Wiederhergestellt',
    findings: {
      'sweep-silent': 'Der Sweep läuft nicht: was später fällig wird, wird nicht geschickt.',
      'auditor-silent': 'Der Auditor läuft nicht: niemand zählt, was zu spät ist.',
      overdue: (n, time) =>
        `${n} ${n === '1' ? 'Zeile ist' : 'Zeilen sind'} fällig, und niemand nimmt sie; die älteste seit ${time}.`,
      late: (n, time) =>
        `${n} ${n === '1' ? 'Ereignis oder Timer wurde' : 'Ereignisse oder Timer wurden'} gesendet und nicht erledigt; das älteste vor ${time}.`,
      stuck: n => `${n} ${n === '1' ? 'Zeile wurde' : 'Zeilen wurden'} immer wieder übergeben.`,
      unguarded: (n, mended) =>
        `${n} ${n === '1' ? 'offenes Versprechen hatte' : 'offene Versprechen hatten'} keinen nächsten Schritt; ${mended} wiederhergestellt.`,
    },
    elsewhere: 'Anderswo zu sehen',
    elsewhereText:
      'Nachrichten, die immer wieder scheitern, warten in eigenen Warteschlangen (Dead Letters). Wie viele es sind, zeigt CloudWatch, das bei jeder läutet; was zu tun ist, steht im Runbook unter „Dead letters waiting“.',
  },
};
