import type { CustomerTexts } from './customer-texts.ts';

export const en: CustomerTexts = {
  subject: '{brand}: {title}',
  greeting: 'Hello,',
  kinds: {
    'report-received': {
      title: 'We have your report',
      says: 'Your report about the device {device} has reached us, and we are working on it.',
    },
    'promise-changed': {
      title: 'A new time for your device',
      says: 'The time for your device {device} has changed.',
    },
    'promise-at-risk': {
      title: 'Your device may take longer',
      says: 'We are doing all we can for your device {device}, but it may take longer than we promised. We will not leave you without news.',
    },
    shipped: {
      title: 'Your device is on its way',
      says: 'A device for you has been sent. It replaces or brings back the device {device}.',
    },
    'handed-over': {
      title: 'Your device was handed over',
      says: 'A working device was handed over to you. If it does not work as it should, tell us on the page below. If you still have the old device {device}, please give it back.',
    },
    advice: {
      title: 'About your device',
      says: 'Your report about the device {device} has reached us. The device is not part of your device service, so we promise no time; we will advise you what can be done.',
    },
  },
  promised: 'You will have a working device by {due}.',
  standsStill: 'The time stands still while we wait for your answer. It goes on as soon as we have it.',
  goesOn: 'Our service is closed at the moment; the time goes on at {goesOn}.',
  closesBefore: 'We close before that; the time goes on at {goesOn}.',
  follow: 'Follow your device',
  closing: 'Kind regards\n{brand}',
};
