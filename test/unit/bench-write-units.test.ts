import { describe, expect, test } from '@jest/globals';
import type { Row } from '../../shared/store/table.ts';
import { ledgerTable } from '../../tools/bench/ledger-table.ts';
import { bytesOfRow, writeUnits } from '../../tools/bench/write-units.ts';

const plain: Row = { pk: 'a', sk: 'b', said: 'x' };
const listed: Row = { ...plain, list: 'l', listKey: 'k' };
const big = (row: Row, bytes: number): Row => ({ ...row, said: 'x'.repeat(bytes) });
const alone = { transaction: false };
const together = { transaction: true };

describe('write units', () => {
  test('a row costs a unit for each begun KB, and twice that in a transaction', () => {
    expect(writeUnits({ before: undefined, after: plain }, alone)).toEqual({ table: 1, indexes: 0 });
    expect(writeUnits({ before: undefined, after: plain }, together)).toEqual({ table: 2, indexes: 0 });
    expect(writeUnits({ before: undefined, after: big(plain, 1_100) }, together).table).toBe(4);
  });

  test('the larger of before and after counts, and what is not there still costs one', () => {
    expect(writeUnits({ before: big(plain, 3_000), after: plain }, alone).table).toBe(3);
    expect(writeUnits({ before: big(plain, 3_000), after: undefined }, alone).table).toBe(3);
    expect(writeUnits({ before: undefined, after: undefined }, alone)).toEqual({ table: 1, indexes: 0 });
  });

  test('an index entry costs when it comes, goes or changes, not when it stays, and the same in a transaction', () => {
    const indexes = (before: Row | undefined, after: Row | undefined) =>
      writeUnits({ before, after }, together).indexes;
    expect(indexes(undefined, listed)).toBe(1);
    expect(indexes(listed, undefined)).toBe(1);
    expect(indexes(listed, { ...listed, said: 'y' })).toBe(1);
    expect(indexes(listed, listed)).toBe(0);
    expect(indexes(listed, plain)).toBe(1);
  });

  test('an entry that moves to another key is deleted and put: two, each by its own size', () => {
    const moved = { ...big(listed, 1_500), listKey: 'm' };
    expect(writeUnits({ before: listed, after: { ...listed, listKey: 'm' } }, alone).indexes).toBe(2);
    expect(writeUnits({ before: listed, after: moved }, alone).indexes).toBe(3);
  });

  test('a row is as large as its names and values', () => {
    expect(bytesOfRow({ pk: 'ab', sk: 'ü' })).toBe(2 + 2 + 2 + 2);
    expect(bytesOfRow({ n: 1_700_000, m: -12.5, o: true, gone: undefined })).toBe(1 + 2 + (1 + 4) + (1 + 1));
    expect(bytesOfRow({ a: ['x', 'yz'], b: { c: 'd' } })).toBe(1 + 3 + (1 + 1) + (1 + 2) + (1 + 3 + 1 + 2));
  });
});

describe('the table with a bill', () => {
  test('charges every write of a commit to its row, every row that is got, and every page that is read', async () => {
    const table = ledgerTable();
    const waiting: Row = { ...plain, wakeShard: 'w', wakeAt: 5 };
    await table.commit({ commitId: 'c1', writes: [{ do: 'put', row: waiting }] });
    await table.commit({
      commitId: 'c2',
      writes: [
        { do: 'change', key: plain, set: { wakeAt: 9 }, add: { times: 2 }, remove: ['said'] },
        { do: 'put', row: { pk: 'c', sk: 'd', wakeShard: 'w', wakeAt: 7 } },
      ],
    });
    expect(await table.get(plain)).toMatchObject({ wakeAt: 9, times: 2, commitId: 'c2' });
    expect(table.charges).toEqual([
      { key: { pk: 'a', sk: 'b' }, units: { table: 1, indexes: 1 } },
      { key: { pk: 'a', sk: 'b' }, units: { table: 2, indexes: 2 } },
      { key: { pk: 'c', sk: 'd' }, units: { table: 2, indexes: 1 } },
    ]);
    const first = await table.query({ index: 'wake', pk: 'w', to: 9, limit: 1 });
    const second = await table.query({
      index: 'wake',
      pk: 'w',
      to: 9,
      limit: 1,
      cursor: String(first.cursor),
    });
    expect([first, second].map(({ rows }) => rows.map(({ pk }) => pk))).toEqual([['c'], ['a']]);
    expect(second.cursor).toBeUndefined();
    // A row that is got for sure, and two pages of an index at half a unit each.
    expect(table.reads).toEqual({ queries: 2, units: 2 });
  });
});
