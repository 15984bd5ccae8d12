import { describe, expect, test } from '@jest/globals';
import { chooseStock } from '../../shared/domain/devices/choose-stock.ts';
import { newStock, type Stock } from '../../shared/domain/devices/stock.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { NOON, reserve, stockAfter } from '../support/depot-stock.ts';

const END = NOON + 4 * HOUR;
const empty = (model: string, depotId = 'berlin') => newStock(depotId, model);
const holding = (stock: Stock, ...serials: string[]) =>
  stockAfter(stock, ...serials.map(serial => ({ do: 'receive', serial, ready: true }) as const));
const floor = (promise: string) => ({ do: 'set-floor', promise, units: 1 }) as const;

const choose = (stocks: readonly Stock[], promise?: string, now = NOON) => {
  const choice = chooseStock({
    caseId: 'c0',
    stocks,
    now,
    ...(promise === undefined ? {} : { promise }),
  });
  if (!choice.chosen) return choice.whatWouldHelp;
  return `${choice.by} ${choice.chosen.depotId} ${choice.chosen.model}${choice.substitute ? ' instead' : ''}`;
};

describe('a case reserves from', () => {
  test('the asked model before its substitutes, in their order', () => {
    const [asked, first, second] = [empty('m1'), holding(empty('m2'), 'b'), holding(empty('m3'), 'c')];
    expect(choose([holding(asked, 'a'), first, second])).toBe('free berlin m1');
    expect(choose([asked, first, second])).toBe('free berlin m2 instead');
    expect(choose([asked, second, first])).toBe('free berlin m3 instead');
  });

  test('its promise’s own floor, which others pass by', () => {
    const stocks = [stockAfter(holding(empty('m1'), 'a'), floor('swift')), holding(empty('m2'), 'b')];
    expect(choose(stocks, 'swift')).toBe('own-floor berlin m1');
    expect(choose(stocks, 'vip')).toBe('free berlin m2 instead');
    expect(choose(stocks)).toBe('free berlin m2 instead');
  });

  test('a substitute before it displaces, and displaces in the asked model first', () => {
    const taken = stockAfter(holding(empty('m1'), 'a'), reserve('c1'));
    const other = stockAfter(holding(empty('m2'), 'b'), reserve('c2'));
    expect(choose([taken, holding(empty('m2'), 'b')], 'swift')).toBe('free berlin m2 instead');
    expect(choose([taken, other], 'swift')).toBe('displacement berlin m1');
    expect(choose([empty('m1'), other], 'swift')).toBe('displacement berlin m2 instead');
  });

  test('the preferred depot, where a promise displaces before it goes to the next', () => {
    const here = stockAfter(holding(empty('m1'), 'a'), reserve('c1'));
    const there = holding(empty('m1', 'hamburg'), 'b');
    expect(choose([here, there])).toBe('free hamburg m1');
    expect(choose([here, there], 'swift')).toBe('displacement berlin m1');
    expect(choose([empty('m1'), there], 'swift')).toBe('free hamburg m1');
  });

  test('the stock that holds a unit for it already', () => {
    const own = stockAfter(holding(empty('m2'), 'b'), reserve('c0'));
    expect(choose([holding(empty('m1'), 'a'), own])).toBe('already-held berlin m2 instead');
  });

  test('units whose reservation has ended, whether or not anybody looked', () => {
    const stock = stockAfter(holding(empty('m1'), 'a'), reserve('c1'));
    expect(choose([stock], undefined, END)).toBe('free berlin m1');
  });
});

test('with no stock it is said what would help, and where', () => {
  const asked = stockAfter(
    holding(empty('m1'), 'a', 'b', 'c', 'd', 'e'),
    ...([
      { do: 'loan', caseId: 'c1', dueBackAt: END + HOUR },
      { do: 'loan', caseId: 'c3', dueBackAt: END },
      reserve('c2'),
    ] as const),
    ...([floor('swift'), { do: 'set-ready', serial: 'e', ready: false }] as const),
  );
  const berlin = { depotId: 'berlin', model: 'm1' };
  expect(choose([asked, empty('m2')])).toEqual([
    { ...berlin, kind: 'not-ready-units', n: 1 },
    { ...berlin, kind: 'ring-fenced', n: 1 },
    { ...berlin, kind: 'reserved-unpromised', n: 1, firstEndsAt: END },
    { ...berlin, kind: 'due-back', serial: 'b', at: END },
    { ...berlin, kind: 'due-back', serial: 'a', at: END + HOUR },
  ]);
  expect(choose([])).toEqual([]);
});
