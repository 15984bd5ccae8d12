import { describe, expect, test } from '@jest/globals';
import { decideStock } from '../../shared/domain/devices/decide-stock.ts';
import { balanceOf, MOST_UNITS, newStock, unitOf } from '../../shared/domain/devices/stock.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { NOON, refusalOf, reserve, stockAfter, stockOf, taken } from '../support/depot-stock.ts';

const END = NOON + 4 * HOUR;

describe('a reservation', () => {
  test('takes the ready unit that is longest on hand', () => {
    const stock = stockAfter(stockOf('b', 'a'), { do: 'set-ready', serial: 'b', ready: false });
    expect(taken(stock, reserve('c1')).serial).toBe('a');
    expect(taken(stockOf('b', 'a'), reserve('c1')).serial).toBe('b');
  });

  test('of the same case answers with the same unit, and may only grow stronger', () => {
    const once = stockAfter(stockOf('a', 'b'), reserve('c1'));
    const again = taken(once, reserve('c1'));
    expect(again).toMatchObject({ serial: 'a', returned: [], alerts: [] });
    expect(again.stock).toBe(once);
    const longer = stockAfter(once, { ...reserve('c1', 'swift'), expiresAt: END + HOUR });
    expect(unitOf(longer, 'a')).toMatchObject({ promise: 'swift', expiresAt: END + HOUR });
    expect(stockAfter(longer, reserve('c1'))).toBe(longer);
    expect(stockAfter(longer, reserve('c1', 'vip'))).toBe(longer);
    expect(balanceOf(longer)).toMatchObject({ onHand: 1, reserved: 1 });
  });

  test('is refused without stock, and when its end is not after now', () => {
    const stock = stockAfter(stockOf('a'), reserve('c1'));
    expect(decideStock(stock, reserve('c2'), NOON)).toEqual({
      ok: false,
      refusal: 'no-stock',
      detail: { ready: 0, heldBack: 0, reservedUnpromised: 1 },
    });
    expect(refusalOf(stockOf('a'), { ...reserve('c1'), expiresAt: NOON })).toBe('already-expired');
  });

  test('is released once', () => {
    const stock = stockAfter(stockOf('a'), reserve('c1'));
    const released = taken(stock, { do: 'release', caseId: 'c1' });
    expect(released.returned).toEqual([{ caseId: 'c1', serial: 'a', why: 'released' }]);
    expect(unitOf(released.stock, 'a')).toEqual({ at: 'on-hand', ready: true, since: NOON });
    expect(refusalOf(released.stock, { do: 'release', caseId: 'c1' })).toBe('not-reserved');
  });

  test('returns at its end, once, whatever command comes first', () => {
    const stock = stockAfter(stockOf('a'), reserve('c1'));
    expect(taken(stock, { do: 'expire' }, END - 1).stock).toBe(stock);
    const ended = taken(stock, { do: 'expire' }, END);
    expect(ended.returned).toEqual([{ caseId: 'c1', serial: 'a', why: 'expired' }]);
    expect(taken(ended.stock, { do: 'expire' }, END + 1).returned).toEqual([]);
    const next = taken(stock, { ...reserve('c2'), expiresAt: END + HOUR }, END);
    expect(next).toMatchObject({ serial: 'a', returned: [{ caseId: 'c1', serial: 'a', why: 'expired' }] });
    expect(refusalOf(stock, { do: 'hand-over', caseId: 'c1' }, END)).toBe('not-reserved');
  });
});

test('a case that comes again after its end loses nothing', () => {
  const stock = stockAfter(stockOf('a'), reserve('c1'));
  const own = [{ caseId: 'c1', serial: 'a', why: 'replaced' }];
  const renewed = taken(stock, { ...reserve('c1'), expiresAt: END + HOUR }, END);
  expect(renewed).toMatchObject({ serial: 'a', returned: own });
  expect(unitOf(renewed.stock, 'a')).toMatchObject({ at: 'reserved', since: END, expiresAt: END + HOUR });
  expect(taken(stock, { do: 'hand-over', caseId: 'c1', serial: 'a' }, END).returned).toEqual(own);
});

describe('a unit for a case', () => {
  test('is shipped, a repeat answered with it, and handed over once', () => {
    const sent = stockAfter(stockOf('a'), reserve('c1'), { do: 'ship', caseId: 'c1' });
    expect(unitOf(sent, 'a')).toMatchObject({ at: 'in-transit', caseId: 'c1' });
    expect(taken(sent, { do: 'ship', caseId: 'c1' }).stock).toBe(sent);
    expect(taken(sent, reserve('c1'))).toMatchObject({ serial: 'a', stock: sent });
    expect(refusalOf(sent, { do: 'release', caseId: 'c1' })).toBe('not-reserved');
    const given = stockAfter(sent, { do: 'hand-over', caseId: 'c1' });
    expect(balanceOf(given)).toMatchObject({ inTransit: 0, withCustomer: 1, conserved: true });
    expect(refusalOf(given, { do: 'hand-over', caseId: 'c1' })).toBe('not-reserved');
    expect(refusalOf(given, { do: 'ship', caseId: 'c1' })).toBe('not-reserved');
  });

  test('may be another one at the counter; the reserved one then returns', () => {
    const stock = stockAfter(stockOf('a', 'b'), reserve('c1'));
    const picked = taken(stock, { do: 'hand-over', caseId: 'c1', serial: 'b' });
    expect(picked).toMatchObject({
      serial: 'b',
      returned: [{ caseId: 'c1', serial: 'a', why: 'replaced' }],
    });
    expect(Object.keys(picked.stock.units)).toEqual(['a']);
    expect(balanceOf(picked.stock)).toMatchObject({ ready: 1, withCustomer: 1, conserved: true });
  });

  test('is picked without a reservation under the rules of one', () => {
    const stock = stockAfter(stockOf('a', 'b'), { do: 'set-floor', promise: 'swift', units: 1 });
    const picked = taken(stock, { do: 'hand-over', caseId: 'c1', serial: 'b' });
    expect(picked).toMatchObject({ serial: 'b', returned: [] });
    const swap = { do: 'hand-over', caseId: 'c2', serial: 'a' } as const;
    expect(refusalOf(picked.stock, swap)).toBe('no-stock');
    expect(taken(picked.stock, { ...swap, promise: 'swift' }).serial).toBe('a');
  });

  test('is not one that is unknown, elsewhere, another case’s or not ready', () => {
    const stock = stockAfter(
      stockOf('a', 'b', 'c'),
      ...([reserve('c1'), { do: 'loan', caseId: 'c2', dueBackAt: END }] as const),
      { do: 'set-ready', serial: 'c', ready: false },
    );
    const wanting = (serial: string) => refusalOf(stock, { do: 'hand-over', caseId: 'c9', serial });
    expect(['x', 'a', 'b', 'c'].map(wanting)).toEqual([
      'unknown-serial',
      'still-reserved',
      'not-on-hand',
      'not-ready',
    ]);
    expect(wanting('constructor')).toBe('unknown-serial');
  });
});

describe('a loaner', () => {
  const lend = { do: 'loan', caseId: 'c1', dueBackAt: END } as const;

  test('is the reserved unit unless another is named, which leaves the reservation', () => {
    const stock = stockAfter(stockOf('a', 'b'), reserve('c1'));
    expect(balanceOf(stockAfter(stock, lend))).toMatchObject({ reserved: 0, loaned: 1 });
    const both = taken(stock, { ...lend, serial: 'b' });
    expect(both.serial).toBe('b');
    expect(balanceOf(both.stock)).toMatchObject({ reserved: 1, loaned: 1, conserved: true });
    expect(refusalOf(both.stock, { ...lend, serial: 'a' })).toBe('already-loaned');
  });

  test('is one to a case; a repeat may move its return later', () => {
    const lent = stockAfter(stockOf('a', 'b'), lend);
    expect(taken(lent, { ...lend, dueBackAt: END - HOUR })).toMatchObject({ serial: 'a', stock: lent });
    const longer = taken(lent, { ...lend, dueBackAt: END + HOUR });
    expect(unitOf(longer.stock, 'a')).toMatchObject({ at: 'loaned', dueBackAt: END + HOUR });
  });

  test('comes back, or is kept for good and frees the reserved unit', () => {
    const stock = stockAfter(stockOf('a', 'b'), reserve('c1'), { ...lend, serial: 'b' });
    const back = taken(stock, { do: 'take-back', serial: 'b', issuedHere: false, ready: false });
    expect(back.formerCaseId).toBe('c1');
    expect(balanceOf(back.stock)).toMatchObject({ onHand: 1, ready: 0, loaned: 0, received: 2 });
    const kept = taken(stock, { do: 'hand-over', caseId: 'c1', serial: 'b' });
    expect(kept.returned).toEqual([{ caseId: 'c1', serial: 'a', why: 'replaced' }]);
    expect(balanceOf(kept.stock)).toMatchObject({ ready: 1, loaned: 0, withCustomer: 1, conserved: true });
  });
});

test('a stock holds as many units as fit its row', () => {
  const unit = { at: 'on-hand', ready: true, since: NOON } as const;
  const units = Object.fromEntries(Array.from({ length: MOST_UNITS }, (_, n) => [`s${n}`, unit]));
  const full = { ...newStock('berlin', 'phone-1'), units, received: MOST_UNITS };
  expect(refusalOf(full, { do: 'receive', serial: 'one-more', ready: true })).toBe('too-many-units');
  expect(refusalOf(full, reserve('c1'))).toBeUndefined();
});
