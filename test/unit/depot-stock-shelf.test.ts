import { describe, expect, test } from '@jest/globals';
import { decideStock } from '../../shared/domain/devices/decide-stock.ts';
import { balanceOf, newStock, unitOf } from '../../shared/domain/devices/stock.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { NOON, refusalOf, reserve, stockAfter, stockOf, taken } from '../support/depot-stock.ts';

const END = NOON + 4 * HOUR;
const handedOver = stockAfter(stockOf('a'), reserve('c1'), { do: 'hand-over', caseId: 'c1' });

/** One unit in each place: `a` on hand, `b` reserved, `c` on its way, `d` loaned. */
const spread = stockAfter(
  stockOf('c', 'd', 'b', 'a'),
  ...([reserve('c3'), { do: 'ship', caseId: 'c3' }] as const),
  ...([{ do: 'loan', caseId: 'c4', dueBackAt: END }, reserve('c2')] as const),
);

describe('the books', () => {
  test('are conserved with a unit in every place', () => {
    expect(balanceOf(spread)).toEqual({
      ...{ onHand: 1, ready: 1, reserved: 1, inTransit: 1, loaned: 1 },
      ...{ withCustomer: 0, scrapped: 0, received: 4, conserved: true },
    });
    expect(balanceOf({ ...spread, received: 5 }).conserved).toBe(false);
  });

  test('know a serial once', () => {
    for (const serial of ['a', 'b', 'c', 'd']) {
      expect(refusalOf(spread, { do: 'receive', serial, ready: true })).toBe('serial-known');
      expect(refusalOf(spread, { do: 'move-in', serial, ready: true })).toBe('serial-known');
    }
  });
});

describe('ready', () => {
  test('is said of units on hand only, and saying it twice changes nothing', () => {
    const set = (serial: string) => ({ do: 'set-ready', serial, ready: false }) as const;
    expect(balanceOf(stockAfter(spread, set('a')))).toMatchObject({ onHand: 1, ready: 0 });
    expect(stockAfter(stockAfter(spread, set('a')), set('a'))).toEqual(stockAfter(spread, set('a')));
    expect(['b', 'c', 'd', 'x'].map(serial => refusalOf(spread, set(serial)))).toEqual([
      ...['still-reserved', 'not-on-hand', 'not-on-hand', 'unknown-serial'],
    ]);
  });
});

describe('an old unit that comes back', () => {
  const takeBack = (serial: string, issuedHere: boolean) =>
    ({ do: 'take-back', serial, issuedHere, ready: false }) as const;

  test('is one fewer with customers when issued here, else one more received', () => {
    expect(balanceOf(stockAfter(handedOver, takeBack('a', true)))).toMatchObject({
      ...{ onHand: 1, ready: 0, withCustomer: 0, received: 1, conserved: true },
    });
    expect(balanceOf(stockAfter(handedOver, takeBack('old', false)))).toMatchObject({
      ...{ onHand: 1, withCustomer: 1, received: 2, conserved: true },
    });
  });

  test('may be a parcel that was not delivered, and names the case that has no unit now', () => {
    const back = taken(spread, takeBack('c', false));
    expect(back.formerCaseId).toBe('c3');
    expect(unitOf(back.stock, 'c')).toMatchObject({ at: 'on-hand', ready: false });
  });

  test('is refused when it is here already, or nobody has one', () => {
    expect(refusalOf(spread, takeBack('a', true))).toBe('serial-known');
    expect(refusalOf(spread, takeBack('b', true))).toBe('still-reserved');
    expect(refusalOf(spread, takeBack('x', true))).toBe('none-with-customer');
  });
});

describe('writing off', () => {
  test('scraps what is on hand, lost on its way, or lent and not back', () => {
    const scrap = (serial: string) => taken(spread, { do: 'write-off', serial });
    for (const serial of ['a', 'c', 'd'])
      expect(balanceOf(scrap(serial).stock)).toMatchObject({ scrapped: 1, received: 4, conserved: true });
    expect(['a', 'c', 'd'].map(serial => scrap(serial).formerCaseId)).toEqual([undefined, 'c3', 'c4']);
    expect(refusalOf(spread, { do: 'write-off', serial: 'b' })).toBe('still-reserved');
  });

  test('scraps what was issued here and never comes back, named or not', () => {
    for (const command of [
      { do: 'write-off', serial: 'a', issuedHere: true },
      { do: 'write-off', issuedHere: true },
    ] as const) {
      const gone = stockAfter(handedOver, command);
      expect(balanceOf(gone)).toMatchObject({ withCustomer: 0, scrapped: 1, received: 1, conserved: true });
      expect(refusalOf(gone, command)).toBe('none-with-customer');
    }
    expect(refusalOf(handedOver, { do: 'write-off', serial: 'a' })).toBe('unknown-serial');
    expect(refusalOf(handedOver, { do: 'write-off' })).toBe('unknown-serial');
  });
});

describe('a move to another depot', () => {
  const hamburg = newStock('hamburg', 'phone-1');

  test('takes one from received here and adds one there', () => {
    const out = stockAfter(spread, { do: 'move-out', serial: 'a' });
    const there = stockAfter(hamburg, { do: 'move-in', serial: 'a', ready: true });
    expect(balanceOf(out)).toMatchObject({ onHand: 0, received: 3, conserved: true });
    expect(balanceOf(there)).toMatchObject({ ready: 1, received: 1, conserved: true });
  });

  test('also serves a unit that was issued here and came back there', () => {
    const out = stockAfter(handedOver, { do: 'move-out', serial: 'a', issuedHere: true });
    expect(balanceOf(out)).toMatchObject({ withCustomer: 0, received: 0, conserved: true });
    expect(refusalOf(out, { do: 'move-out', serial: 'a', issuedHere: true })).toBe('none-with-customer');
  });

  test('is refused for units that are not on hand', () => {
    expect(['b', 'c', 'd', 'x'].map(serial => refusalOf(spread, { do: 'move-out', serial }))).toEqual([
      ...['still-reserved', 'not-on-hand', 'not-on-hand', 'unknown-serial'],
    ]);
  });
});

describe('stock-taking', () => {
  test('scraps what is missing, takes in what is unknown, and names both', () => {
    const counted = taken(spread, { do: 'count', found: ['x', 'b', 'x'], reason: 'yearly' });
    expect(counted).toMatchObject({ missing: ['a'], found: ['x'] });
    expect(unitOf(counted.stock, 'x')).toEqual({ at: 'on-hand', ready: false, since: NOON });
    expect(unitOf(counted.stock, 'b')).toEqual(unitOf(spread, 'b'));
    expect(balanceOf(counted.stock)).toMatchObject({ scrapped: 1, received: 5, conserved: true });
    const again = taken(counted.stock, { do: 'count', found: ['x', 'b'], reason: 'yearly' });
    expect(again).toMatchObject({ missing: [], found: [] });
  });

  test('needs a reason', () => {
    expect(decideStock(spread, { do: 'count', found: ['a'], reason: ' ' }, NOON)).toEqual({
      ...{ ok: false, refusal: 'reason-needed', detail: { field: 'reason', problem: 'is empty' } },
    });
  });

  test('is refused when units on the shelf are elsewhere by the books', () => {
    expect(decideStock(spread, { do: 'count', found: ['a', 'c', 'd'], reason: 'yearly' }, NOON)).toEqual({
      ...{ ok: false, refusal: 'not-on-hand', detail: { serials: ['c', 'd'] } },
    });
  });

  test('counts a unit that was handed over here as back, and no more than are out', () => {
    const count = (...found: string[]) =>
      ({ do: 'count', found, issuedHere: found, reason: 'monthly' }) as const;
    expect(balanceOf(stockAfter(handedOver, count('a')))).toMatchObject({
      ...{ onHand: 1, withCustomer: 0, received: 1, conserved: true },
    });
    expect(refusalOf(handedOver, count('a', 'y'))).toBe('none-with-customer');
  });
});
