import { describe, expect, test } from '@jest/globals';
import { differencesAfter } from '../support/live-truth.ts';

const SHARES = 10;
const EACH = 100;
const WITHIN_MS = 600_000;

describe('with 30 % of the hints lost, lines cut, answers late or lost, and the page asleep', () => {
  test.each(Array.from({ length: SHARES }, (_, share) => share * EACH + 1))(
    'the page equals the server within 5 s of reconnecting: a hundred runs from seed %i on',
    async first => {
      for (let seed = first; seed < first + EACH; seed++)
        expect({ seed, differences: await differencesAfter(seed) }).toEqual({ seed, differences: [] });
    },
    WITHIN_MS,
  );
});
