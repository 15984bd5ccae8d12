import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { audit } from '../../functions/upkeep/audit.ts';
import { readOperations } from '../../functions/upkeep/read-operations.ts';
import { sweep } from '../../functions/upkeep/sweep.ts';
import { mayAct, type Standing } from '../../shared/domain/operations/quarantine.ts';
import {
  findings,
  isSilent,
  judgeWatch,
  rhythm,
  runbookHeading,
} from '../../shared/domain/operations/watchers.ts';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { projectRoot } from '../../tools/docs/sources.ts';
import { memoryTable } from '../../tools/memory/memory-table.ts';

const NOW = Date.parse('2026-11-22T09:00:00Z');
const nothing = { overdue: 0, late: 0, unguarded: 0, stuck: 0 };
const beating = { sweep: NOW - MINUTE, auditor: NOW - 5 * MINUTE };

describe('whether everything is watched', () => {
  test.each(['sweep', 'auditor'] as const)('the %s may miss two runs, and is silent after that', watcher => {
    const { silentAfterMs, everyMs } = rhythm[watcher];
    expect(silentAfterMs).toBeGreaterThan(2 * everyMs);
    expect(isSilent(watcher, NOW - silentAfterMs, NOW)).toBe(false);
    expect(isSilent(watcher, NOW - silentAfterMs - 1, NOW)).toBe(true);
    expect(isSilent(watcher, undefined, NOW)).toBe(true);
  });

  test('all is well when both run and nothing was found', () => {
    expect(judgeWatch({ beats: beating, counted: nothing, now: NOW })).toEqual({
      state: 'well',
      findings: [],
    });
  });

  test.each(['overdue', 'late', 'stuck', 'unguarded'] as const)('one that is %s makes it late', what => {
    const counted = { ...nothing, [what]: 1 };
    expect(judgeWatch({ beats: beating, counted, now: NOW })).toEqual({ state: 'late', findings: [what] });
  });

  test('silence goes before all that was counted, for the counts are old then', () => {
    const beats = { ...beating, auditor: NOW - 12 * MINUTE };
    expect(judgeWatch({ beats, counted: { ...nothing, late: 2 }, now: NOW })).toEqual({
      state: 'silent',
      findings: ['auditor-silent', 'late'],
    });
  });

  test('every finding has a heading of the runbook', () => {
    const runbook = readFileSync(join(projectRoot, 'docs/runbook.md'), 'utf8');
    for (const finding of findings) expect(runbook).toContain(`\n## ${runbookHeading[finding]}\n`);
    expect(runbook).toContain('\n## Dead letters waiting\n');
  });

  test('is read from what sweep and auditor wrote down in their last runs', async () => {
    let now = NOW;
    let n = 0;
    const clock = { now: () => now };
    const ports = {
      ...{ clock, table: memoryTable({ clock }), ids: { random: (prefix: string) => `${prefix}_${n++}` } },
      bus: { put: async (facts: readonly unknown[]) => facts.map(() => true) },
      clockQueues: { send: async (ticks: readonly unknown[]) => ticks.map(() => true) },
    };
    expect(await readOperations(ports)).toMatchObject({
      state: 'silent',
      findings: [{ finding: 'sweep-silent', runbook: 'Watcher silent' }, { finding: 'auditor-silent' }],
    });
    await sweep(ports);
    await audit(ports);
    now += 30 * SECOND;
    const view = await readOperations(ports);
    expect(view).toMatchObject({
      ...{ state: 'well', findings: [], now: '2026-11-22T09:00:30.000Z' },
      watchers: [
        { id: 'sweep', beatAt: '2026-11-22T09:00:00.000Z', silent: false },
        { id: 'auditor', beatAt: '2026-11-22T09:00:00.000Z', silent: false },
      ],
      audit: { overdue: 0, late: 0, unguarded: 0, mended: 0 },
      sweep: { looked: 0, stuck: 0, complete: true },
    });
    now += 5 * MINUTE;
    expect(await readOperations(ports)).toMatchObject({
      state: 'silent',
      findings: [{ finding: 'sweep-silent' }],
    });
  });
});

describe('who may act on what could not be taken in', () => {
  const open: Standing = { state: 'open', version: 4, whole: true };
  const asked = { action: 'take-in', version: 4, by: 'olga' } as const;

  test('whoever saw how it stands', () => {
    expect(mayAct(open, asked)).toMatchObject({ value: 'to-do' });
    expect(mayAct({ ...open, version: 5 }, asked)).toMatchObject({ refusal: 'stale' });
    expect(mayAct({ ...open, version: 3 }, asked)).toMatchObject({ refusal: 'stale' });
  });

  test('a repeat of one’s own last act is done; another act, and the same of somebody else, is stale', () => {
    const last = { action: 'take-in', by: 'olga', at: NOW } as const;
    const held: Standing = { ...open, state: 'taken-in', version: 5, last };
    expect(mayAct(held, asked)).toMatchObject({ value: 'done' });
    expect(mayAct(held, { ...asked, by: 'paul' })).toMatchObject({
      refusal: 'stale',
      detail: { by: 'olga' },
    });
    expect(mayAct(held, { ...asked, action: 'set-aside' })).toMatchObject({ refusal: 'stale' });
    expect(mayAct({ ...held, version: 6 }, asked)).toMatchObject({ refusal: 'stale' });
  });
});
