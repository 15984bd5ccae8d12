import { describe, expect, test } from '@jest/globals';
import { guards } from '../../functions/upkeep/promise-kinds.ts';
import { promiseFaults, rowTypes, typesInCode } from '../../tools/docs/open-promises.ts';

describe('every kind of open promise', () => {
  test('has a guard, or a reason why nothing gets stuck', () => {
    expect(promiseFaults()).toEqual([]);
  });

  test('of which more than seventy are found in the code', () => {
    expect(typesInCode().size).toBeGreaterThan(70);
    expect(typesInCode()).toEqual(new Set(Object.keys(rowTypes)));
  });

  test('is missed when a new row is not named', () => {
    const types = new Set([...typesInCode(), 'call-back-tomorrow']);
    expect(promiseFaults(types)).toEqual(['call-back-tomorrow: nobody says who looks after it']);
  });

  test('goes by a name of its own', () => {
    expect(new Set(guards.map(({ name }) => name)).size).toBe(guards.length);
  });
});
