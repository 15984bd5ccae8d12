import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Put, Table, Write, WriteSet } from '../../shared/store/table.ts';
import { show } from '../support/shown.ts';
import { goodForever } from './expiry-beliefs.ts';
import { emptyReport, killEverywhere } from './kill-points.ts';
import type { Sabotage } from './replay.ts';
import type { NotedSteps } from './steps.ts';
import { beginTale } from './tale.ts';
import { aBooking } from './tales/calls.ts';
import { firstCustomers } from './tales/first-customers.ts';
import { isPush, pushesLookUnsent } from './unsent-pushes.ts';

const withTable =
  (change: (table: Table) => Partial<Table>): Sabotage =>
  ports => ({ ...ports, table: { ...ports.table, ...change(ports.table) } });

const isTimer = (write: Write): boolean => write.do === 'put' && write.row.type === 'timer';
const isDay = (write: Write): boolean => write.do === 'put' && write.row.type === 'agent-day';
const isJournal = (write: Write): boolean => write.do === 'put' && write.row.type === 'journal';
const unguarded = (write: Write): Write => {
  if (write.do === 'check') return write;
  const { when, orElse, ...rest } = write as Put;
  return rest;
};

/** One commit after the other; what was refused ends it. */
async function inParts(table: Table, set: WriteSet, parts: readonly (readonly Write[])[]) {
  const [first = [], ...others] = parts.filter(({ length }) => length > 0);
  let answer = await table.commit({ ...set, writes: first });
  for (const writes of others) if (answer.done) answer = await table.commit({ ...set, writes });
  return answer;
}
const parted = (first: (write: Write) => boolean): Sabotage =>
  withTable(table => ({
    commit: set => inParts(table, set, [set.writes.filter(first), set.writes.filter(one => !first(one))]),
  }));

const isLease = (write: Write): boolean =>
  write.do === 'put' && isPush(write.row) && write.row['leaseUntil'] !== undefined;

/** A push leaves first, and then its row is taken for it. */
const pushedFirst: Sabotage = ports => {
  const { table, webPush } = ports;
  const leases: WriteSet[] = [];
  return {
    ...ports,
    table: {
      ...table,
      commit: async set => {
        if (!set.writes.some(isLease)) return table.commit(set);
        leases.push(set);
        return { done: true };
      },
    },
    webPush: {
      send: async message => {
        const answer = await webPush.send(message);
        for (const lease of leases.splice(0)) await table.commit(lease);
        return answer;
      },
    },
  };
};

type Told = (tale: Awaited<ReturnType<typeof beginTale>>['tale']) => Promise<unknown>;
type Bug = {
  readonly bug: string;
  readonly sabotage: Sabotage;
  readonly told?: Told;
  /** It shows where something is sent to the team. */
  readonly sends?: true;
  /** What must be said of it, where more than that something is wrong. */
  readonly says?: RegExp;
};
const bugs: readonly Bug[] = [
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
    bug: 'the days of agents are written first, and then the calls that take their time or leave it',
    told: aBooking,
    sabotage: parted(isDay),
  },
  {
    bug: 'a mail is named anew at every try',
    told: aBooking,
    sabotage: ports => ({
      ...ports,
      mail: { send: mail => ports.mail.send({ ...mail, effectKey: crypto.randomUUID() }) },
    }),
  },
  {
    bug: 'whoever began to tell a customer is believed to be at it as long as the row stands',
    told: aBooking,
    sabotage: withTable(goodForever(undefined, 'leaseUntil')),
  },
  {
    bug: 'whoever began to tell an agent is believed to be at it as long as the row stands',
    sends: true,
    sabotage: withTable(goodForever(undefined, 'leaseUntil')),
  },
  {
    bug: 'a push is sent without a look whether it left before',
    ...{ sends: true, says: /: sent again though its answer had come/ },
    sabotage: withTable(pushesLookUnsent),
  },
  {
    bug: 'a push leaves before its row is taken for it',
    ...{ sends: true, says: /: sent again though its answer had come/ },
    sabotage: pushedFirst,
  },
  {
    bug: 'a list that cannot be read is taken for empty',
    sabotage: withTable(table => ({ query: query => table.query(query).catch(() => ({ rows: [] })) })),
  },
];

const noted = new Map<Told, NotedSteps>();
beforeAll(async () => {
  for (const told of new Set(bugs.map(({ told = firstCustomers }) => told))) {
    const begun = await beginTale(1);
    await told(begun.tale);
    noted.set(told, begun.noted);
  }
}, 120_000);

describe('the kill points notice in the product itself', () => {
  test.each(bugs)(
    'that $bug',
    async ({ bug, sabotage, told = firstCustomers, sends = false, says = /./ }) => {
      const report = emptyReport();
      await killEverywhere(noted.get(told) as NotedSteps, report, { sabotage, sends });
      const found = report.wrong.filter(one => says.test(one));
      const [first = ''] = found;
      show({
        ...{ goal: 12, name: `planted in the product: ${bug}`, failed: first ? 0 : 1 },
        runs: `test/proof/planted-in-product: ${report.replays} replays`,
        figure: `${found.length} wrong, such as ${first
          .split(':')
          .slice(0, says.source === '.' ? 1 : 2)
          .join(':')}`,
      });
      expect(found).not.toEqual([]);
    },
    120_000,
  );
});
