import { describe, expect, test } from '@jest/globals';
import { figuresOf, scoreOf, scorePage } from '../../tools/mutation/report.ts';

const mutants = (...statuses: string[]) => ({ mutants: statuses.map(status => ({ status })) });

describe('the mutation score', () => {
  const [calls, time] = figuresOf(
    {
      framework: { version: '1.2.3' },
      files: {
        'shared/domain/calls/a.ts': mutants('Killed', 'Killed', 'Timeout', 'Survived'),
        'shared/domain/calls/b.ts': mutants('NoCoverage', 'Ignored', 'CompileError'),
        'shared/domain/time/c.ts': mutants(),
        'shared/kernel/d.ts': mutants('Survived'),
      },
    },
    { date: '2026-11-23', minutes: 7 },
  );

  test('is counted by folder of the domain', () => {
    expect(calls).toEqual({
      ...{ folder: 'calls', date: '2026-11-23', minutes: 7, stryker: '1.2.3', files: 2 },
      ...{ killed: 2, timeout: 1, survived: 1, noCoverage: 1, ignored: 1 },
    });
    expect(time).toMatchObject({ folder: 'time', files: 1 });
  });

  test('is the part that was noticed of what was tried: a time-out is noticed, no coverage is not', () => {
    expect([calls, time].map(one => one && scoreOf(one))).toEqual([60, 100]);
  });

  test('stands on the page for each folder, and for all by their mutants', () => {
    const [one, two] = [calls, time && { ...time, killed: 5 }];
    if (!one || !two) throw new Error('a folder is missing');
    const page = scorePage([two, one]);
    expect(page).toContain('| calls | 2 | 5 | 2 | 1 | 1 | 1 | 60.0 % | 1 | 2026-11-23, 7 min |');
    expect(page).toContain('| all | 3 | 10 | 7 | 1 | 1 | 1 | 80.0 % | 1 |  |');
    expect(page.indexOf('| calls')).toBeLessThan(page.indexOf('| time |'));
    expect(page).toContain('StrykerJS 1.2.3.');
  });
});
