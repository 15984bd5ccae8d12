import type { ClockQueue } from './consumers.ts';

/** Every kind of timer: the capability's clock queue that its ticks go to, and what it is for. */
export const timers = {
  'notification.mail-fallback': {
    queue: 'notifications-clock',
    summary: 'Unseen for the configured time: the mail goes out.',
  },
  'notification.retry': {
    queue: 'notifications-clock',
    summary: 'A channel failed for now: it is tried again.',
  },
  'notification.expire': {
    queue: 'notifications-clock',
    summary: 'Nobody saw it within the limit of its kind: recorded as expired.',
  },
  'notification.snooze': {
    queue: 'notifications-clock',
    summary: 'A snooze ends: the notification comes back new and unseen.',
  },
  'bundle.due': {
    queue: 'notifications-clock',
    summary: 'What was held together for one person goes out as one message.',
  },
  'escalation.step': {
    queue: 'notifications-clock',
    summary: 'Nobody has taken an escalation on: the next step of its chain is due.',
  },
  'escalation.ack-reminder': {
    queue: 'notifications-clock',
    summary: 'Somebody took an escalation on and has not confirmed it since: the chain goes on.',
  },
  'device.due': {
    queue: 'devices-clock',
    summary:
      'The next thing due about a device case: a threshold or the end of a promise, a reservation that ends.',
  },
  'task.unowned': {
    queue: 'team-clock',
    summary: 'An account still waits for an owner: the queue is looked at again.',
  },
  'absence.starts': {
    queue: 'team-clock',
    summary: 'An agent is away from now on: what is due before the return goes to a cover.',
  },
  'absence.ends': {
    queue: 'team-clock',
    summary:
      'An agent is back: what is not due yet comes back too, and new accounts come at a measured pace.',
  },
  'agent.left-look': {
    queue: 'team-clock',
    summary: 'Somebody left the roster: what still comes to light of theirs goes on too.',
  },
  'account.transferred-look': {
    queue: 'team-clock',
    summary:
      'An account was given to a colleague or waits for one: open tasks of it that are still with the former owner go along.',
  },
  'calendar.fetch': {
    queue: 'calendars-clock',
    summary: 'An agent’s outside calendar is read again for the times they are busy.',
  },
  'call.due': {
    queue: 'calls-clock',
    summary:
      'The next thing due about a call: to be told that it is time, an offer that nobody took, a reminder, a late start, an end that is near.',
  },
  'board.roll': {
    queue: 'calls-clock',
    summary: 'A day is over: the board of free slots gets another one at its end.',
  },
  'journey.due': {
    queue: 'onboarding-clock',
    summary: 'The next step of an onboarding is due, such as the call before a trial ends.',
  },
  'outreach.look': {
    queue: 'outreach-clock',
    summary:
      'An account is looked at for reasons to call it: a burst, a claim near its end, a changed market, the end of a pause.',
  },
  'outreach.round': {
    queue: 'outreach-clock',
    summary:
      'Once a day: room in the budget goes to the strongest signals held back; changed rules are applied.',
  },
  'person.erase': {
    queue: 'persons-clock',
    summary:
      'A customer’s person was erased: what is personal goes from their rows, until nothing of it comes to light any more.',
  },
} as const satisfies Record<string, { queue: ClockQueue; summary: string }>;

export type TimerKind = keyof typeof timers;

/** The queue that ticks of a kind go to; none for a kind that only a newer release knows, which rows in the table may have. */
export const queueOf = (kind: string): ClockQueue | undefined =>
  Object.hasOwn(timers, kind) ? timers[kind as TimerKind].queue : undefined;

/** The message that relay and sweep send for a due timer: only a hint, the handler reads the row again. */
export type Tick = {
  readonly pk: string;
  readonly sk: string;
  readonly kind: TimerKind;
  readonly epoch: number;
  /** The true instant; the handler acts with this, however late it runs. */
  readonly dueAt: number;
};
