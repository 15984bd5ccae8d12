import { type Command, decide } from '../../shared/domain/notifications/notification.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { loadNotification, type StoredNotification } from '../../shared/store/notification-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { type Beside, commitMove, type Move, type Moved, mailAgain } from './move-notification.ts';
import { snoozeRunWrites, unsnoozeRunWrites } from './snooze-escalation.ts';

type Sleep = Move & { readonly command: Extract<Command, { do: 'snooze' }> };
type Wake = Move & { readonly command: Extract<Command, { do: 'unsnooze' }> };

const UNCHANGED = { answer: { done: true }, decision: 'unchanged' } as const;

/**
 * Puts a notification away until its time; one of an escalation puts the whole chain away in the same commit, until the
 * same instant at the latest, and whoever has it by then is named to the second.
 */
export const putToSleep = (ports: Ports, move: Sleep): Promise<Moved> =>
  committed(ports, move, async before => {
    const { escalationId } = before;
    const first = decide(before, move.command, move.at);
    if (!first.ok || escalationId === undefined) return first.ok ? accepted({ after: first.value }) : first;
    const { until = move.command.until } = first.value.snooze ?? {};
    const { by } = move.command;
    const run = await snoozeRunWrites(ports, escalationId, { by, until, now: move.at });
    if (!run.ok)
      return refused('already-settled', { ...run.detail, problem: 'The escalation is in other hands.' });
    const then = decide(before, { ...move.command, until: run.value.until }, move.at);
    return then.ok ? accepted({ after: then.value, beside: run.value }) : then;
  });

/** Brings it back by hand, as it was; the chain of its escalation begins anew at once. */
export const wakeUp = (ports: Ports, move: Wake, by: string): Promise<Moved> =>
  committed(ports, move, async before => {
    const decided = decide(before, move.command, move.at);
    if (!decided.ok || decided.value === before) return decided.ok ? accepted({ after: before }) : decided;
    const { escalationId } = before;
    const mail = { writes: await mailAgain(ports, before, decided.value), follows: [] };
    const run =
      escalationId === undefined
        ? undefined
        : await unsnoozeRunWrites(ports, escalationId, { by, now: move.at });
    return accepted({ after: decided.value, beside: run ? both(mail, run) : mail });
  });

const both = (one: Beside, other: Beside): Beside => ({
  writes: [...one.writes, ...other.writes],
  follows: [...one.follows, ...other.follows],
});

type Decided = ReturnType<typeof decide>;
type Prepared =
  | { ok: true; value: { after: Extract<Decided, { ok: true }>['value']; beside?: Beside } }
  | Extract<Decided, { ok: false }>;

async function committed(
  ports: Ports,
  move: Move,
  prepare: (before: StoredNotification) => Promise<Prepared>,
): Promise<Moved> {
  let answered: Moved = refused('not-found');
  await untilFresh(async (): Promise<Attempt> => {
    const before = await loadNotification(ports.table, move.notificationId);
    if (!before) return UNCHANGED;
    const prepared = await prepare(before);
    answered = prepared.ok ? accepted({ ...before, ...prepared.value.after }) : prepared;
    if (!prepared.ok || prepared.value.after === before) return UNCHANGED;
    const { after, beside } = prepared.value;
    answered = accepted({ ...after, version: before.version + 1 });
    const given = { before, after, cause: move.cause(before), ...(beside ? { beside } : {}) };
    return { answer: await commitMove(ports, given), decision: move.command.do };
  });
  return answered;
}
