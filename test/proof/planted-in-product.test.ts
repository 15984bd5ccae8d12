import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Put, Table, Write, WriteSet } from '../../shared/store/table.ts';
import { show } from '../support/shown.ts';
import { emptyReport, killEverywhere } from './kill-points.ts';
import type { Sabotage } from './replay.ts';
import type { NotedSteps } from './steps.ts';
import { beginTale } from './tale.ts';
import { firstCustomers } from './tales/first-customers.ts';

const withTable =
  (change: (table: Table) => Partial<Table>): Sabotage =>
  ports => ({ ...ports, table: { ...ports.table, ...change(ports.table) } });

const isTimer = (write: Write): boolean => write.do === 'put' && write.row.type === 'timer';
const isJournal = (write: Write): boolean => write.do === 'put' && write.row.type === 'journal';
const unguarded = (write: Write): Write => {
  if (write.do === 'check') return write;
  const { when, orElse, ...rest } = write as Put;
  return rest;
};

/** One commit after the other; what was refused ends it. */
async function inParts(table: Table, set: WriteSet, parts: readonly (readonly Write[])[]) {
  let answer = await table.commit({ ...set, writes: parts[0] ?? [] });
  for (const writes of parts.slice(1))
    if (answer.done && writes.length > 0) answer = await table.commit({ ...set, writes });
  return answer;
}
const parted = (first: (write: Write) => boolean): Sabotage =>
  withTable(table => ({
    commit: set => inParts(table, set, [set.writes.filter(first), set.writes.filter(one => !first(one))]),
  }));

const bugs: readonly { readonly bug: string; readonly sabotage: Sabotage }[] = [
  {
    bug: 'a commit is made row by row',
    sabotage: withTable(table => ({
      commit: set =>
        inParts(
          table,
          set,
          set.writes.map(write => [write]),
        ),
    })),
  },
  { bug: 'the journal is written first, and then what it tells of', sabotage: parted(isJournal) },
  { bug: 'the journal is written last', sabotage: parted(write => !isJournal(write)) },
  { bug: 'timers are armed after the commit instead of in it', sabotage: parted(write => !isTimer(write)) },
  {
    bug: 'nothing that is written has a condition',
    sabotage: withTable(table => ({
      commit: set => table.commit({ ...set, writes: set.writes.map(unguarded) }),
    })),
  },
  {
    bug: 'a commit that fails is taken for done',
    sabotage: withTable(table => ({
      commit: set => table.commit(set).catch(() => ({ done: true }) as const),
    })),
  },
  {
    bug: 'what cannot be read is taken for absent',
    sabotage: withTable(table => ({ get: key => table.get(key).catch(() => undefined) })),
  },
  {
    bug: 'a list that cannot be read is taken for empty',
    sabotage: withTable(table => ({ query: query => table.query(query).catch(() => ({ rows: [] })) })),
  },
];

let noted: NotedSteps;
beforeAll(async () => {
  const begun = await beginTale(1);
  await firstCustomers(begun.tale);
  noted = begun.noted;
}, 120_000);

describe('the kill points notice in the product itself', () => {
  test.each(bugs)(
    'that $bug',
    async ({ bug, sabotage }) => {
      const report = emptyReport();
      await killEverywhere(noted, report, { sabotage });
      const [first = ''] = report.wrong;
      show({
        ...{ goal: 12, name: `planted in the product: ${bug}`, failed: first ? 0 : 1 },
        runs: `test/proof/planted-in-product: ${report.replays} replays`,
        figure: `${report.wrong.length} wrong, such as ${first.split(':')[0]}`,
      });
      expect(report.wrong).not.toEqual([]);
    },
    120_000,
  );
});
