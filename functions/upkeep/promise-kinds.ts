import type { TimerKind } from '../../shared/events/timers.ts';
import type { Guard } from './guard.ts';
import { guardsOfAgents } from './guards-of-agents.ts';
import { openNotification } from './guards-of-notifications.ts';
import { guardsOfOutreach } from './guards-of-outreach.ts';
import { guardsOfWork } from './guards-of-work.ts';

/** Every kind of open promise whose next step is a timer, in the order in which the auditor looks at them. */
export const guards: readonly Guard[] = [
  ...guardsOfAgents,
  ...guardsOfOutreach.filter(({ rows }) => rows),
  ...guardsOfWork,
  openNotification,
  ...guardsOfOutreach.filter(({ lists }) => lists),
];

/** Timers that no open row must have, and why nothing gets stuck without them. */
export const unguardedTimers: Partial<Record<TimerKind, string>> = {
  'account.transferred-look':
    'a second look at what lists showed late; a task it would have found stays in the list of its former owner, open and with its notifications',
};
