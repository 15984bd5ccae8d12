import { isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { command } from '../../shared/events/envelope.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import { finish } from '../../shared/store/journal.ts';
import { caseIdOf } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { readTimer } from '../../shared/store/timer-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { type UnitPorts, withUnitOf } from './case-unit.ts';
import { commitCase } from './commit-case.ts';
import { stockBook } from './stock-book.ts';

/** Something about a case is due: its clocks are read, and a reservation whose time is over returns to the stock. */
export async function answerTick(ports: Ports, tick: Tick): Promise<Handled> {
  return untilFresh(async (): Promise<Attempt> => {
    // Before its clock: what moved both since is found by the one or refused at the commit.
    const before = await loadCase(ports.table, caseIdOf(tick.pk));
    const read = await readTimer(ports, tick);
    if (!read.ok) return { answer: { done: true }, decision: read.refusal };
    const timer = read.value;
    if (!before) {
      const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [finish(timer)] });
      return { answer, decision: 'no-such-case' };
    }
    const now = ports.clock.now();
    const book = stockBook(ports.table, now);
    const { version, ...held } = before;
    const { after, expired } = await withoutExpired(held, { table: ports.table, book, now });
    const { answer, after: stored } = await commitCase(ports, {
      before,
      after,
      cause: command({
        id: derivedId('evt', 'case.watched', before.id, version),
        name: 'case.watched',
        accountId: before.accountId as AccountId,
        principal: 'firstcall',
        now: timer.dueAt,
      }),
      decision: expired ? 'reservation-expired' : 'watched',
      reason: { due: timer.dueAt },
      looked: !expired && after.noStock === held.noStock,
      writes: book.writes(),
      follows: book.follows(),
    });
    const noticed = stored.records.length - before.records.length;
    return {
      answer,
      decision: expired ? 'reservation-expired' : 'watched',
      detail: { case: before.id, noticed },
    };
  });
}

type Held = Omit<StoredCase, 'version'>;

/** A reservation ends once: the unit is free again, and the team hears that the case has none. */
async function withoutExpired(
  held: Held,
  { table, book, now }: UnitPorts,
): Promise<{ after: Held; expired: boolean }> {
  const { reservation, ...rest } = held;
  if (!reservation || reservation.shipped || reservation.until > now || !isOpenCase(held))
    return {
      after: held.noStock && !held.lapsed ? await withUnitOf({ table, book, now }, held) : held,
      expired: false,
    };
  await book.apply(reservation, { do: 'expire' });
  return { after: { ...rest, noStock: true, lapsed: true, help: [] }, expired: true };
}
