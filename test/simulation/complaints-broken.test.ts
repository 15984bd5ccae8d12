import { beforeAll, expect, test } from '@jest/globals';
import { handoverConfirmed } from '../../shared/events/device-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { bookKey, casePk, deviceKey, ownershipKey, timerKey } from '../../shared/store/keys.ts';
import type { Key, Row } from '../../shared/store/table.ts';
import { complaintsOf } from './complaints.ts';
import { aClient, reported } from './device-world.ts';
import { START, type World } from './world.ts';

/** One case that is open and has a unit, and one that was handed over; at rest. */
let world: World;
let rows: readonly Row[];
let [open, over] = ['', ''];

beforeAll(async () => {
  world = await aClient({ seed: 17 }, { devices: 2, units: 3 });
  open = derivedId('case', reported(world, 'D-0').id);
  over = derivedId('case', reported(world, 'D-1').id);
  await world.settle();
  await world.run({ until: START + 30 * MINUTE });
  world.fact(handoverConfirmed.of({ caseId: over }), { accountId: 'mall-group' });
  await world.run({ until: START + 10 * HOUR });
  await world.settle();
  rows = [...world.table.rows()];
}, 120_000);

let n = 0;
const write = (key: Key, row: Row | undefined) =>
  world.table.commit({
    commitId: `broken-${n++}`,
    writes: [row ? { do: 'put', row } : { do: 'delete', key: { pk: key.pk, sk: key.sk } }],
  });
const the = (what: string, is: (row: Row) => boolean): Row => {
  const row = rows.find(is);
  if (!row) throw new Error(`there is no ${what}`);
  return row;
};
const caseRow = (id: string) => the('case', row => row.type === 'device-case' && row['id'] === id);
const stock = () => the('stock', row => row.type === 'stock');
type Records = { is: string; target: string; at: number }[];

type Broken = readonly [key: Key, row: Row | undefined];

/** What is not as it should be in a row or two, and what must be said of it. */
const broken: readonly (readonly [string, () => readonly Broken[], RegExp])[] = [
  [
    'an account that nobody has',
    () => [[ownershipKey('mall-group'), undefined]],
    /^mall-group is without ownership$/,
  ],
  [
    'an account whose copy names somebody else',
    () => {
      const row = the('account', ({ type }) => type === 'account');
      return [[row, { ...row, owner: { id: 'nobody' } }]];
    },
    /^mall-group: owner \w+, its copy says nobody$/,
  ],
  [
    'a book that counts one too many',
    () => {
      const row = the('book', ({ pk, sk }) => pk === bookKey('anna').pk && sk === bookKey('anna').sk);
      return [[row, { ...row, open: Number(row['open']) + 1 }]];
    },
    /^anna owns \d, the book says \d$/,
  ],
  [
    'a notification that ended without an outcome',
    () => {
      const row = the('notification', ({ type }) => type === 'notification');
      const { outcome: _, ...rest } = row;
      return [[row, rest as Row]];
    },
    /is (expired|done|acknowledged)$/,
  ],
  [
    'a notification that vanished',
    () => [[the('notification', ({ type }) => type === 'notification'), undefined]],
    /^\d+ wanted, \d+ made, \d+ renewed$/,
  ],
  [
    'a timer that is over and still waits',
    () => {
      const row = the('timer', ({ type, wakeAt }) => type === 'timer' && wakeAt !== undefined);
      return [[row, { ...row, dueAt: START, wakeAt: START }]];
    },
    /still waits/,
  ],
  [
    'an open case at which nobody looks, its promise not broken yet',
    () => {
      const row = caseRow(open);
      const records = (row['records'] as Records).filter(({ is }) => is !== 'breached');
      return [
        [row, { ...row, records }],
        [timerKey(casePk(open), 'device.due'), undefined],
      ];
    },
    /an open case has no timer$/,
  ],
  [
    'a settled case with a timer',
    () => {
      const key = timerKey(casePk(over), 'device.due');
      const timer = the('timer', ({ type, wakeAt }) => type === 'timer' && wakeAt !== undefined);
      const row = caseRow(over);
      return [
        [key, { ...timer, ...key, kind: 'device.due', dueAt: world.clock.now() + HOUR } as Row],
        [row, { ...row, owed: [] }],
      ];
    },
    /a settled case has a timer$/,
  ],
  [
    'a threshold that acted twice',
    () => {
      const row = caseRow(over);
      const records = row['records'] as Records;
      return [[row, { ...row, records: [...records, ...records] }]];
    },
    /acted twice$/,
  ],
  [
    'a threshold before its time',
    () => {
      const row = caseRow(over);
      const records = (row['records'] as Records).map(one => ({ ...one, noticedAt: one.at - 1 }));
      return [[row, { ...row, records }]];
    },
    /before its time$/,
  ],
  [
    'a stock that lost a unit',
    () => {
      const row = stock();
      return [[row, { ...row, received: Number(row['received']) + 1 }]];
    },
    /the books do not add up/,
  ],
  [
    'a unit that is reserved for a case that knows nothing of it',
    () => {
      const { reservation: _, ...rest } = caseRow(open);
      return [[rest as Row, rest as Row]];
    },
    /is reserved for nobody$/,
  ],
  [
    'a unit whose row says it is elsewhere',
    () => {
      const serial = Object.keys(stock()['units'] as object)[0] ?? '';
      const row = the('device', ({ pk }) => pk === deviceKey(serial).pk);
      return [[row, { ...row, depotId: 'elsewhere' }]];
    },
    /its row says elsewhere$/,
  ],
];

test.each(broken)('it is complained of %s', async (_, breaking, said) => {
  expect(complaintsOf(world)).toEqual([]);
  const parts = breaking().map(([key, row]) => ({ key, row, before: world.table.peek(key) }));
  for (const { key, row } of parts) await write(key, row);
  const complaints = complaintsOf(world);
  for (const { key, before } of parts) await write(key, before);
  expect(complaints.filter(complaint => said.test(complaint))).not.toEqual([]);
});
