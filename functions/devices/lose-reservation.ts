import { isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { reservationDisplaced } from '../../shared/events/device-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { casePk } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { withUnitOf } from './case-unit.ts';
import { CAPABILITY, commitCase } from './commit-case.ts';
import { stockBook } from './stock-book.ts';

/**
 * A case's unit went to somebody else or its time was over. A displaced case looks for another unit at once; one whose
 * reservation ran out is told to the team instead, or the same unit would be held for ever.
 */
export async function loseReservation(ports: Ports, fact: Fact): Promise<Handled> {
  return untilFresh(async (): Promise<Attempt> => {
    if (!reservationDisplaced.is(fact)) throw new TypeError('not a displaced reservation');
    const { caseId, serial, why } = fact.data;
    const before = await loadCase(ports.table, caseId);
    const detail = { case: caseId };
    if (!before || !isOpenCase(before) || !isLost(before, fact, ports.clock.now())) {
      const entry = journal({
        ...{ pk: casePk(caseId), capability: CAPABILITY, fact, decision: 'no-longer-reserved' },
        now: ports.clock.now(),
      });
      const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [entry] });
      return { answer, decision: 'no-longer-reserved', detail };
    }
    const now = ports.clock.now();
    const book = stockBook(ports.table, now);
    const { reservation: _lost, version: _read, ...rest } = before;
    const after =
      why === 'expired'
        ? { ...rest, noStock: true, lapsed: true, help: [] }
        : await withUnitOf({ table: ports.table, book, now }, rest);
    const { answer } = await commitCase(ports, {
      ...{ before, after },
      cause: { ...fact, accountId: before.accountId as Fact['accountId'] },
      decision: `reservation-${why}`,
      reason: { serial },
      writes: book.writes(),
      follows: book.follows(),
    });
    return { answer, decision: `reservation-${why}`, detail };
  });
}

/** It is this very reservation that is over: one made since for the same unit ends later. */
function isLost({ reservation }: StoredCase, fact: Fact, now: number): boolean {
  if (!reservationDisplaced.is(fact) || reservation?.serial !== fact.data.serial) return false;
  return fact.data.why === 'displaced' || reservation.until <= now;
}
