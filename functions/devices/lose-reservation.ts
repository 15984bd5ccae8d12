import { isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { unitOf } from '../../shared/domain/devices/stock.ts';
import { reservationDisplaced } from '../../shared/events/device-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { casePk } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { withUnitOf } from './case-unit.ts';
import { CAPABILITY, commitCase } from './commit-case.ts';
import { type StockBook, stockBook } from './stock-book.ts';

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
    const now = ports.clock.now();
    const book = stockBook(ports.table, now);
    if (!before?.reservation || !isOpenCase(before) || !(await isLost(book, before, serial))) {
      const entry = journal({
        ...{ pk: casePk(caseId), capability: CAPABILITY, fact, decision: 'no-longer-reserved' },
        now,
      });
      const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [entry] });
      return { answer, decision: 'no-longer-reserved', detail };
    }
    const { reservation: _lost, version: _read, ...rest } = before;
    // What ran out long ago may be heard of when the unit was reserved again and taken away since.
    const ranOut = why === 'expired' && before.reservation.until <= now;
    const after = ranOut
      ? { ...rest, noStock: true, lapsed: true, help: [] }
      : await withUnitOf({ table: ports.table, book, now }, rest);
    const decision = ranOut ? 'reservation-expired' : 'reservation-displaced';
    const { answer } = await commitCase(ports, {
      ...{ before, after },
      cause: { ...fact, accountId: before.accountId as Fact['accountId'] },
      decision,
      reason: { serial },
      writes: book.writes(),
      follows: book.follows(),
    });
    return { answer, decision, detail };
  });
}

/** The books say whether the unit is still the case's: one made since for the same unit stands until its own end. */
async function isLost(book: StockBook, { id, reservation }: StoredCase, serial: string): Promise<boolean> {
  if (reservation?.serial !== serial) return false;
  await book.apply(reservation, { do: 'expire' });
  const unit = unitOf(await book.read(reservation.depotId, reservation.model), serial);
  return unit === undefined || unit.at === 'on-hand' || unit.caseId !== id;
}
