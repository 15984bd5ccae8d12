import { expect, test } from '@jest/globals';
import { show } from '../support/shown.ts';
import { everyEntry } from './every-entry.ts';
import { callFaults, emptyReport, killEverywhere } from './kill-points.ts';
import { beginTale } from './tale.ts';
import { everyTale } from './tales/every-tale.ts';

test('every outside call of every message and every route may fail, lose its answer or be the last', async () => {
  const report = emptyReport();
  for (const [at, tell] of everyTale.entries()) {
    const { tale, noted } = await beginTale(at + 1);
    await tell(tale);
    await killEverywhere(noted, report);
  }
  const { wrong, calls, replays, repeats, hints } = report;
  const ways = [...report.ways.values()].reduce((sum, n) => sum + n, 0);
  show({
    ...{ goal: 2, name: 'every route, message and timer', failed: wrong.length },
    runs: `${report.ways.size} steps, ${ways} ways through them, K = ${calls} calls × ${callFaults.length} faults = ${replays} replays`,
    figure: `${wrong.length} wrong; ${repeats} sends repeated after their answer was lost or could not be written down, ${hints} hints to consoles`,
  });
  for (const one of wrong.slice(0, 12)) console.info(one.slice(0, 1500));
  const forgotten = everyEntry().filter(name => !report.ways.has(name));
  expect({ wrong, forgotten }).toEqual({ wrong: [], forgotten: [] });
}, 600_000);
