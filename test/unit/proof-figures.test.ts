import { describe, expect, test } from '@jest/globals';
import { expected, notShown } from '../../tools/proof/expected.ts';
import { goals, parts } from '../../tools/proof/goals.ts';
import { type PartRun, proofPage } from '../../tools/proof/proof-page.ts';

const storms = ['storm over every capability'];
const plantedInDevices = Array.from({ length: 41 }, (_, n) => `planted in depot-stock: bug ${n}`);
const devices = [...(expected['models of devices']?.figures ?? []), ...plantedInDevices];

describe('a part of the proof', () => {
  test('each has figures that it must show', () => {
    expect(Object.keys(expected).sort()).toEqual(parts.map(({ name }) => name).sort());
  });

  test('has shown all when every figure is there, whatever else is', () => {
    expect(notShown('storms', 'usual', [...storms, 'one more'])).toEqual([]);
    expect(notShown('models of devices', 'usual', devices)).toEqual([]);
  });

  test('names what it has not shown', () => {
    expect(notShown('storms', 'usual', [])).toEqual(storms);
    expect(notShown('storms', 'full', storms)).toEqual(['great storm over every capability']);
    expect(notShown('models of devices', 'usual', devices.slice(1, -2))).toEqual([
      'model of sla-clock',
      '2 of 41 planted bugs',
    ]);
  });
});

describe('the page of the proof', () => {
  const figure = { goal: 1, name: storms[0] as string, runs: '1 × 10 facts', figure: '0 lost', failed: 0 };
  const run: PartRun = { date: '2026-01-02', machine: 'one', seconds: 3, ok: true, figures: [figure] };

  test('names each part that has never run at a size', () => {
    const lines = proofPage({ usual: { storms: run } }, []).split('\n');
    const never = lines.filter(line => line.endsWith('| not shown |'));
    expect(never).toHaveLength(2 * parts.length - 1);
  });

  test('says of each goal without a figure that nothing was shown', () => {
    const page = proofPage({ usual: { storms: run } }, []);
    expect(page.split('Nothing was shown yet.')).toHaveLength(Object.keys(goals).length - 2 + 1);
  });

  test('lets no figure hold whose part failed', () => {
    const rowOf = (ok: boolean) =>
      proofPage({ usual: { storms: { ...run, ok } } }, [])
        .split('\n')
        .find(line => line.includes('0 lost'));
    expect(rowOf(true)).toContain('| holds |');
    expect(rowOf(false)).toContain('a test of its part failed');
  });
});
