import type { Texts } from './texts.ts';

export const en: Texts = {
  kinds: {
    'signed-up': { title: 'New sign-up', body: 'A customer has signed up.' },
    'registration-completed': {
      title: 'Registration completed',
      body: 'A customer has completed the registration and can start now.',
    },
    'trial-started': { title: 'Trial started', body: 'A customer has started a trial.' },
    'trial-extended': { title: 'Trial extended', body: 'A customer’s trial runs longer.' },
    converted: {
      title: 'Trial became a contract',
      body: 'A customer has moved from the trial to a contract.',
    },
    'contract-renewed': { title: 'Contract renewed', body: 'A customer has renewed the contract.' },
    'contract-adjusted': { title: 'Contract adjusted', body: 'A customer’s contract has changed.' },
    cancelled: { title: 'Cancellation', body: 'A customer has cancelled.' },
    'cancellation-withdrawn': {
      title: 'Cancellation withdrawn',
      body: 'A customer has taken the cancellation back.',
    },
    'profile-updated': { title: 'Profile updated', body: 'A customer’s profile has changed.' },
    'product-added': { title: 'Product added', body: 'A customer has taken another product.' },
    'help-asked': { title: 'Help asked for', body: 'Somebody asks to be called.' },
    queued: {
      title: 'Account without an owner',
      body: 'An account is waiting: at the moment nobody on the team can take it.',
    },
    'device-case-opened': {
      title: 'Device case opened',
      body: 'A customer’s device is broken, lost or stolen, or does not work as it should.',
    },
    'device-warned': {
      title: 'Promise running out',
      body: 'Part of the time promised for a device is used up.',
    },
    'device-breached': {
      title: 'Promise broken',
      body: 'A device was not handed over in the time promised.',
    },
    'device-no-stock': { title: 'No device in stock', body: 'No ready device could be reserved for a case.' },
    'device-not-locked': {
      title: 'Device not locked',
      body: 'A lost or stolen device could not be locked or wiped.',
    },
    'replenish-stock': {
      title: 'Refill the depot',
      body: 'A depot has fewer ready devices than its promises need.',
    },
    'account-transferred': {
      title: 'Account transferred',
      body: 'An account was given to you.',
    },
    'task-handed-over': {
      title: 'Task handed over',
      body: 'A colleague’s task is yours now.',
    },
    'channel-off': {
      title: 'Channel switched off',
      body: 'A colleague cannot be reached by a channel any more.',
    },
    'call-asked': {
      title: 'Call wanted now',
      body: 'A customer wants to be called right away. The first to accept has it.',
    },
    'call-due': { title: 'Call due', body: 'It is time to call a customer.' },
    'call-booked': { title: 'Call booked', body: 'A customer has booked a call with you.' },
    'call-moved': { title: 'Call moved', body: 'A call with you has another time now.' },
    'call-cancelled': { title: 'Call cancelled', body: 'A booked call will not take place.' },
    'call-reminder': { title: 'Call soon', body: 'A booked call is about to begin.' },
    'call-late': { title: 'Call is late', body: 'A promised call has not begun. The customer is waiting.' },
    'call-open': {
      title: 'Call still open',
      body: 'A call has been going on for hours. If it is over, say how it ended.',
    },
    'call-following': {
      title: 'Next call waits',
      body: 'Your call runs on and the next customer’s time has come.',
    },
    'call-must-move': { title: 'Call needs a new time', body: 'A booked call cannot be kept as it is.' },
    'outreach-opened': {
      title: 'A customer should be called',
      body: 'There is a reason to call a customer who did not ask. The evidence says why.',
    },
    'outreach-noted': {
      title: 'Noted, no call needed',
      body: 'There was a signal at a customer that is not worth a call.',
    },
    'outreach-short': {
      title: 'More to call than allowed',
      body: 'More customers should be called for statistical reasons than the budget allows.',
    },
    'claim-work': {
      title: 'Claims wait for us',
      body: 'Claims of a customer come near their end and wait for us.',
    },
  },
  reasons: {
    'owner-on-duty': 'You look after this account.',
    'cover-on-duty': 'You are covering for the colleague who looks after this account.',
    'nobody-on-duty': 'You look after this account, and nobody else who could step in is on duty.',
    lead: 'You lead the team.',
    'on-duty': 'You are on duty.',
    'everyone-on-duty': 'Everyone on duty is told.',
    named: 'You were named for this step.',
    'handed-over': 'It was handed over to you.',
  },
  acknowledge: 'Acknowledge',
  snoozeHour: 'In an hour',
  unknownLanguage: 'language not known',
  named: '{title}: {account}',
  mail: {
    subject: '{brand}: {title}',
    greeting: 'Hello {agent},',
    account: 'Account: {accountId}',
    product: 'Product: {product}',
    language: 'Customer’s language: {language}',
    open: 'Open in {brand}',
    footer: 'You receive this mail because the notification has not been opened yet.',
    footerAlways: 'You receive this mail because you want these notifications by mail too.',
  },
  digest: {
    waiting: { one: '{count} notification waiting', other: '{count} notifications waiting' },
    more: { one: '{count} more: {title}', other: '{count} more: {title}' },
    rest: { one: 'and {count} more', other: 'and {count} more' },
    due: 'due {due}',
    why: {
      collapsed: 'More of the same came shortly after the first.',
      cap: 'You have had as many messages as you get in an hour; the rest comes in one.',
      quiet: 'It was outside the hours in which you want to be told.',
      'off-duty': 'You were off duty.',
      digest: 'Your digest: what came since the last one and is not read yet.',
      stale: 'It could not be brought to you in time.',
    },
    inbox: 'Open the inbox in {brand}',
    settings: 'Choose what you are told, when and how',
  },
};
