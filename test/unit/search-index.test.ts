import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { indexChanges } from '../../functions/views/index-changes.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { accountKey, contactKey } from '../../shared/store/keys.ts';
import { searchEntryKey } from '../../shared/store/search-keys.ts';
import { findableOf, foundByOf } from '../../shared/store/search-store.ts';
import type { Row, Table } from '../../shared/store/table.ts';
import { rebuildSearch } from '../../tools/support/rebuild-search.ts';
import { device, deviceCase, namedAccount, person, searchRoom } from '../support/search-room.ts';

const names = ['Anna', 'Anna Berg', 'Berta', 'Berta Berg', 'Carla Anna'];
const places = [0, 1];
const rowOf = (place: number, name: string): Row =>
  place === 0 ? namedAccount('a1', name) : person('a1', 'c1', { name });
const keyOf = (place: number) => (place === 0 ? accountKey('a1') : contactKey('a1', 'c1'));

type Rows = Iterable<Row>;
/** Which word leads to what, by the rows themselves and by the index. */
const leads = (rows: Rows): string[] =>
  [...rows]
    .flatMap(row => (foundByOf(row)?.doors ?? []).map(word => `${word} ${JSON.stringify(findableOf(row))}`))
    .sort();
const indexed = (rows: Rows): string[] =>
  [...rows]
    .filter(({ type }) => type === 'search-word')
    .map(({ sk, of }) => `${sk.split('#')[0]} ${JSON.stringify(of)}`)
    .sort();

const deeds = fc.array(
  fc.record({ place: fc.constantFrom(...places), name: fc.option(fc.constantFrom(...names)) }),
  { minLength: 1, maxLength: 6 },
);

describe('the search index', () => {
  test('is what the last state says, in whatever order and however often and at what moments changes are heard', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), deeds, fc.integer({ min: 1, max: 3 }), async (turns, done, times) => {
        const room = searchRoom();
        const { table } = room.ports;
        const slow: Table = {
          get: turns.scheduleFunction(key => table.get(key)),
          query: query => table.query(query),
          commit: turns.scheduleFunction(set => table.commit(set)),
        };
        const heard: ReturnType<typeof indexChanges>[] = [];
        const changes: Parameters<typeof indexChanges>[1][number][] = [];
        const hear = (change: (typeof changes)[number]) =>
          void heard.push(indexChanges({ ...room.ports, table: slow }, [change]));
        table.onCommit(all => {
          for (const { before, after } of all) {
            const change = { sequence: String(changes.length), before, after };
            if (!(after ?? before)?.type?.toString().startsWith('search')) changes.push(change);
          }
        });
        turns.scheduleSequence(
          done.map(({ place, name }) => async () => {
            const from = changes.length;
            await (name === null ? room.erase(keyOf(place)) : room.put(rowOf(place, name)));
            for (const change of changes.slice(from)) for (let n = 0; n < times; n++) hear(change);
          }),
        );
        await turns.waitIdle();
        const failed = (await Promise.all(heard)).flatMap(one => one.failed);
        // Of many at the same moment one may give up: the stream brings its record again.
        const again = changes.filter(({ sequence }) => failed.includes(sequence));
        expect(await indexChanges(room.ports, again)).toMatchObject({ failed: [] });
        expect(indexed(table.rows())).toEqual(leads(table.rows()));
        await indexChanges(room.ports, changes.toReversed());
        expect(indexed(table.rows())).toEqual(leads(table.rows()));
      }),
      { numRuns: 150 },
    );
  });

  test('writes nothing when a change leaves by what something is found', async () => {
    const room = searchRoom();
    await room.put(namedAccount('a1', 'Nordlicht'));
    expect(await room.index()).toMatchObject({ done: { entries: 1 }, failed: [] });
    await room.put(namedAccount('a1', 'NORDLICHT', { mergedFrom: ['a0'] }), {
      pk: 'x',
      sk: 'y',
      type: 'journal',
    });
    expect(await room.index()).toMatchObject({ done: { entries: 0 } });
  });

  test('holds no word of what was erased, even when it was never told that it was there', async () => {
    const room = searchRoom();
    await room.put(namedAccount('a1', 'Nordlicht'), person('a1', 'c1', { name: 'Anna', email: 'anna@x.de' }));
    await room.index();
    await room.put(person('a1', 'c2', { name: 'Bert' }));
    await room.erase(contactKey('a1', 'c1'), contactKey('a1', 'c2'));
    await room.index();
    expect(room.words().map(({ of }) => of)).toEqual([
      { kind: 'account', id: 'a1' },
      { kind: 'account', id: 'a1' },
    ]);
    const gone = room.ports.table.peek(searchEntryKey({ kind: 'contact', accountId: 'a1', id: 'c1' }));
    expect(gone).not.toHaveProperty('found');
    expect(Number(gone?.expiresAt) * 1_000).toBe(room.ports.clock.now() + 7 * DAY);
    expect(JSON.stringify([...room.ports.table.rows()])).not.toMatch(/anna|bert/i);
  });

  test('finds again who was erased and came back under the same id', async () => {
    const room = searchRoom();
    const anna = person('a1', 'c1', { name: 'Anna' });
    for (const step of [() => room.put(anna), () => room.erase(anna), () => room.put(anna)]) {
      await step();
      await room.index();
    }
    expect((await room.find('anna')).hits).toMatchObject([{ kind: 'contact', id: 'c1' }]);
    const entry = room.ports.table.peek(searchEntryKey({ kind: 'contact', accountId: 'a1', id: 'c1' }));
    expect(entry).not.toHaveProperty('expiresAt');
  });

  test('asks for those records again that could not be indexed, and does the others', async () => {
    const room = searchRoom();
    const broken: Table = {
      ...room.ports.table,
      commit: async set => {
        if (JSON.stringify(set).includes('bad')) throw new Error('the table is away');
        return room.ports.table.commit(set);
      },
    };
    const change = (sequence: string, after: Row) => ({ sequence, before: undefined, after });
    const rows = [
      namedAccount('a1', 'Good'),
      namedAccount('bad', 'Bad'),
      device('SN-1'),
      namedAccount('bad'),
    ];
    await room.put(...rows);
    const all = rows.map((row, at) => change(String(at), row));
    const answer = await indexChanges({ ...room.ports, table: broken }, all);
    expect(answer).toMatchObject({ done: { entries: 2 }, failed: ['1', '3'] });
    expect(answer.causes).toHaveLength(1);
  });

  test('is made anew from the rows themselves, with what it missed and without what it should have forgotten', async () => {
    const room = searchRoom();
    await room.put(namedAccount('a1', 'Nordlicht'), person('a1', 'c1', { name: 'Anna' }), device('SN-1'));
    await room.index();
    await room.put(namedAccount('a1', 'Südwind'), namedAccount('a2', 'Ostsee'));
    await room.erase(contactKey('a1', 'c1'));
    const { table } = room.ports;
    const pages = () => [...table.rows()].map(row => [row]);
    expect(await rebuildSearch(room.ports, pages())).toEqual({ looked: 4, indexed: 3 });
    expect(indexed(table.rows())).toEqual(leads(table.rows()));
    expect(await rebuildSearch(room.ports, pages())).toEqual({ looked: 4, indexed: 0 });
  });

  test('knows accounts, contacts, devices and cases, and no other row', () => {
    expect(
      [
        ...[namedAccount('a1'), person('a1', 'c1', {}), device('SN-1'), deviceCase('case_1', 'SN-1', 'a1')],
        ...[{ pk: 'task', sk: 'state', type: 'task', id: 't1' }],
      ].map(findableOf),
    ).toEqual([
      { kind: 'account', id: 'a1' },
      { kind: 'contact', accountId: 'a1', id: 'c1' },
      { kind: 'device', id: 'SN-1' },
      { kind: 'device-case', id: 'case_1' },
      undefined,
    ]);
  });
});
