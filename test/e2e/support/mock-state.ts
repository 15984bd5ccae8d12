import type { AccountView, HistoryEntry } from '../../../shared/contracts/accounts-contract.ts';
import type { Problem } from '../../../shared/contracts/common.ts';
import type { Route } from '../../../shared/contracts/define-route.ts';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import type { LiveFrame } from '../../../shared/contracts/session-contract.ts';
import type { AgentView, TaskView } from '../../../shared/contracts/team-contract.ts';
import { mockCases } from './mock-board.ts';
import type { MockCase } from './mock-cases.ts';
import { account, agents, at, feedEntry, notification, task } from './mock-data.ts';
import { freshPreferences, type MockPreferences } from './mock-preferences.ts';

type HistoryLine = { at: string; what: string; by?: string };

export type MockState = {
  readonly agents: AgentView[];
  readonly accounts: AccountView[];
  readonly notifications: NotificationView[];
  readonly feed: HistoryEntry[];
  readonly tasks: TaskView[];
  readonly cases: MockCase[];
  readonly tokens: Map<string, string>;
  readonly cookies: Map<string, string>;
  readonly tickets: Map<string, string>;
  readonly subscriptions: Map<string, unknown>;
  /** Calls that changed something, as `METHOD path`, in their order. */
  readonly writes: string[];
  /** What became of notifications, by their ids. */
  readonly history: Map<string, HistoryLine[]>;
  /** Tasks that were handed over, with the reasons. */
  readonly transfers: { taskId: string; to: string; reason: string }[];
  preferences: MockPreferences;
  readonly pushActions: { token: string; action: string }[];
  tokenSeconds: number;
  minute: number;
  send: (frame: LiveFrame) => void;
  /** Holds a call back for as long as it takes, or refuses it. */
  gate: (call: { path: string; agentId: string }) => Promise<Problem | undefined>;
  /** Changes what an answer says before it goes out. */
  dress: (route: Route, body: unknown) => unknown;
};

export const PASSWORD = 'correct horse battery';

/** A day of a small team, of as many notifications and accounts as wanted. */
export function freshState({ notifications = 60, accounts = 40 } = {}): MockState {
  const all = Array.from({ length: accounts }, (_, n) => account(`acc-${n}`, n));
  const of = (n: number) => all[n % all.length] ?? account('acc-0', 0);
  return {
    agents: structuredClone(agents),
    accounts: all,
    notifications: Array.from({ length: notifications }, (_, n) => notification(n, of(n))),
    feed: Array.from({ length: 120 }, (_, n) => feedEntry(n, of(n))),
    tasks: [0, 1, 2, 3]
      .map(n => task(n, of(n), 'anna'))
      .concat([0, 1].map(n => task(n, of(n + 4), undefined))),
    cases: mockCases(),
    tokens: new Map(),
    cookies: new Map(),
    tickets: new Map(),
    subscriptions: new Map(),
    writes: [],
    pushActions: [],
    history: new Map(),
    transfers: [],
    preferences: freshPreferences(),
    tokenSeconds: 3600,
    minute: 1,
    send: () => undefined,
    gate: async () => undefined,
    dress: (_, body) => body,
  };
}

/** A sign-up as the product would take it in: account, feed, notification; and the hints to open consoles. */
export function signUp(
  state: MockState,
  name: string,
  { quietly = false, to = 'anna' } = {},
): NotificationView {
  state.minute += 1;
  const n = state.accounts.length;
  const made = account(`acc-new-${n}`, 0, { name, languages: ['de'], contactMissing: false });
  state.accounts.unshift(made);
  const when = at(state.minute);
  const told = notification(0, made, {
    id: `ntf_new_${n}`,
    recipientId: to,
    createdAt: when,
    occurredAt: when,
    state: 'queued',
  });
  state.notifications.unshift(told);
  state.feed.unshift({ ...feedEntry(0, made), eventId: `evt_new_${n}`, occurredAt: when, recordedAt: when });
  if (!quietly) {
    state.send({ type: 'feed', accountId: made.id });
    if (to === 'anna') state.send({ type: 'notification', id: told.id, version: told.version });
  }
  return told;
}
