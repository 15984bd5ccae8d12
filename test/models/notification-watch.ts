import type { Delivery } from '../../shared/domain/notifications/delivery.ts';
import {
  type Notification,
  type NotificationKind,
  openStates,
} from '../../shared/domain/notifications/notification-state.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import type { Row } from '../../shared/store/table.ts';
import { isOpen } from './slots-world.ts';
import type { TableWorld } from './support/table-world.ts';

/** What was seen to happen to rows, counted in runs of handlers. */
export type Watched = {
  /** When somebody left, a notification ended, a channel was switched off, a browser signed off. */
  readonly over: Map<string, number>;
  /** Which run a commit is of. */
  readonly by: Map<string, number>;
  /** Which run found that nothing had reached somebody. */
  readonly failedBy: Map<string, number | undefined>;
  /** When a notification was there, which may be long after its run began. */
  readonly madeAt: Map<string, number>;
  /** Who wanted no mails at some time. */
  readonly unmailed: Set<string>;
  /** Who wanted no pushes, or was no agent any more, at some time. */
  readonly unpushed: Set<string>;
  /** What somebody put away once. */
  readonly putAway: Set<string>;
  /** Since and until when somebody wanted mails at once. */
  readonly atOnce: { readonly who: string; readonly from: number; to: number }[];
};

/** Rows say what they may never say again, whoever writes them. */
export function watchRows(
  world: TableWorld,
  { runs, isDone }: { readonly runs: () => number; readonly isDone: (run: number | undefined) => boolean },
): Watched {
  const rank = (state: string) => (openStates as readonly string[]).indexOf(state);
  const watched: Watched = {
    over: new Map(),
    by: new Map(),
    failedBy: new Map(),
    unmailed: new Set(),
    unpushed: new Set(),
    putAway: new Set(),
    madeAt: new Map(),
    atOnce: [],
  };
  const isOver = (what: string, is: boolean) => {
    if (!is) watched.over.delete(what);
    else if (!watched.over.has(what)) watched.over.set(what, runs());
  };
  world.table.onCommit((changes, { commitId }) => {
    for (const { before, after } of changes) {
      const type = (after ?? before)?.['type'];
      if (type === 'agent' && after?.['active'] === false) {
        watched.over.set(String(after['id']), runs());
        watched.unpushed.add(String(after['id']));
      }
      if (type === 'subscription') isOver(String((after ?? before)?.['endpoint']), after === undefined);
      if (type === 'preferences' && after) aboutWishes(after, world.clock.now(), { watched, isOver });
      if (type === 'notification') {
        const [was, is] = [before as unknown as Notification | undefined, after as unknown as Notification];
        if (!was) watched.madeAt.set(is.id, world.clock.now());
        if (is.snooze) watched.putAway.add(is.id);
        world.wrong.push(...aboutTime(was, is, world.clock.now()));
        if (is.outcome !== undefined) watched.over.set(is.id, runs());
        if (is.outcome === 'failed' && was?.outcome === undefined) {
          watched.failedBy.set(is.id, watched.by.get(commitId));
          // A run that has sent, and is about to say so, may be too late.
          const reached = world.rowsOf('delivery').filter(row => isReached(row as unknown as Delivery, is));
          if (reached.some(row => isDone(watched.by.get(String(row.commitId)))))
            world.wrong.push('5: whom a channel reached did not fail');
        }
        const parts = ['outcome', 'outcomeAt', 'state'] as const;
        if (was?.outcome !== undefined && parts.some(part => was[part] !== is[part]))
          world.wrong.push('1: what ended stays as it ended');
        const again = (is.round ?? 1) > (was?.round ?? 1) || (is.times ?? 1) > (was?.times ?? 1);
        const back = was?.snooze !== undefined || is.snooze !== undefined;
        if (was && is.outcome === undefined && !again && !back && rank(is.state) < rank(was.state))
          world.wrong.push('1: open states only move forward');
      }
      if (type === 'delivery') world.wrong.push(...aboutAttempt(before, after, world.clock.now()));
    }
  });
  return watched;
}

const isReached = ({ notificationId, round = 1, state }: Delivery, note: Notification): boolean =>
  notificationId === note.id && round === (note.round ?? 1) && (state === 'sent' || state === 'delivered');

type Watching = { readonly watched: Watched; readonly isOver: (what: string, is: boolean) => void };

function aboutWishes(row: Row, now: number, { watched, isOver }: Watching): void {
  const who = row.pk.split('#').at(-1) ?? '';
  isOver(`push ${who}`, row['push'] === false);
  isOver(`mail ${who}`, row['mail'] === 'never');
  if (row['mail'] === 'never') watched.unmailed.add(who);
  if (row['push'] === false) watched.unpushed.add(who);
  const last = watched.atOnce.findLast(one => one.who === who);
  if (row['mail'] !== 'always' && last) last.to = Math.min(last.to, now);
  if (row['mail'] === 'always' && (last === undefined || last.to < Number.POSITIVE_INFINITY))
    watched.atOnce.push({ who, from: now, to: Number.POSITIVE_INFINITY });
}

/** For how long a kind is open, when it is another time than that of all others. */
export const OPEN_HOURS: Partial<Record<NotificationKind, number>> = { 'call-late': 24 };
export const USUAL_OPEN_HOURS = 72;

/** How long it is open, and how long it waits: by the clock on the wall, whatever the product made of it. */
function aboutTime(was: Notification | undefined, is: Notification, now: number): string[] {
  const { kind, recipientId, openUntil, outcome, snooze, heldUntil = 0, heldWhy } = is;
  const longest = (OPEN_HOURS[kind] ?? USUAL_OPEN_HOURS) * HOUR;
  const tooLong = outcome === undefined && openUntil > Math.max(now, snooze?.until ?? 0) + longest;
  const isNew = heldUntil !== was?.heldUntil && heldWhy === 'off-duty' && recipientId === 'anna';
  return [
    ...(tooLong ? ['2: nothing is open for longer than its kind is'] : []),
    ...(isNew && heldUntil > nextOpening(now) ? ['8: what waits for the hours waits for the next ones'] : []),
  ];
}

/** A quarter of an hour of office hours, after now. */
function nextOpening(now: number): number {
  let at = now - (now % QUARTER) + QUARTER;
  while (!isOpen(at)) at += QUARTER;
  return at;
}
const QUARTER = 15 * MINUTE;

/** The least pause after the first, second and so on attempt that was put off. */
const PAUSES = [15 * SECOND, MINUTE, 4 * MINUTE, 16 * MINUTE];
/** After one of which nobody heard; and once that was noticed of a mail, which may have arrived. */
const UNHEARD = 30 * SECOND;
const UNREPORTED = 10 * MINUTE;

function pauseAfter({ leaseUntil, detail, attempts }: Delivery): number {
  if (leaseUntil !== undefined) return UNHEARD;
  return detail === 'answer-unknown' ? UNREPORTED : (PAUSES[attempts - 1] ?? 0);
}

function aboutAttempt(before: unknown, after: unknown, now: number): string[] {
  const [was, is] = [before as Delivery | undefined, after as Delivery];
  const takes = is.state === 'sending' && is.leaseUntil !== undefined && is.attemptId !== was?.attemptId;
  if (!takes || !was) return is.attempts > 5 ? ['4: five attempts at most'] : [];
  const isHasty = (was.retryAt ?? 0) > now || is.at - was.at < pauseAfter(was);
  return [
    ...((was.leaseUntil ?? 0) > now ? ['3: one lease at a time'] : []),
    ...(was.state === 'sending' ? [] : ['3: what has an answer is not tried again']),
    ...(isHasty ? ['4: attempts keep their distance'] : []),
    ...(is.attempts > 5 ? ['4: five attempts at most'] : []),
  ];
}
