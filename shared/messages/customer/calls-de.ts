import type { CallTexts } from './call-texts.ts';

export const de: CallTexts = {
  kinds: {
    queued: {
      title: 'Wir rufen Sie an',
      says: 'Sie haben um einen Anruf gebeten, und wir haben Sie vorgemerkt.',
      when: 'Wir rufen Sie spätestens bis {when} an.',
      action: 'Rückruf ansehen oder ändern',
    },
    booked: {
      title: 'Ihr Gespräch ist vereinbart',
      says: 'Ihr Gespräch mit uns ist vereinbart; der Termin für Ihren Kalender liegt dieser Nachricht bei.',
      when: 'Wir rufen Sie an am {when}.',
      action: 'Gespräch verlegen oder absagen',
    },
    moved: {
      title: 'Ihr Gespräch hat einen neuen Termin',
      says: 'Ihr Gespräch mit uns wurde verlegt; Ihr Kalender erfährt den neuen Termin mit dieser Nachricht.',
      when: 'Wir rufen Sie an am {when}.',
      action: 'Gespräch verlegen oder absagen',
    },
    cancelled: {
      title: 'Ihr Gespräch wurde abgesagt',
      says: 'Ihr Gespräch mit uns wurde abgesagt.',
      when: 'Vereinbart war: {when}.',
      action: 'Einen anderen Termin wählen',
    },
    reminder: {
      title: 'Wir rufen Sie bald an',
      says: 'Wir erinnern Sie an Ihr Gespräch mit uns.',
      when: 'Wir rufen Sie an am {when}.',
      action: 'Gespräch verlegen oder absagen',
    },
    'choose-again': {
      title: 'Bitte wählen Sie einen neuen Termin',
      says: 'Es tut uns leid: Ihr Gespräch mit uns lässt sich nicht wie vereinbart führen. Bitte wählen Sie einen anderen Termin, der Ihnen passt.',
      when: 'Vereinbart war: {when}.',
      action: 'Einen anderen Termin wählen',
    },
    'running-late': {
      title: 'Wir verspäten uns',
      says: 'Es tut uns leid: Unser Anruf bei Ihnen verspätet sich. Wir rufen an, sobald wir können; Sie brauchen nichts zu tun.',
      when: 'Zugesagt war: {when}.',
      action: 'Einen anderen Termin wählen',
    },
    'not-reached': {
      title: 'Wir haben Sie nicht erreicht',
      says: 'Wir haben versucht, Sie anzurufen, und Sie nicht erreicht. Von uns aus versuchen wir es nicht noch einmal; wählen Sie gern einen Termin, der Ihnen passt.',
      action: 'Einen Termin wählen',
    },
    feedback: {
      title: 'Wie war unser Gespräch?',
      says: 'Danke für das Gespräch mit uns. Bitte sagen Sie uns in einer Minute, wie es war; der Link gilt einmal.',
      when: 'Wir haben gesprochen am {when}.',
      action: 'Sagen, wie es war',
    },
    link: {
      title: 'Weiter zu Ihrem Rückruf',
      says: 'Jemand hat mit dieser E-Mail-Adresse um einen Rückruf gebeten. Wenn Sie das waren, geht es mit dem Link weiter; er gilt einen Tag. Wenn nicht, brauchen Sie nichts zu tun.',
      action: 'Weiter',
    },
  },
  offer: {
    title: 'Ihr Markt hat sich verändert: Wollen wir darüber sprechen?',
    says: 'Wir beobachten die Marktplätze, auf denen Sie verkaufen, und dort hat sich etwas verändert, das Sie betrifft:',
    changes: {
      'new-competitor': {
        one: '{marketplace}: Ein neuer Mitbewerber verkauft einen Ihrer Artikel.',
        other: '{marketplace}: Ein neuer Mitbewerber verkauft {count} Ihrer Artikel.',
        some: '{marketplace}: Ein neuer Mitbewerber verkauft Artikel von Ihnen.',
      },
      'amazon-sells': {
        one: '{marketplace}: Amazon verkauft nun selbst einen Ihrer Artikel.',
        other: '{marketplace}: Amazon verkauft nun selbst {count} Ihrer Artikel.',
        some: '{marketplace}: Amazon verkauft nun selbst Artikel von Ihnen.',
      },
    },
    closes:
      'Wenn Sie möchten, gehen wir mit Ihnen durch, was das für Ihre Preise bedeutet. Wählen Sie einen Termin, der Ihnen passt; der Link gilt zwei Wochen. Wenn Sie solche Angebote nicht wünschen, antworten Sie bitte auf diese Nachricht.',
    action: 'Einen Termin wählen',
  },
  calendar: {
    summary: 'Gespräch mit {brand}',
    description: '{brand} ruft Sie an. Unter dem Link können Sie das Gespräch verlegen oder absagen.',
  },
};
