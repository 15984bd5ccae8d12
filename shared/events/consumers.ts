/** Every queue that the product bus feeds: one rule, one queue with its DLQ, one function each. */
export const consumers = [
  'accounts',
  'team',
  'notifications',
  'push',
  'views',
  'devices',
  'tellings',
  'calls',
  'onboarding',
  'outreach',
] as const;
export type Consumer = (typeof consumers)[number];

/** Every queue that only relay and sweep feed, with the ticks of timers. */
export const clockQueues = [
  'notifications-clock',
  'team-clock',
  'devices-clock',
  'calendars-clock',
  'calls-clock',
  'onboarding-clock',
  'outreach-clock',
  'persons-clock',
] as const;
export type ClockQueue = (typeof clockQueues)[number];
