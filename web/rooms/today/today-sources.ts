import type { CallView } from '../../../shared/contracts/calls-contract.ts';
import type { CaseLine } from '../../../shared/contracts/devices-contract.ts';
import type { EscalationView } from '../../../shared/contracts/escalations-contract.ts';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import type { OutreachView } from '../../../shared/contracts/outreach-contract.ts';
import type { TaskView, TeamLoad } from '../../../shared/contracts/team-contract.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { isSnoozed, isOpen as isToldOpen } from '../../live/inbox-lists.ts';
import { timedBy } from '../calls/call-order.ts';
import { isOpen } from '../devices/board-order.ts';

type Waiting = TeamLoad['queue']['accounts'][number];

/** What a line is about, as it was read. */
export type Subject =
  | { readonly is: 'notification'; readonly item: NotificationView }
  | { readonly is: 'task'; readonly task: TaskView }
  | { readonly is: 'call'; readonly call: CallView }
  | { readonly is: 'device-case'; readonly line: CaseLine }
  | { readonly is: 'outreach'; readonly view: OutreachView }
  | { readonly is: 'escalation'; readonly escalation: EscalationView }
  | { readonly is: 'account'; readonly waiting: Waiting };

/** One thing that waits for the reader. */
export type TodayLine = {
  readonly key: string;
  /** When it is due, on the wall clock; absent where no time is set or its clock stands. */
  readonly at?: Instant | undefined;
  /** Among lines without a time: 0 is urgent, 2 stands still because somebody else is waited for. */
  readonly rank: 0 | 1 | 2;
  /** Since when it waits. */
  readonly since: Instant;
  readonly subject: Subject;
  /** Keys of what this line stands for: its own, and of what was told of it. */
  readonly stands: readonly string[];
  /** Open notifications that this line stands for. */
  readonly told: readonly NotificationView[];
};

/** A line that speaks of other things, by their keys: where one of those is listed, only one of the two is shown. */
export type Pointing = TodayLine & { readonly about: readonly string[] };

/** What was read for the day; the last two are a lead's alone. */
export type TodaySources = {
  readonly notifications?: readonly NotificationView[];
  readonly tasks?: readonly TaskView[];
  readonly calls?: readonly CallView[];
  readonly cases?: readonly CaseLine[];
  readonly outreach?: readonly OutreachView[];
  readonly escalations?: readonly EscalationView[];
  readonly waiting?: readonly Waiting[];
};

export type TodayReader = {
  readonly me: string;
  /** Leads answer for broken promises of everybody too. */
  readonly lead: boolean;
  /** Ids of the accounts that are the reader's. */
  readonly owned: ReadonlySet<string>;
  /** The end of the reader's day. */
  readonly until: Instant;
};

const instant = (text: string | undefined): Instant | undefined =>
  text === undefined ? undefined : Date.parse(text);

type Made = Pick<TodayLine, 'key' | 'subject'> & {
  readonly at?: Instant | undefined;
  readonly since: string;
  readonly rank?: TodayLine['rank'];
};
const lineOf = ({ key, since, rank = 1, ...made }: Made): TodayLine => ({
  ...{ key, rank, since: Date.parse(since), stands: [key], told: [] },
  ...made,
});

/** Each once, however often it was listed: lists move while their pages are read. */
const once = <T extends { readonly id: string }>(all: readonly T[] = []): readonly T[] => [
  ...new Map(all.map(one => [one.id, one])).values(),
];

const taskLine = (task: TaskView): Pointing => ({
  ...lineOf({
    ...{ key: `task ${task.id}`, at: instant(task.dueAt), since: task.openedAt },
    subject: { is: 'task', task },
  }),
  about: task.subjectId ? [`${task.subjectKind} ${task.subjectId}`] : [],
});

/** A call that runs goes by when it was due, since it is not done yet. */
const timeOf = (call: CallView): Instant =>
  call.state === 'running' ? Date.parse(call.booking?.to ?? call.dueAt) : timedBy(call).at;

/** One's own calls and those nobody has yet: of today, or before. */
const isForToday =
  ({ me, until }: TodayReader) =>
  (call: CallView): boolean =>
    call.state !== 'ended' && (call.agentId ?? me) === me && timeOf(call) < until;

const callLine = (call: CallView): TodayLine =>
  lineOf({
    ...{ key: `call ${call.id}`, at: timeOf(call), since: call.readyAt },
    subject: { is: 'call', call },
  });

/** One's own open cases; for a lead also those of others whose promise is broken. */
const isForReader =
  ({ me, lead }: TodayReader) =>
  (line: CaseLine): boolean =>
    isOpen(line) && (line.ownerId === me || (lead && line.verdict === 'breached'));

/** A case whose clock stands without an end has no time. */
const caseLine = (line: CaseLine): TodayLine =>
  lineOf({
    ...{ key: `device-case ${line.id}`, at: instant(line.dueAt), since: line.openedAt },
    ...{ rank: line.left && !line.left.counting ? 2 : 1, subject: { is: 'device-case', line } },
  });

const waitingLine = (waiting: Waiting): TodayLine =>
  lineOf({
    ...{ key: `account ${waiting.accountId}`, since: waiting.waitingSince, rank: 0 },
    subject: { is: 'account', waiting },
  });

/** Customers of one's own to be called, and those whose call one has. */
const isOwn =
  ({ me, owned }: TodayReader, calls: readonly CallView[]) =>
  ({ state, accountId, callId }: OutreachView): boolean =>
    state === 'open' &&
    (owned.has(accountId) || calls.some(({ id, agentId }) => id === callId && agentId === me));

const outreachLine = (view: OutreachView): Pointing => ({
  ...lineOf({
    ...{ key: `outreach ${view.id}`, at: instant(view.dueAt), since: view.openedAt },
    subject: { is: 'outreach', view },
  }),
  about: view.callId ? [`call ${view.callId}`] : [],
});

/** An escalation that runs goes by when the next one is told; one that ended in vain, by what it was to save. */
const escalationLine = (escalation: EscalationView): Pointing => {
  const { id, state, nextAt, fixBy, startedAt, subjectKind, subjectId } = escalation;
  const at = instant(state === 'running' ? nextAt : (fixBy ?? startedAt));
  return {
    ...lineOf({
      ...{ key: `escalation ${id}`, at, since: startedAt, rank: 0 },
      subject: { is: 'escalation', escalation },
    }),
    about: [`${subjectKind} ${subjectId}`],
  };
};

const notificationLine = (item: NotificationView): Pointing => {
  const { id, dueAt, createdAt, critical, subjectKind, subjectId, taskId, escalationId } = item;
  return {
    ...lineOf({
      ...{ key: `notification ${id}`, at: instant(dueAt), since: createdAt, rank: critical ? 0 : 1 },
      subject: { is: 'notification', item },
    }),
    told: [item],
    about: [
      ...(subjectId ? [`${subjectKind} ${subjectId}`] : []),
      ...(taskId ? [`task ${taskId}`] : []),
      ...(escalationId ? [`escalation ${escalationId}`] : []),
      ...(item.kind === 'queued' ? [`account ${item.accountId}`] : []),
    ],
  };
};

const needsSomebody = ({ state }: EscalationView): boolean => state === 'running' || state === 'exhausted';

/** Each source as lines: those that stand for themselves, and those that may speak of another, kind by kind. */
export function todaySources(sources: TodaySources, reader: TodayReader) {
  const calls = once(sources.calls);
  return {
    own: [
      ...calls.filter(isForToday(reader)).map(callLine),
      ...once(sources.cases).filter(isForReader(reader)).map(caseLine),
      ...(sources.waiting ?? []).map(waitingLine),
    ],
    tasks: once(sources.tasks).map(taskLine),
    outreach: once(sources.outreach).filter(isOwn(reader, calls)).map(outreachLine),
    escalations: once(sources.escalations).filter(needsSomebody).map(escalationLine),
    notifications: once(sources.notifications)
      .filter(item => isToldOpen(item) && !isSnoozed(item))
      .map(notificationLine),
  };
}

/** The next of one's calls that is not today's. */
export function nextCall(calls: readonly CallView[], { me, until }: TodayReader): CallView | undefined {
  return calls
    .filter(call => call.state !== 'ended' && call.agentId === me && timeOf(call) >= until)
    .toSorted((one, other) => timeOf(one) - timeOf(other))[0];
}
