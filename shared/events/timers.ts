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
} as const satisfies Record<string, { queue: ClockQueue; summary: string }>;

export type TimerKind = keyof typeof timers;

/** The message that relay and sweep send for a due timer: only a hint, the handler reads the row again. */
export type Tick = {
  readonly pk: string;
  readonly sk: string;
  readonly kind: TimerKind;
  readonly epoch: number;
  /** The true instant; the handler acts with this, however late it runs. */
  readonly dueAt: number;
};
