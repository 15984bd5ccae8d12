import assert from 'node:assert/strict';
import { replace } from '../../shared/store/journal.ts';
import { LAST } from '../../shared/store/keys.ts';
import type { Query, Row, Table, Write } from '../../shared/store/table.ts';

export type Bench = {
  readonly table: Table;
  /** A partition key that nobody else uses. */
  readonly pk: string;
  /** Tries an index read until it shows what it should: indexes may lag. */
  eventually(check: () => Promise<void>): Promise<void>;
};
export type ConformanceCase = { readonly name: string; run(bench: Bench): Promise<void> };

let commits = 0;
const commit = (table: Table, ...writes: Write[]) => table.commit({ commitId: `c-${++commits}`, writes });
const put = (row: Row, when?: Write['when']): Write =>
  when ? { do: 'put', row, when, orElse: 'no' } : { do: 'put', row };
const done = { done: true };

async function all(table: Table, query: Query): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}
const sks = (rows: readonly Row[]) => rows.map(row => row.sk);

const reading: ConformanceCase[] = [
  {
    name: 'answers nothing for a row that is not there',
    run: async ({ table, pk }) => assert.equal(await table.get({ pk, sk: 'a' }), undefined),
  },
  {
    name: 'gives back what was put, leaves out what is undefined, and adds the commit id',
    async run({ table, pk }) {
      const row = {
        pk,
        sk: 'a',
        text: 'Grüße 🎉',
        empty: '',
        big: Number.MAX_SAFE_INTEGER,
        part: 0.125,
        negative: -7,
        yes: true,
        nothing: null,
        items: [1, 'two', { three: [] }],
        map: { deep: { er: {} } },
      };
      await table.commit({ commitId: 'mine', writes: [put({ ...row, gone: undefined })] });
      assert.deepEqual(await table.get({ pk, sk: 'a' }), { ...row, commitId: 'mine' });
    },
  },
  {
    name: 'reads a partition by prefix, by both ends included, and backwards',
    async run({ table, pk }) {
      for (const sk of ['a#1', 'a#2', 'b#1', 'b#2', `b${LAST}`, 'c']) await commit(table, put({ pk, sk }));
      assert.deepEqual(sks(await all(table, { pk, prefix: 'b' })), ['b#1', 'b#2', `b${LAST}`]);
      assert.deepEqual(sks(await all(table, { pk, prefix: 'b', descending: true })), [
        `b${LAST}`,
        'b#2',
        'b#1',
      ]);
      assert.deepEqual(sks(await all(table, { pk, from: 'a#2', to: 'b#1' })), ['a#2', 'b#1']);
      assert.deepEqual(sks(await all(table, { pk, from: 'b#2' })), ['b#2', `b${LAST}`, 'c']);
      assert.deepEqual(sks(await all(table, { pk, to: 'a#2', descending: true })), ['a#2', 'a#1']);
    },
  },
  {
    name: 'pages by a cursor without leaving out or repeating a row, both ways',
    async run({ table, pk }) {
      const rows = Array.from({ length: 23 }, (_, n) => `r${String(n).padStart(2, '0')}`);
      for (const sk of rows) await commit(table, put({ pk, sk }));
      assert.deepEqual(sks(await all(table, { pk, limit: 5 })), rows);
      assert.deepEqual(sks(await all(table, { pk, limit: 5, descending: true })), [...rows].reverse());
      assert.equal((await table.query({ pk, limit: 5 })).rows.length, 5);
    },
  },
  {
    name: 'calls a cursor that it never gave out by its name',
    run: async ({ table, pk }) =>
      assert.rejects(table.query({ pk, cursor: 'rubbish' }), { name: 'CursorError' }),
  },
  {
    name: 'keeps a row whose time to live is over until somebody cleans it away',
    async run({ table, pk }) {
      await commit(table, put({ pk, sk: 'a', expiresAt: 1 }));
      assert.equal((await table.get({ pk, sk: 'a' }))?.expiresAt, 1);
    },
  },
];

const conditions: ConformanceCase[] = [
  {
    name: '`absent` lets the first one in and shows the second one who was there',
    async run({ table, pk }) {
      const write = (who: string) => put({ pk, sk: 'a', who }, { is: 'absent' });
      assert.deepEqual(await commit(table, write('first')), done);
      const second = await commit(table, write('second'));
      assert.ok(!second.done);
      assert.deepEqual([second.refusal, second.at, second.row?.who], ['no', 0, 'first']);
    },
  },
  {
    name: '`present` and `version` refuse where there is nothing',
    async run({ table, pk }) {
      const nothing = { done: false, refusal: 'no', at: 0, row: undefined };
      assert.deepEqual(await commit(table, put({ pk, sk: 'a' }, { is: 'present' })), nothing);
      assert.deepEqual(await commit(table, put({ pk, sk: 'a' }, { is: 'version', version: 1 })), nothing);
      assert.deepEqual(
        await commit(table, put({ pk, sk: 'a' }, { is: 'equal', field: 'x', value: 1 })),
        nothing,
      );
    },
  },
  {
    name: '`version` takes each version once',
    async run({ table, pk }) {
      const row = { pk, sk: 'a' };
      assert.deepEqual(await commit(table, replace(row, undefined)), done);
      assert.deepEqual(await commit(table, replace(row, 1)), done);
      const late = await commit(table, replace(row, 1));
      assert.deepEqual(late.done ? late : [late.refusal, late.row?.version], ['stale', 2]);
    },
  },
  {
    name: '`equal` compares type and value, `same` every field',
    async run({ table, pk }) {
      await commit(table, put({ pk, sk: 'a', wakeAtLike: 5, epoch: 2 }));
      const on = (when: Write['when']) => commit(table, put({ pk, sk: 'a', wakeAtLike: 5, epoch: 2 }, when));
      assert.deepEqual(await on({ is: 'equal', field: 'epoch', value: 2 }), done);
      assert.equal((await on({ is: 'equal', field: 'epoch', value: '2' })).done, false);
      assert.equal((await on({ is: 'equal', field: 'missing', value: 2 })).done, false);
      assert.deepEqual(await on({ is: 'same', fields: { wakeAtLike: 5, epoch: 2 } }), done);
      assert.equal((await on({ is: 'same', fields: { wakeAtLike: 5, epoch: 1 } })).done, false);
    },
  },
  {
    name: '`differs` holds for another value and for none, and fails for the same',
    async run({ table, pk }) {
      const say = (value: number) =>
        commit(table, {
          do: 'change',
          key: { pk, sk: 'a' },
          set: { n: value },
          when: { is: 'differs', field: 'n', value },
          orElse: 'same',
        });
      assert.deepEqual([await say(2), await say(1)], [done, done]);
      assert.equal((await say(1)).done, false);
    },
  },
  {
    name: '`below` counts up to its cap, from nothing',
    async run({ table, pk }) {
      const one = () =>
        commit(table, {
          do: 'change',
          key: { pk, sk: 'a' },
          add: { n: 1 },
          when: { is: 'below', field: 'n', cap: 2 },
          orElse: 'full',
        });
      assert.deepEqual([await one(), await one()], [done, done]);
      const third = await one();
      assert.deepEqual(third.done ? third : [third.refusal, third.row?.n], ['full', 2]);
    },
  },
  {
    name: 'takes a repeat of its own commit for success',
    async run({ table, pk }) {
      const lone = { commitId: 'lone', writes: [put({ pk, sk: 'a' }, { is: 'absent' })] };
      const pair = {
        commitId: 'pair',
        writes: [put({ pk, sk: 'b' }, { is: 'absent' }), put({ pk, sk: 'c' }, { is: 'absent' })],
      };
      assert.deepEqual([await table.commit(lone), await table.commit(lone)], [done, done]);
      assert.deepEqual([await table.commit(pair), await table.commit(pair)], [done, done]);
    },
  },
];

const writing: ConformanceCase[] = [
  {
    name: 'changes single fields, makes the row when there is none, and marks it',
    async run({ table, pk }) {
      const key = { pk, sk: 'a' };
      await table.commit({
        commitId: 'x1',
        writes: [{ do: 'change', key, add: { n: 2 }, set: { who: 'me' } }],
      });
      assert.deepEqual(await table.get(key), { ...key, n: 2, who: 'me', commitId: 'x1' });
      await table.commit({
        commitId: 'x2',
        writes: [{ do: 'change', key, add: { n: -3 }, remove: ['who', 'no'] }],
      });
      assert.deepEqual(await table.get(key), { ...key, n: -1, commitId: 'x2' });
    },
  },
  {
    name: 'does not make a row by a change under a condition that fails',
    async run({ table, pk }) {
      const key = { pk, sk: 'a' };
      const result = await commit(table, {
        do: 'change',
        key,
        set: { x: 1 },
        when: { is: 'present' },
        orElse: 'gone',
      });
      assert.deepEqual(result, { done: false, refusal: 'gone', at: 0, row: undefined });
      assert.equal(await table.get(key), undefined);
    },
  },
  {
    name: 'deletes, also what is not there, and not against its condition',
    async run({ table, pk }) {
      const key = { pk, sk: 'a' };
      assert.deepEqual(await commit(table, { do: 'delete', key }), done);
      await commit(table, put({ ...key, epoch: 2 }));
      const when = (value: number) => ({ is: 'equal', field: 'epoch', value }) as const;
      const old = await commit(table, { do: 'delete', key, when: when(1), orElse: 'stale' });
      assert.deepEqual(old.done ? old : [old.refusal, old.row?.epoch], ['stale', 2]);
      assert.deepEqual(await commit(table, { do: 'delete', key, when: when(2), orElse: 'stale' }), done);
      assert.equal(await table.get(key), undefined);
    },
  },
  {
    name: 'writes all or nothing, and names the first write that failed with the row in its way',
    async run({ table, pk }) {
      await commit(table, put({ pk, sk: 'b', who: 'there' }));
      const result = await commit(
        table,
        put({ pk, sk: 'a' }, { is: 'absent' }),
        put({ pk, sk: 'b' }, { is: 'absent' }),
        { do: 'check', key: { pk, sk: 'c' }, when: { is: 'present' }, orElse: 'missing' },
      );
      assert.deepEqual(result.done ? result : [result.refusal, result.at, result.row?.who], [
        'no',
        1,
        'there',
      ]);
      assert.equal(await table.get({ pk, sk: 'a' }), undefined);
    },
  },
  {
    name: 'checks another row in the same commit, alone too',
    async run({ table, pk }) {
      const check: Write = { do: 'check', key: { pk, sk: 'b' }, when: { is: 'absent' }, orElse: 'there' };
      assert.deepEqual(await commit(table, check), done);
      assert.deepEqual(await commit(table, put({ pk, sk: 'a' }), check), done);
      await commit(table, put({ pk, sk: 'b' }));
      const late = await commit(table, put({ pk, sk: 'c' }), check);
      assert.deepEqual(late.done ? late : [late.refusal, late.at], ['there', 1]);
    },
  },
  {
    name: 'refuses what can never be committed: nothing, one row twice, more than a hundred, too large a row',
    async run({ table, pk }) {
      const many = (n: number) => Array.from({ length: n }, (_, at) => put({ pk, sk: `r${at}` }));
      await assert.rejects(commit(table));
      await assert.rejects(commit(table, put({ pk, sk: 'a' }), put({ pk, sk: 'a' })));
      await assert.rejects(commit(table, ...many(101)));
      assert.deepEqual(await commit(table, ...many(100)), done);
      await assert.rejects(commit(table, put({ pk, sk: 'large', text: 'x'.repeat(401 * 1024) })));
      await assert.rejects(commit(table, put({ pk, sk: '' })));
    },
  },
  {
    name: 'lets exactly one of fifty win a row',
    async run({ table, pk }) {
      const tries = Array.from({ length: 50 }, (_, n) =>
        commit(table, put({ pk, sk: 'slot', n }, { is: 'absent' }), put({ pk, sk: `by-${n}` })),
      );
      const results = await Promise.all(tries);
      assert.equal(results.filter(result => result.done).length, 1);
      assert.equal((await all(table, { pk, prefix: 'by-' })).length, 1);
    },
  },
];

const indexes: ConformanceCase[] = [
  {
    name: 'an index shows only rows with both of its keys, numbers in the order of numbers',
    async run({ table, pk, eventually }) {
      for (const wakeAt of [100, 9, 10, -1])
        await commit(table, put({ pk, sk: `w${wakeAt}`, wakeShard: pk, wakeAt }));
      await commit(table, put({ pk, sk: 'half', wakeShard: pk }));
      await eventually(async () => {
        const rows = await all(table, { index: 'wake', pk });
        assert.deepEqual(
          rows.map(row => row.wakeAt),
          [-1, 9, 10, 100],
        );
        assert.deepEqual(sks(await all(table, { index: 'wake', pk, to: 10 })), ['w-1', 'w9', 'w10']);
      });
    },
  },
  {
    name: 'a row leaves an index with its keys and moves with them',
    async run({ table, pk, eventually }) {
      const key = { pk, sk: 'a' };
      await commit(table, put({ ...key, wakeShard: pk, wakeAt: 5, list: pk, listKey: 'x' }));
      await commit(table, { do: 'change', key, remove: ['wakeShard', 'wakeAt'], set: { listKey: 'y' } });
      await eventually(async () => {
        assert.deepEqual(await all(table, { index: 'wake', pk }), []);
        assert.deepEqual(
          (await all(table, { index: 'list', pk })).map(row => row.listKey),
          ['y'],
        );
      });
      await commit(table, { do: 'delete', key });
      await eventually(async () => assert.deepEqual(await all(table, { index: 'list', pk }), []));
    },
  },
  {
    name: 'pages through rows with the same index key, each of them once',
    async run({ table, pk, eventually }) {
      const rows = Array.from({ length: 12 }, (_, n) => `r${String(n).padStart(2, '0')}`);
      for (const sk of rows) await commit(table, put({ pk, sk, wakeShard: pk, wakeAt: 7 }));
      await eventually(async () => {
        assert.deepEqual(sks(await all(table, { index: 'wake', pk, limit: 5 })).sort(), rows);
        const backwards = await all(table, { index: 'wake', pk, limit: 5, descending: true });
        assert.deepEqual(sks(backwards).sort(), rows);
      });
    },
  },
  {
    name: 'an index refuses a key of another type',
    run: async ({ table, pk }) =>
      assert.rejects(
        table.commit({ commitId: 'x', writes: [put({ pk, sk: 'a', wakeShard: pk, wakeAt: '5' as never })] }),
      ),
  },
];

/** What every table must do alike: the one in memory, the emulator's and the real one. */
export const tableConformance: readonly ConformanceCase[] = [
  ...reading,
  ...conditions,
  ...writing,
  ...indexes,
];
