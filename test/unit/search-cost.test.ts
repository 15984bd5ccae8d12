import { expect, test } from '@jest/globals';
import { indexChanges } from '../../functions/views/index-changes.ts';
import { search } from '../../functions/views/search.ts';
import type { Row } from '../../shared/store/table.ts';
import { type LedgerTable, ledgerTable } from '../../tools/bench/ledger-table.ts';
import { bytesOfRow } from '../../tools/bench/write-units.ts';
import { NOW } from '../support/facts.ts';
import { device, deviceCase, namedAccount, person } from '../support/search-room.ts';

/** DynamoDB's own share of every item that is stored. */
const ITEM_BYTES = 100;

let n = 0;
const ids = { random: (prefix: string) => `${prefix}_${String(n++).padStart(27, '0')}` };
const company = namedAccount('seller-4711', 'Nordlicht Handel GmbH');
const anna = { name: 'Anna Berger', email: 'anna.berger@nordlicht.de', phone: '+493012345678' };
const serial = 'SN-9001';

const put = (table: LedgerTable, row: Row) =>
  table.commit({ commitId: ids.random('cmt'), writes: [{ do: 'put', row }] });
/** Write and read units of the index, when a row becomes another; the row's own write is not the index's. */
async function costOf(table: LedgerTable, before: Row | undefined, after: Row) {
  await put(table, after);
  const [charges, reads] = [table.charges.length, table.reads.units];
  await indexChanges({ table, clock: { now: () => NOW }, ids }, [{ sequence: '1', before, after }]);
  const units = table.charges.slice(charges).reduce((sum, { units: of }) => sum + of.table + of.indexes, 0);
  return { writes: units, reads: table.reads.units - reads };
}

test.each<[string, Row, { writes: number; entries: number; most: number }]>([
  ['an account', company, { writes: 10, entries: 5, most: 1_500 }],
  ['a contact', person('seller-4711', 'c-1', anna), { writes: 12, entries: 6, most: 1_950 }],
  ['a device', device(serial, { accountId: 'seller-4711' }), { writes: 6, entries: 3, most: 800 }],
  ['a case', deviceCase('case_kZ7qPp3', serial, 'seller-4711'), { writes: 8, entries: 4, most: 1_250 }],
])('%s costs what docs/search.md says', async (_, row, { writes, entries, most }) => {
  const table = ledgerTable();
  expect(await costOf(table, undefined, row)).toEqual({ writes, reads: 2 });
  const held = table.charges.slice(1).map(({ key }) => key);
  const rows = await Promise.all(held.map(key => table.get(key)));
  expect(rows).toHaveLength(entries);
  const bytes = rows.reduce((sum, one) => sum + ITEM_BYTES + bytesOfRow(one as Row), 0);
  expect(bytes).toBeLessThanOrEqual(most);
  expect(bytes).toBeGreaterThan(0.9 * most);
});

test('what changes of a thing but not its words costs nothing, and hearing of it twice one unit', async () => {
  const table = ledgerTable();
  await costOf(table, undefined, company);
  const renewed = { ...company, version: 2 };
  expect(await costOf(table, company, renewed)).toEqual({ writes: 0, reads: 0 });
  expect(await costOf(table, undefined, renewed)).toEqual({ writes: 1, reads: 2 });
});

test('a search of a small team’s usual size costs few read units', async () => {
  const table = ledgerTable();
  for (let at = 0; at < 40; at++)
    await costOf(
      table,
      undefined,
      namedAccount(`s-${at}`, `Nord${String.fromCodePoint(97 + (at % 26))} Handel`),
    );
  await costOf(table, undefined, person('s-1', 'c-1', anna));
  const before = table.reads.units;
  const { hits } = await search(table, { q: 'nord', limit: 8 });
  expect(hits).toHaveLength(9);
  // Three queries of half a unit and one of a whole one, nine rows that are shown, and the account of the contact.
  expect(table.reads.units - before).toBe(12.5);
});
