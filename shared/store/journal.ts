import type { Follow } from '../events/envelope.ts';
import { type Fact, followUp } from '../events/envelope.ts';
import type { TimerKind } from '../events/timers.ts';
import type { Instant } from '../kernel/instant.ts';
import { DAY } from '../kernel/instant.ts';
import { journalKey, lists, timeKey, timelineOf, timerKey } from './keys.ts';
import type { Delete, Put, Row, Write } from './table.ts';
import { wakeForTimer, wakeLeased } from './wake.ts';

/** Journal rows of capabilities that do not own the subject are kept as long as a queue or archive may bring the fact back. */
const INBOX_DAYS = 45;

/** Producer of facts that follow from other facts. */
const OURSELVES = 'firstcall';

export type Entry = {
  /** Partition of the subject whose history this is. */
  readonly pk: string;
  readonly capability: string;
  readonly fact: Fact;
  /** What was decided, as one kebab-case word. */
  readonly decision: string;
  /** Why, in ids, enums and numbers. */
  readonly reason?: Readonly<Record<string, unknown>>;
  readonly follows?: readonly Follow[];
  readonly now: Instant;
  /** Given by the capability that owns the subject: keeps the row for ever and shows it on the account's timeline and in the feed. */
  readonly shown?: { readonly accountId: string; readonly inFeed: boolean };
};

/** The facts a journal row still has to send or has sent. */
export const followsOf = (row: Row): readonly Fact[] => (row.follows as readonly Fact[] | undefined) ?? [];

/**
 * Inbox, outbox and history in one row, absent until the commit: the second delivery of a fact is refused
 * with `already-done`.
 */
export function journal(entry: Entry): Put {
  const { fact, now, shown } = entry;
  const key = journalKey(entry.pk, fact.id, entry.capability);
  const counts = new Map<string, number>();
  const follows = (entry.follows ?? []).map(follow => {
    const n = counts.get(follow.name) ?? 0;
    counts.set(follow.name, n + 1);
    return followUp(fact, follow, now, n);
  });
  const row: Row = {
    ...key,
    type: 'journal',
    capability: entry.capability,
    eventId: fact.id,
    name: fact.name,
    accountId: fact.accountId,
    occurredAt: fact.occurredAt,
    recordedAt: now,
    saidAt: fact.recordedAt,
    ...(fact.producer === OURSELVES ? {} : { by: fact.producer }),
    correlation: fact.correlation,
    origin: fact.origin,
    decision: entry.decision,
    reason: entry.reason ?? {},
    data: fact.data,
    ...(follows.length > 0 ? { follows, ...wakeLeased(key, now) } : {}),
    ...(shown
      ? timelineFields(shown, fact, now)
      : { expiresAt: Math.floor((now + INBOX_DAYS * DAY) / 1000) }),
  };
  return { do: 'put', row, when: { is: 'absent' }, orElse: 'already-done' };
}

/** Sends a fact as it is, once, with the commit that decided so; what follows from a fact goes by `journal`. */
export function sending(entry: Omit<Entry, 'follows' | 'shown' | 'reason'>): Put {
  const put = journal(entry);
  return { ...put, row: { ...put.row, follows: [entry.fact], ...wakeLeased(put.row, entry.now) } };
}

const timelineFields = (shown: NonNullable<Entry['shown']>, fact: Fact, now: Instant) => ({
  timeline: timelineOf(shown.accountId),
  timelineKey: timeKey(fact.occurredAt, fact.id),
  ...(shown.inFeed ? { list: lists.feed(now), listKey: timeKey(now, fact.id) } : {}),
});

export type TimerRow = Row & { readonly kind: TimerKind; readonly dueAt: Instant; readonly epoch: number };

/** Arms a timer, or moves it: same key, the new epoch makes ticks of the old one harmless. */
export function arm(timer: {
  pk: string;
  kind: TimerKind;
  name?: string;
  dueAt: Instant;
  epoch: number;
  now: Instant;
}): Put {
  const key = timerKey(timer.pk, timer.kind, timer.name);
  const row: TimerRow = {
    ...key,
    type: 'timer',
    kind: timer.kind,
    dueAt: timer.dueAt,
    epoch: timer.epoch,
    armedAt: timer.now,
    ...wakeForTimer(key, timer.now, timer.dueAt),
  };
  return { do: 'put', row };
}

/** Removes a timer, armed or not. */
export const disarm = (pk: string, kind: TimerKind, name?: string): Delete => ({
  do: 'delete',
  key: timerKey(pk, kind, name),
});

/** Removes the very timer a tick was for; refused with `stale` when it was moved meanwhile. */
export const finish = (timer: TimerRow): Delete => ({
  do: 'delete',
  key: { pk: timer.pk, sk: timer.sk },
  when: { is: 'equal', field: 'epoch', value: timer.epoch },
  orElse: 'stale',
});

/** Puts a versioned row in the place of what was read: version `read + 1`, refused with `stale` when somebody was faster. */
export function replace(row: Row, read: number | undefined): Put {
  return read === undefined
    ? { do: 'put', row: { ...row, version: 1 }, when: { is: 'absent' }, orElse: 'stale' }
    : {
        do: 'put',
        row: { ...row, version: read + 1 },
        when: { is: 'version', version: read },
        orElse: 'stale',
      };
}

/** Nobody needs to look at it any more: all of its facts are on the bus. */
export const marksSent = (row: Row): Write => ({
  do: 'change',
  key: { pk: row.pk, sk: row.sk },
  when: { is: 'present' },
  orElse: 'gone',
  set: { sent: 1 },
  remove: ['wakeShard', 'wakeAt'],
});

/** True for a journal row with facts that nobody has handed over, as far as the row knows. */
export const isUnsent = (row: Row): boolean => followsOf(row).length > 0 && row['sent'] !== 1;
