import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inBatches } from '../../shared/adapters/in-batches.ts';

const pause = async () => {};
const limits = { maxItems: 10, maxBytes: 1_000, sizeOf: (size: number) => size, pause };

describe('sending in batches', () => {
  test('keeps to the limits of one call and sends everything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 60 }), async sizes => {
        const sent: number[] = [];
        const send = async (batch: readonly number[]) => {
          expect(batch.length).toBeLessThanOrEqual(10);
          expect(batch.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(1_000);
          sent.push(...batch);
          return [];
        };
        expect(await inBatches(sizes, { ...limits, send })).toEqual(sizes.map(() => true));
        expect(sent).toEqual(sizes);
      }),
    );
  });

  test('sends again only what was refused: in 1,000 random histories nothing is lost and no success repeated', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 }), async refusals => {
        const left = [...refusals];
        const taken = refusals.map(() => 0);
        const items = refusals.map((_, at) => at);
        const send = async (batch: readonly number[]) =>
          batch.flatMap((item, place) => {
            if ((left[item] ?? 0) > 0) {
              left[item] = (left[item] ?? 0) - 1;
              return [place];
            }
            taken[item] = (taken[item] ?? 0) + 1;
            return [];
          });
        const answers = await inBatches(items, { ...limits, sizeOf: () => 1, send });
        expect(answers).toEqual(items.map(() => true));
        expect(taken).toEqual(items.map(() => 1));
      }),
      { numRuns: 1_000 },
    );
  });

  test('says which items were refused every time', async () => {
    const send = async (batch: readonly number[]) => batch.flatMap((size, at) => (size === 7 ? [at] : []));
    expect(await inBatches([1, 7, 2], { ...limits, send })).toEqual([true, false, true]);
  });

  test('throws when nothing at all could be sent, and answers when a part could', async () => {
    const down = async () => {
      throw new Error('unreachable');
    };
    await expect(inBatches([1, 2], { ...limits, send: down })).rejects.toThrow('unreachable');
    let calls = 0;
    const halfDown = async () => {
      if (calls++ !== 0) throw new Error('unreachable');
      return [];
    };
    const twelve = Array.from({ length: 12 }, () => 1);
    expect(await inBatches(twelve, { ...limits, send: halfDown })).toEqual([
      ...Array.from({ length: 10 }, () => true),
      false,
      false,
    ]);
  });

  test('sends nothing for nothing', async () => {
    const send = async () => {
      throw new Error('must not be called');
    };
    expect(await inBatches([], { ...limits, send })).toEqual([]);
  });
});
