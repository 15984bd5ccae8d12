import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { eventsOf, signUp } from '../../tools/backtest/example-facts.ts';
import { exampleLines } from '../../tools/backtest/example-lines.ts';
import { readRules } from '../../tools/backtest/read-rules.ts';
import { readRecording, recordingOf } from '../../tools/backtest/recorded.ts';
import { exampleSettings } from '../support/team.ts';

const FROM = Date.UTC(2026, 0, 5);
const place = mkdtempSync(join(tmpdir(), 'backtest-'));
let files = 0;
function written(text: string, ending = 'jsonl'): string {
  const file = join(place, `${files++}.${ending}`);
  writeFileSync(file, text);
  return file;
}

describe('a recording', () => {
  const good = JSON.stringify(eventsOf([signUp('acorn', FROM)])[0]);

  test('is read line by line: what is no fact is left out with its line and its problem', async () => {
    const lines = [good, '', '{"specversion"', '{"specversion":"1.0"}', good.replace('2026-01-05', '5 Jan')];
    const { facts, leftOut } = await readRecording(written(lines.join('\n')));
    expect(facts).toHaveLength(1);
    expect(leftOut).toEqual([
      { line: 3, problem: expect.stringMatching(/^is not JSON: /) },
      { line: 4, problem: expect.stringMatching(/^id: /) },
      { line: 5, problem: 'time: must be an RFC 3339 timestamp such as 2026-11-22T09:00:00Z' },
    ]);
  });

  test('may be one array, too, and a line may be a batch', async () => {
    const other = good.replace('fact-1', 'fact-2');
    for (const text of [`[${good},\n${other}]`, `[${good},${other}]`, `[${good}]\n[${other}]\n`])
      expect((await readRecording(written(text))).facts).toHaveLength(2);
  });

  test('holds each fact once; of two with one id the one that was heard first counts', async () => {
    const [event] = eventsOf([signUp('acorn', FROM)]);
    const later = { ...event, time: '2026-01-09T09:00:00Z' };
    for (const said of [
      [event, later, event],
      [later, event, event],
    ]) {
      const { facts, repeats, leftOut } = await recordingOf(
        said.map((one, n) => ({ line: n + 1, event: one })),
      );
      expect(facts.map(({ heardAt }) => heardAt)).toEqual([FROM]);
      expect(repeats).toBe(1);
      expect(leftOut).toEqual([
        { line: said.indexOf(later) + 1, problem: expect.stringMatching(/^id: says something else/) },
      ]);
    }
  });

  test('says when a fact was heard where that was later than it happened', async () => {
    const [event] = eventsOf([signUp('acorn', FROM)]);
    const heard = { ...event, recordedtime: '2026-02-01T09:00:00Z' };
    const { facts } = await recordingOf([{ line: 1, event: heard }]);
    expect(facts.map(({ heardAt, fact }) => [heardAt, fact.occurredAt])).toEqual([
      [Date.UTC(2026, 1, 1, 9), FROM],
    ]);
  });

  test('stands among the examples as its script writes it', () => {
    const file = new URL('../../examples/recorded-facts.jsonl', import.meta.url);
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toEqual(exampleLines());
  });
});

describe('the tool', () => {
  test('takes a second settings file that holds the lines of outreach alone that differ', () => {
    const base = exampleSettings();
    const { outreach } = readRules(written('outreach:\n  budgetPercent: 7\n', 'yaml'), base);
    expect(outreach).toEqual({ ...base.outreach, budgetPercent: 7 });
    expect(() => readRules(written('outreach:\n  budget: 7\n', 'yaml'), base)).toThrow(/outreach.*budget/s);
  });

  test('ends with 2 and one line that helps when it cannot begin', async () => {
    const run = (...args: string[]) =>
      new Promise<[unknown, string]>(ended =>
        execFile(process.execPath, ['tools/backtest.ts', ...args], (error, _out, said) =>
          ended([error?.code, said.trim()]),
        ),
      );
    const days = ['--from', '2026-01-01', '--to', '2026-02-01'];
    expect(await run('--data', 'none.jsonl', ...days)).toEqual([
      2,
      expect.stringMatching(/^none\.jsonl cannot/),
    ]);
    expect(await run('--data', 'x', '--from', '1.1.2026')).toEqual([
      2,
      '--from must be a day such as 2026-04-01',
    ]);
  });
});
