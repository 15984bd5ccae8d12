import { describe, expect, test } from '@jest/globals';
import { decideStock } from '../../shared/domain/devices/decide-stock.ts';
import { needsOf } from '../../shared/domain/devices/stock.ts';
import type { StockCommand } from '../../shared/domain/devices/stock-commands.ts';
import { setAside } from '../../shared/domain/devices/stock-floors.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { NOON, refusalOf, reserve, stockAfter, stockOf, taken } from '../support/depot-stock.ts';

const floor = (promise: string, units: number) => ({ do: 'set-floor', promise, units }) as const;
const receive = (serial: string) => ({ do: 'receive', serial, ready: true }) as const;

describe('a floor', () => {
  test('is kept from the unpromised, who take only what is beyond all floors', () => {
    const stock = stockAfter(stockOf('a', 'b', 'c'), floor('swift', 1), floor('vip', 1), reserve('c1'));
    expect(decideStock(stock, reserve('c2'), NOON)).toMatchObject({
      refusal: 'no-stock',
      detail: { ready: 2, heldBack: 2, reservedUnpromised: 1 },
    });
  });

  test('is its own promise’s, after what is free', () => {
    const stock = stockAfter(stockOf('a', 'b', 'c'), floor('swift', 1), floor('vip', 1));
    const first = stockAfter(stock, reserve('c1', 'swift'));
    expect(first.short).toEqual({});
    const second = stockAfter(first, reserve('c2', 'swift'));
    expect(second.short).toEqual({ swift: 1 });
    expect(decideStock(second, reserve('c3', 'swift'), NOON)).toMatchObject({
      refusal: 'no-stock',
      detail: { ready: 1, heldBack: 1, reservedUnpromised: 0 },
    });
    expect(refusalOf(second, reserve('c3', 'other'))).toBe('no-stock');
    expect(taken(second, reserve('c3', 'vip')).serial).toBe('c');
  });

  test('is touched by whoever took from it, also after the unit was handed over', () => {
    const stock = stockAfter(
      stockOf('a', 'b'),
      ...[floor('swift', 1), floor('vip', 1), reserve('c1', 'swift')],
      {
        do: 'hand-over',
        caseId: 'c1',
      },
    );
    expect(refusalOf(stock, reserve('c2', 'swift'))).toBe('no-stock');
    expect(taken(stock, reserve('c2', 'vip')).serial).toBe('b');
  });

  test('is whole again when its reservation returns, and a new unit goes to the floor that lacks most', () => {
    const stock = stockAfter(
      stockOf('a', 'b', 'c'),
      ...[floor('swift', 1), floor('vip', 2)],
      ...[reserve('c1', 'swift'), reserve('c2', 'vip'), reserve('c3', 'vip')],
    );
    expect(stock.short).toEqual({ swift: 1, vip: 2 });
    expect(stockAfter(stock, { do: 'release', caseId: 'c1' }).short).toEqual({ vip: 2 });
    expect(stockAfter(stock, receive('d')).short).toEqual({ swift: 1, vip: 1 });
    expect(stockAfter(stock, receive('d'), receive('e'), receive('f')).short).toEqual({});
  });

  test('shares the loss of a ready unit with the floor that has most set aside', () => {
    const stock = stockAfter(stockOf('a', 'b', 'c'), floor('swift', 1), floor('vip', 2));
    const broken = stockAfter(stock, { do: 'set-ready', serial: 'a', ready: false });
    expect([setAside(broken, 'swift'), setAside(broken, 'vip')]).toEqual([1, 1]);
  });

  test('ends with none, and is a whole number of units', () => {
    const stock = stockAfter(stockOf('a'), floor('swift', 1), floor('swift', 0));
    expect(stock.floors).toEqual({});
    for (const units of [-1, 1.5, Number.NaN, 1_001]) {
      expect(refusalOf(stock, floor('swift', units))).toBe('units-out-of-range');
      expect(refusalOf(stock, { do: 'set-minimum', units })).toBe('units-out-of-range');
    }
  });
});

describe('a promise that finds no unit', () => {
  const stock = stockAfter(stockOf('a', 'b', 'c'), ...[reserve('c1'), reserve('c2'), reserve('c3', 'vip')]);

  test('displaces the unpromised reservation made last, and nothing once that has shipped', () => {
    const first = taken(stock, reserve('c4', 'swift'));
    expect(first).toMatchObject({ serial: 'b', displaced: { caseId: 'c2', serial: 'b' } });
    const shipped = stockAfter(first.stock, { do: 'ship', caseId: 'c1' });
    expect(refusalOf(shipped, reserve('c5', 'swift'))).toBe('no-stock');
  });

  test('displaces nobody while a unit is free or set aside for it', () => {
    const more = stockAfter(stock, receive('d'), floor('swift', 1));
    const answer = taken(more, reserve('c4', 'swift'));
    expect(answer.serial).toBe('d');
    expect(answer.displaced).toBeUndefined();
  });

  test('takes back what expired before it displaces', () => {
    const late = taken(stock, { ...reserve('c4', 'swift'), expiresAt: NOON + 9 * HOUR }, NOON + 5 * HOUR);
    expect(late.displaced).toBeUndefined();
    expect(late.returned.map(({ caseId }) => caseId)).toEqual(['c1', 'c2', 'c3']);
  });

  test('names a ready unit at the counter that stands behind another floor, and gives the displaced one for it', () => {
    const fenced = stockAfter(stock, receive('d'), floor('vip', 1));
    const swap = taken(fenced, { do: 'hand-over', caseId: 'c4', serial: 'd', promise: 'swift' });
    expect(swap).toMatchObject({ serial: 'd', displaced: { caseId: 'c2', serial: 'b' } });
    expect(swap.stock.units['b']).toMatchObject({ at: 'on-hand', ready: true });
    expect(swap.stock.short).toEqual({});
  });
});

describe('an alert', () => {
  const kinds = (stock: Parameters<typeof taken>[0], command: StockCommand) =>
    taken(stock, command).alerts.map(({ kind }) => kind);

  test('comes when a command crosses the line, once, and again after it was made good', () => {
    const stock = stockAfter(stockOf('a', 'b'), floor('swift', 2), { do: 'set-minimum', units: 2 });
    const first = taken(stock, reserve('c1', 'swift'));
    expect(first.alerts).toEqual([
      { kind: 'floor-touched', promise: 'swift', ready: 1, floor: 2, short: 1 },
      { kind: 'below-minimum', ready: 1, minimum: 2 },
    ]);
    const second = taken(first.stock, reserve('c2', 'swift'));
    expect(second.alerts).toEqual([]);
    expect(needsOf(second.stock)).toEqual([
      { kind: 'floor-touched', promise: 'swift', ready: 0, floor: 2, short: 2 },
      { kind: 'below-minimum', ready: 0, minimum: 2 },
    ]);
    const full = stockAfter(second.stock, receive('c'), receive('d'));
    expect(needsOf(full)).toEqual([]);
    expect(kinds(full, { do: 'write-off', serial: 'c' })).toEqual(['floor-touched', 'below-minimum']);
  });

  test('comes when a line rises above the stock', () => {
    expect(kinds(stockOf('a'), floor('swift', 2))).toEqual(['floor-touched']);
    expect(kinds(stockOf('a'), { do: 'set-minimum', units: 2 })).toEqual(['below-minimum']);
    expect(kinds(stockOf('a'), { do: 'set-minimum', units: 1 })).toEqual([]);
  });
});
