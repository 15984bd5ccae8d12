import { describe, expect, test } from '@jest/globals';
import { indexOne } from '../../functions/views/index-changes.ts';
import { impersonal, personal } from '../../shared/store/personal.ts';
import { findableOf } from '../../shared/store/search-store.ts';
import { typesInCode } from '../../tools/docs/open-promises.ts';
import { aLifeOf, cleoSays } from '../proof/tales/persons.ts';
import { undeclared } from '../support/canaries.ts';
import { heard, isMarked } from '../support/heard-tales.ts';

describe('data of customers’ people', () => {
  test('is declared of every type of row, or why there is none', () => {
    const said = [...Object.keys(personal), ...Object.keys(impersonal)];
    expect(said.toSorted()).toEqual([...typesInCode()].toSorted());
  });

  test('is found by the search where it is declared, and nowhere else', async () => {
    const { tale, said } = await heard(aLifeOf, 1);
    const { table, clock } = tale.world;
    const ports = { table, clock, ids: { random: (prefix: string) => `${prefix}_search` } };
    for (const row of [...table.rows()]) {
      const of = findableOf(row);
      if (of) await indexOne(ports, of);
    }
    const folded = [
      ...said,
      ...said.flatMap(text => text.toLowerCase().split(/[^a-z0-9]+/)).filter(isMarked),
    ];
    const made = [...table.rows()].filter(({ type }) => /^search-/.test(String(type)));
    expect(made.length).toBeGreaterThan(10);
    expect(made.flatMap(row => undeclared(row, folded))).toEqual([]);
  });

  test('is missed where nobody declared it', () => {
    const row = { pk: 'call#1', sk: 'state', type: 'call', phone: '+4930901820', hobby: cleoSays.text };
    expect(undeclared(row, [cleoSays.phone, cleoSays.text])).toEqual(['call hobby']);
  });
});
