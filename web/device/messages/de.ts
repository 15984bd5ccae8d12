import { de as common } from '../../customer/messages/de.ts';
import type { Words } from '../words.ts';

export const de: Words = {
  ...common,
  linkUntil: when => `Dieser Link gilt bis ${when}.`,
  plain: {
    loading: { title: 'Einen Moment …', text: 'Wir sehen nach Ihrem Gerät.' },
    'no-token': {
      title: 'Dieser Link ist nicht vollständig',
      text: 'Bitte öffnen Sie den Link aus unserer Nachricht noch einmal, oder kopieren Sie ihn ganz in die Adresszeile.',
    },
    gone: {
      title: 'Dieser Link gilt nicht mehr',
      text: 'Links enden nach einiger Zeit. Bitte lassen Sie sich einen neuen schicken, oder rufen Sie uns an.',
    },
    'no-case': {
      title: 'Zu diesem Gerät ist nichts offen',
      text: 'Wenn Sie es melden möchten, lassen Sie sich bitte einen neuen Link schicken.',
    },
  },
  choose: { title: 'Was ist mit Ihrem Gerät?' },
  damages: {
    broken: {
      label: 'Es ist kaputt',
      hint: 'Es ist gefallen, der Bildschirm ist gesprungen, es geht nicht an',
    },
    lost: { label: 'Ich habe es verloren', hint: 'Sie wissen nicht, wo es ist' },
    stolen: { label: 'Es wurde gestohlen', hint: 'Jemand hat es mitgenommen' },
    malfunction: { label: 'Es funktioniert nicht richtig', hint: 'Es geht an, aber etwas stimmt nicht' },
  },
  confirm: {
    report: {
      broken: 'Dieses Gerät als kaputt melden?',
      lost: 'Dieses Gerät als verloren melden?',
      stolen: 'Dieses Gerät als gestohlen melden?',
      malfunction: 'Melden, dass dieses Gerät nicht richtig funktioniert?',
    },
    yesReport: 'Ja, melden',
    locked: 'Wenn wir dieses Gerät verwalten, wird es sofort gesperrt.',
    wipe: {
      title: 'Das Gerät löschen lassen?',
      text: 'Alles darauf wird gelöscht. Das lässt sich nicht rückgängig machen, auch wenn sich das Gerät wiederfindet.',
      yes: 'Ja, alles löschen',
    },
    notWorking: {
      title: 'Es funktioniert nicht?',
      text: 'Dann nehmen wir Ihren Fall sofort wieder auf.',
      yes: 'Ja, es funktioniert nicht',
    },
    back: 'Zurück',
  },
  heads: {
    reported: {
      title: 'Wir haben Ihre Meldung',
      text: 'Sie müssen nichts weiter tun. Hier sehen Sie, wie es weitergeht.',
    },
    'at-work': { title: 'Wir arbeiten daran', text: 'Hier sehen Sie, wie es weitergeht.' },
    late: {
      title: 'Wir sind zu spät',
      text: 'Sie haben noch kein funktionierendes Gerät von uns. Das tut uns leid.',
    },
    waits: { title: 'Wir warten auf Sie', text: '' },
    collect: { title: 'Ihr Gerät liegt bereit', text: 'Bitte holen Sie es hier ab:' },
    'on-the-way': { title: 'Ein Gerät ist unterwegs zu Ihnen', text: '' },
    'handed-over': { title: 'Funktioniert Ihr Gerät?', text: 'Ihnen wurde ein Gerät übergeben.' },
    thanked: { title: 'Vielen Dank', text: 'Schön, dass es funktioniert.' },
    closed: { title: 'Dieser Fall ist abgeschlossen', text: 'Vielen Dank für Ihre Geduld.' },
    cancelled: {
      title: 'Dieser Fall wurde abgebrochen',
      text: 'Wenn das ein Irrtum ist, rufen Sie uns bitte an.',
    },
  },
  waitsFor: what => `Damit es weitergeht, brauchen wir ${what}.`,
  awaits: {
    'photo-of-damage': 'ein Foto des Schadens',
    'delivery-address': 'Ihre Lieferadresse',
    'access-to-site': 'Zugang zu Ihrem Standort',
    confirmation: 'Ihre Bestätigung',
    approval: 'Ihre Freigabe',
    'pick-up': 'Sie zum Abholen des Geräts',
    answer: 'eine Antwort von Ihnen',
  },
  deeds: {
    answer: 'Das habe ich erledigt',
    works: 'Es funktioniert',
    'not-working': 'Es funktioniert nicht',
    again: 'Dieses Gerät noch einmal melden',
    wipe: 'Gerät löschen lassen',
  },
  promise: {
    until: 'Sie haben ein funktionierendes Gerät bis',
    was: 'Wir hatten Ihnen ein funktionierendes Gerät zugesagt bis',
    sorry: 'Das haben wir nicht eingehalten. Es tut uns leid.',
    follow: 'Das haben wir nicht eingehalten. Wir machen weiter, und Sie sehen es hier.',
    closed: when => `Unser Service ist jetzt geschlossen. Die Zeit läuft weiter ab ${when}.`,
    none: 'Für dieses Gerät ist keine Zeit zugesagt. Wir sehen es uns an und melden uns bei Ihnen.',
  },
  safety: 'Schutz Ihrer Daten',
  lock: {
    wanted: 'Das Gerät wird gerade gesperrt.',
    done: 'Das Gerät ist gesperrt.',
    failed: 'Das Gerät ließ sich noch nicht sperren. Wir wissen davon und kümmern uns darum.',
  },
  wipe: {
    possible: 'Auf Wunsch lassen wir alles darauf löschen.',
    wanted: 'Das Gerät wird gerade gelöscht.',
    done: 'Das Gerät ist gelöscht.',
    failed: 'Das Gerät ließ sich noch nicht löschen.',
  },
  stepsTitle: 'Was bisher geschah',
  steps: {
    started: 'Gemeldet',
    responded: 'Von uns aufgenommen',
    stopped: 'Erledigt',
    reopened: 'Wieder aufgenommen',
    working: 'Es ging weiter',
    shipped: 'An Sie abgeschickt',
    'waiting-customer': 'Wir warteten auf Sie',
    'waiting-carrier': 'Wir warteten auf den Paketdienst',
    'waiting-supplier': 'Wir warteten auf einen Lieferanten',
    'waiting-internal': 'Wir mussten warten',
  },
};
