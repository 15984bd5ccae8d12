import type { CallTexts } from './call-texts.ts';

export const en: CallTexts = {
  kinds: {
    queued: {
      title: 'We will call you',
      says: 'You asked us to call you, and we have you in our queue.',
      when: 'We will call you by {when} at the latest.',
      action: 'See or change your callback',
    },
    booked: {
      title: 'Your call is booked',
      says: 'Your call with us is booked; the appointment for your calendar comes with this mail.',
      when: 'We will call you on {when}.',
      action: 'Change or cancel the call',
    },
    moved: {
      title: 'Your call has a new time',
      says: 'Your call with us was moved; your calendar gets the new time with this mail.',
      when: 'We will call you on {when}.',
      action: 'Change or cancel the call',
    },
    cancelled: {
      title: 'Your call was cancelled',
      says: 'Your call with us was cancelled.',
      when: 'It was agreed for {when}.',
      action: 'Choose another time',
    },
    reminder: {
      title: 'We will call you soon',
      says: 'This is a reminder of your call with us.',
      when: 'We will call you on {when}.',
      action: 'Change or cancel the call',
    },
    'choose-again': {
      title: 'Please choose another time',
      says: 'We are sorry: your call with us could not be kept as it was agreed. Please choose another time that suits you.',
      when: 'It was agreed for {when}.',
      action: 'Choose another time',
    },
    'running-late': {
      title: 'We are running late',
      says: 'We are sorry: our call to you is late. We will call as soon as we can; you need not do anything.',
      when: 'We had said {when}.',
      action: 'Choose another time',
    },
    'not-reached': {
      title: 'We could not reach you',
      says: 'We tried to call you and did not reach you. We will not try again unless you want us to; you are welcome to choose a time that suits you.',
      action: 'Choose a time',
    },
    feedback: {
      title: 'How was our call?',
      says: 'Thank you for talking with us. Please tell us in a minute how it was; the link works once.',
      when: 'We spoke on {when}.',
      action: 'Tell us how it was',
    },
    link: {
      title: 'Go on to your callback',
      says: 'Somebody asked for a callback with this e-mail address. If it was you, go on with the link; it works for a day. If it was not you, you need not do anything.',
      action: 'Go on',
    },
  },
  offer: {
    title: 'Your market has changed: shall we talk?',
    says: 'We watch the marketplaces you sell on, and something there has changed that concerns you:',
    changes: {
      'new-competitor': {
        one: '{marketplace}: a new competitor sells one of your articles.',
        other: '{marketplace}: a new competitor sells {count} of your articles.',
        some: '{marketplace}: a new competitor sells articles of yours.',
      },
      'amazon-sells': {
        one: '{marketplace}: Amazon itself now sells one of your articles.',
        other: '{marketplace}: Amazon itself now sells {count} of your articles.',
        some: '{marketplace}: Amazon itself now sells articles of yours.',
      },
    },
    closes:
      'If you like, we go through what it means for your prices. Choose a time that suits you; the link works for two weeks. If you do not want such offers, answer this mail.',
    action: 'Choose a time',
  },
  calendar: {
    summary: 'Call with {brand}',
    description: '{brand} calls you. To change or cancel the call, follow the link.',
  },
};
