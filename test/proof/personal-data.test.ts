import { describe, expect, test } from '@jest/globals';
import { heard } from '../support/heard-tales.ts';
import { everyTale } from './tales/every-tale.ts';

describe('data of customers’ people', () => {
  test('stands nowhere but where it is declared, whatever the product is told', async () => {
    const found = new Set<string>();
    const told: string[] = [];
    for (const [at, tell] of everyTale.entries()) {
      const { said, stood } = await heard(tell, at + 1);
      for (const place of stood.keys()) found.add(place);
      told.push(...said);
    }
    expect(told.length).toBeGreaterThan(40);
    expect([...found]).toEqual([]);
  }, 300_000);
});
