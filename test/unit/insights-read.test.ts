import { beforeEach, describe, expect, test } from '@jest/globals';
import { readInsights } from '../../functions/views/read-insights.ts';
import { type InsightsView, insightsView } from '../../shared/contracts/insights-contract.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import type { Outreach } from '../../shared/domain/outreach/outreach.ts';
import type { Mark } from '../../shared/domain/time/sla-segments.ts';
import { DAY, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { accountRow } from '../../shared/store/account-store.ts';
import { callWrites, type StoredCall } from '../../shared/store/call-store.ts';
import { caseRow } from '../../shared/store/case-store.ts';
import { feedbackPut } from '../../shared/store/feedback-store.ts';
import { replace } from '../../shared/store/journal.ts';
import { responsesKey } from '../../shared/store/keys.ts';
import { outreachWrite } from '../../shared/store/outreach-store.ts';
import type { Write } from '../../shared/store/table.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

/** Noon in Berlin. */
const on = (day: string, hour = 12): number =>
  Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00+01:00`);
const NOW = on('2026-11-23');

let ports: ReturnType<typeof testPorts>;
let n = 0;
const write = (...writes: Write[]) => ports.table.commit({ commitId: `cmt_${n++}`, writes });

beforeEach(async () => {
  ports = testPorts();
  ports.clock.set(NOW);
  await seedTeam(ports, [anAgent('anna', { name: 'Anna' }), anAgent('bruno', { name: 'Bruno' })]);
  await account('a', 'gold');
  await account('b', 'standard');
});

async function account(id: string, segment: string, more: object = {}): Promise<void> {
  const profile = { segment: { at: 1, value: segment, id: 'evt_1' } } as never;
  const state = { profile, products: {} };
  await write(
    replace(accountRow({ id, state, origin: 'live', createdAt: on('2026-01-05'), ...more }), undefined),
  );
}

async function ended(accountId: string, endedAt: number, more: Partial<Call> = {}): Promise<string> {
  const id = `call_${n++}`;
  const attempt = { at: endedAt - MINUTE, agentId: 'anna', direction: 'out', outcome: 'reached' } as const;
  const call: Call = {
    ...{ id, accountId, contactId: `c-${n}`, language: 'de', zone: 'Europe/Berlin', state: 'due' },
    ...{ readyAt: endedAt, dueAt: endedAt, agenda: [], sequence: 0, reminders: [], notices: [], noticed: 0 },
    ...{ attempts: [attempt], openedAt: endedAt - HOUR, agentId: 'anna' },
  };
  await write(...callWrites(call, undefined));
  const open = { ...call, version: 1 } as StoredCall;
  await write(...callWrites({ ...open, state: 'ended', ending: 'reached', endedAt, ...more }, open));
  return id;
}

async function rated(callId: string, at: number, rating: number): Promise<void> {
  await write(feedbackPut({ callId, accountId: 'a', contactId: 'c-1', rating, at }));
}

async function signal(accountId: string, at: number, more: Partial<Outreach> = {}): Promise<void> {
  const outreach: Outreach = {
    ...{ id: `out_${n++}`, accountId, cause: 'burst', state: 'ended', ending: 'reached', evidence: {} },
    ...{ rank: 1, exempt: false, language: 'de', wishes: 1, openedAt: at - DAY, updatedAt: at, updates: 0 },
    endedAt: at,
    ...more,
  };
  await write(outreachWrite(outreach, undefined));
}

const answered = (at: number, agentId: string, counts: Record<string, number>) =>
  write({ do: 'change', key: responsesKey(at, agentId), add: counts, set: { type: 'responses' } });

/** A case with one promise of four hours round the clock; done so long after, or still open. */
async function device(openedAt: number, doneAfter: number | undefined, more: Partial<DeviceCase> = {}) {
  const mark = (id: string, at: number, is: 'started' | 'stopped'): Mark => ({ id, at, recordedAt: at, is });
  const stop = doneAfter === undefined ? [] : [mark('m2', openedAt + doneAfter, 'stopped')];
  const target = { id: 'handover', goalMs: 4 * HOUR, calendar: 'always', endsWith: 'stopped' } as const;
  const held = {
    ...{ id: `case_${n++}`, accountId: 'a', segment: 'gold', openedAt, records: [] },
    state: doneAfter === undefined ? 'reported' : 'resolved',
    marks: [mark('m1', openedAt, 'started'), ...stop],
    policy: { id: 'p', name: 'P', targets: [{ ...target, pausedBy: [], thresholds: [] }] },
    ...more,
  } as unknown as DeviceCase;
  await write(replace(caseRow(held, { dueAt: openedAt + 4 * HOUR, lookAt: undefined }), undefined));
}

type Asked = Partial<Parameters<typeof readInsights>[1]>;
async function read(asked: Asked = {}): Promise<InsightsView> {
  const period = { from: '2026-08-25', to: '2026-11-23', by: 'month', isLead: false } as const;
  const answer = await readInsights(ports, { ...period, ...asked });
  if (!answer.ok) throw new Error(answer.refusal);
  return insightsView.parse(answer.value);
}

/** A quarter of everything, with the day before it and a day that another zone would put elsewhere. */
async function seedQuarter(): Promise<void> {
  await device(on('2026-08-24', 21), HOUR);
  await device(on('2026-09-02'), HOUR);
  await device(on('2026-09-03'), 5 * HOUR);
  await device(on('2026-10-10'), HOUR, { segment: 'standard' });
  await device(on('2026-11-23', 11), undefined);
  await device(on('2026-11-20'), HOUR, { state: 'cancelled' });
  await ended('a', on('2026-08-24', 21));
  await rated(await ended('a', on('2026-09-30', 23)), on('2026-10-01'), 5);
  await ended('a', Date.parse('2026-09-30T22:30:00Z'), { lateToldAt: 1 });
  await ended('b', on('2026-11-02'), { ending: 'never-reached' });
  await ended('b', on('2026-11-03'), { ending: 'withdrawn', attempts: [], agentId: 'bruno' });
  await signal('a', on('2026-08-24'), { feedback: { useful: true, by: 'anna', at: 1 } });
  await signal('b', on('2026-09-10'), { feedback: { useful: false, by: 'anna', at: 1 } });
  await signal('a', on('2026-11-10'), { feedback: { useful: true, by: 'anna', at: 1 } });
  await signal('a', on('2026-11-11'), { exempt: true, cause: 'deadline' });
  await signal('b', on('2026-11-12'), {
    state: 'held',
    ending: undefined as never,
    endedAt: undefined as never,
  });
  await answered(on('2026-08-24'), 'anna', { b0: 100 });
  await answered(on('2026-09-01'), 'anna', { b0: 8, b2: 2 });
  await answered(on('2026-11-20'), 'bruno', { b4: 4 });
}

describe('the insights of a quarter', () => {
  test('count what happened in it, month by month of the company’s wall', async () => {
    await seedQuarter();
    const { buckets, ...whole } = await read();
    expect(buckets.map(({ label, from, to }) => `${label} ${from} ${to}`)).toEqual([
      '2026-08 2026-08-25 2026-08-31',
      '2026-09 2026-09-01 2026-09-30',
      '2026-10 2026-10-01 2026-10-31',
      '2026-11 2026-11-01 2026-11-23',
    ]);
    const promised = buckets.map(({ promises: { met, breached, open } }) => [met, breached, open]);
    expect(promised).toEqual([
      [0, 0, 0],
      [1, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ]);
    // 22:30 UTC on 30 September is October in Berlin, which has summer time then.
    expect(buckets.map(({ calls }) => [calls.ended, calls.reached, calls.notMade])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [2, 2, 0],
      [2, 0, 1],
    ]);
    expect(buckets.map(({ outreach }) => [outreach.opened, outreach.ended, outreach.called])).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [0, 0, 0],
      [3, 2, 2],
    ]);
    expect(buckets.map(({ calledInQuarter }) => calledInQuarter)).toEqual([1, 2, 2, 2]);
    expect(buckets.map(({ answers }) => answers.answered)).toEqual([0, 10, 0, 4]);
    expect(whole.totals.promises).toMatchObject({ promised: 4, keptShare: 0.6667, medianMarginMs: 3 * HOUR });
    expect(whole.totals.calls).toMatchObject({ late: 1, rated: 1, averageRating: 5, reachedShare: 0.6667 });
    expect(whole.totals.outreach).toMatchObject({ judged: 2, useful: 1, usefulShare: 0.5 });
    expect(whole.totals.answers).toEqual({ answered: 14, medianSeconds: 13, p90Seconds: 237 });
    expect(whole).toMatchObject({ zone: 'Europe/Berlin', partial: false, short: [], budget: { limit: 1 } });
  });

  test('are of one segment by what the case was matched in and what the account is now', async () => {
    await seedQuarter();
    const { segments } = await read();
    expect(segments.map(({ segment, calls, promises }) => [segment, calls.ended, promises.promised])).toEqual(
      [
        ['gold', 2, 3],
        ['standard', 2, 1],
      ],
    );
    const gold = await read({ segment: 'gold' });
    expect(gold.totals.calls.ended).toBe(2);
    expect(gold.totals.answers.answered).toBe(14);
    expect(gold.segment).toBe('gold');
  });

  test('take the segment of the account that a merged one lives on as; of an unknown one there is none', async () => {
    await account('old', 'standard', { mergedInto: 'a' });
    await ended('old', on('2026-11-02'));
    await ended('gone', on('2026-11-02'));
    const { segments, totals } = await read();
    expect([segments.map(one => [one.segment, one.calls.ended]), totals.calls.ended]).toEqual([
      [['gold', 1]],
      2,
    ]);
  });

  test('tell leads what each agent did, and others nothing of that', async () => {
    await seedQuarter();
    expect(await read()).not.toHaveProperty('agents');
    const { agents } = await read({ isLead: true });
    expect(agents).toMatchObject([
      { agentId: 'anna', name: 'Anna', answered: 10, calls: 3, reached: 2 },
      { agentId: 'bruno', name: 'Bruno', answered: 4, calls: 1 },
    ]);
  });

  test('are empty without figures where nothing happened, and state how often they read', async () => {
    const { totals, segments, reads, partial } = await read({ from: '2026-11-17', by: 'day' });
    expect(Object.keys(totals.promises)).toEqual([
      'promised',
      'open',
      'met',
      'breached',
      'corrected',
      'excused',
    ]);
    expect(totals.answers).toEqual({ answered: 0 });
    expect([segments, partial]).toEqual([[], false]);
    // Settings, accounts of the budget, one month of cases, calls and feedback, open cases, open and held outreach, outreach of four
    // months, answers of seven days.
    expect(reads).toBe(1 + 1 + 3 + 1 + 2 + 4 + 7);
  });

  test('are refused for a period that is too long', async () => {
    const asked = { from: '2025-01-01', to: '2026-11-23', isLead: false };
    expect(await readInsights(ports, asked)).toMatchObject({ ok: false, refusal: 'bad-period' });
  });

  test('say from which day on a list is counted that is too long, and the latest of it is', async () => {
    for (let call = 0; call < 5_010; call++) {
      const endedAt = on('2026-10-20') + call * 5 * MINUTE;
      const key = { pk: `x${call}`, sk: 'x', type: 'call', accountId: 'a', endedAt, ending: 'reached' };
      const place = {
        timeline: 'calls-ended#2026-10',
        timelineKey: `${new Date(endedAt).toISOString()}#${call}`,
      };
      await write({ do: 'put', row: { ...key, ...place, attempts: [], agentId: 'anna' } });
    }
    const { partial, short, totals } = await read();
    expect([partial, short]).toEqual([true, [{ part: 'calls', countedFrom: '2026-10-21' }]]);
    expect(totals.calls.ended).toBe(5_000);
  });
});
