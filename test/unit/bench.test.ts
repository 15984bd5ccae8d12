import { describe, expect, test } from '@jest/globals';
import type { Bench, Row } from '../../tools/bench/frame.ts';
import {
  interleaved,
  median,
  performancePage,
  printed,
  quantile,
  resultOf,
  timesAsLong,
} from '../../tools/bench/frame.ts';

const rows: Row[] = [
  { goal: 'deadline at least 1,000 × faster', figure: '7,121 ×', pass: true, how: 'median of 21 rounds' },
  { goal: 'no call over 1 ms', figure: 'longest 3 ms', pass: false, how: 'each by itself' },
  { goal: 'beside it: another package', figure: '8,995 ×', how: 'the same | rounds' },
];
const bench: Bench = { id: 'P2', goal: 'business time is fast', run: async () => resultOf(rows) };
const finding = { bench, ...resultOf(rows) };
const machine = {
  date: '2026-11-23',
  cores: 2,
  node: '24.0.0',
  system: 'linux x64',
  command: 'npm run bench',
};

describe('figures', () => {
  test('the median is the middle value, or halfway between the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 100])).toBe(3.5);
    expect(median([])).toBeNaN();
  });

  test('a quantile is the smallest value that the share does not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => at + 1);
    expect([quantile(hundred, 0.5), quantile(hundred, 0.99), quantile(hundred, 1)]).toEqual([50, 99, 100]);
  });

  test('a ratio is taken within each round, so that a slow round does not count', () => {
    expect(timesAsLong([10, 2_000, 10], [1, 200, 1])).toBe(10);
    expect(timesAsLong([10, 10, 500], [1, 1, 1])).toBe(10);
  });

  test('every round takes each measure once and begins with another one', () => {
    const order: string[] = [];
    const note = (name: string) => () => order.push(name);
    const taken = interleaved(3, { a: note('a'), b: note('b') });
    expect(order.join('')).toBe('abbaab');
    expect(taken).toEqual({ a: [1, 4, 5], b: [2, 3, 6] });
  });
});

describe('the table', () => {
  test('one line that failed fails the goal; what only stands beside it does not', () => {
    expect(resultOf(rows).pass).toBe(false);
    expect(resultOf(rows.filter(({ pass }) => pass !== false)).pass).toBe(true);
  });

  test('shows goal, figure, verdict and how it was measured, with long cells in several lines', () => {
    const lines = printed(finding).split('\n');
    expect(lines[0]).toBe('P2: business time is fast');
    expect(lines[2]).toMatch(/^goal +\| figure +\| pass or fail \| how measured$/);
    expect(lines.find(line => line.startsWith('deadline'))).toMatch(
      /\| 7,121 × +\| pass +\| median of 21 rounds$/,
    );
    expect(lines.find(line => line.startsWith('no call'))).toMatch(/\| fail +\|/);
    expect(lines.find(line => line.startsWith('beside'))).toMatch(/\| – +\|/);
    const long = { bench, ...resultOf([{ goal: 'x', figure: 'y', how: 'word '.repeat(40).trim() }]) };
    expect(
      Math.max(
        ...printed(long)
          .split('\n')
          .map(({ length }) => length),
      ),
    ).toBeLessThan(180);
    expect(printed(long).match(/word/g)).toHaveLength(40);
  });

  test('the page names date, machine and command, and keeps a bar within its cell', () => {
    const page = performancePage([finding], machine);
    expect(page).toContain('`npm run bench` on 2026-11-23: 2 cores, Node 24.0.0, linux x64');
    expect(page).toContain('## P2: business time is fast');
    expect(page).toContain('| no call over 1 ms | longest 3 ms | fail | each by itself |');
    expect(page).toContain('the same \\| rounds');
  });
});
