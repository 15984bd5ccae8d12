import type { CustomerTexts } from './customer-texts.ts';

export const de: CustomerTexts = {
  subject: '{brand}: {title}',
  greeting: 'Guten Tag,',
  kinds: {
    'report-received': {
      title: 'Ihre Meldung ist da',
      says: 'Ihre Meldung zum Gerät {device} ist bei uns eingegangen, und wir kümmern uns darum.',
    },
    'promise-changed': {
      title: 'Ein neuer Zeitpunkt für Ihr Gerät',
      says: 'Der Zeitpunkt für Ihr Gerät {device} hat sich geändert.',
    },
    'promise-at-risk': {
      title: 'Ihr Gerät kann länger dauern',
      says: 'Wir tun alles für Ihr Gerät {device}, doch es kann länger dauern, als wir zugesagt haben. Wir halten Sie auf dem Laufenden.',
    },
    shipped: {
      title: 'Ihr Gerät ist unterwegs',
      says: 'Ein Gerät ist zu Ihnen unterwegs. Es ersetzt das Gerät {device} oder bringt es zurück.',
    },
    'handed-over': {
      title: 'Ihr Gerät wurde übergeben',
      says: 'Sie haben ein funktionierendes Gerät erhalten. Falls es nicht richtig arbeitet, sagen Sie es uns auf der folgenden Seite. Falls Sie das alte Gerät {device} noch haben, geben Sie es bitte zurück.',
    },
    advice: {
      title: 'Zu Ihrem Gerät',
      says: 'Ihre Meldung zum Gerät {device} ist bei uns eingegangen. Das Gerät gehört nicht zu Ihrem Geräteservice, daher sagen wir keine Zeit zu; wir beraten Sie, was möglich ist.',
    },
  },
  promised: 'Sie haben ein funktionierendes Gerät bis {due}.',
  standsStill:
    'Die Zeit steht still, solange wir auf Ihre Antwort warten. Sie läuft weiter, sobald wir sie haben.',
  goesOn: 'Unser Service ist gerade geschlossen; die Zeit läuft weiter ab {goesOn}.',
  closesBefore: 'Vorher schließen wir; die Zeit läuft weiter ab {goesOn}.',
  follow: 'Ihr Gerät verfolgen',
  closing: 'Freundliche Grüße\n{brand}',
};
