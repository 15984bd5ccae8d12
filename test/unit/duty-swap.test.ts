import { beforeEach, describe, expect, test } from '@jest/globals';
import * as contract from '../../shared/contracts/duty-contract.ts';
import { withOverride } from '../../shared/domain/team/duty-override.ts';
import { dutyPlan } from '../../shared/domain/team/duty-plan.ts';
import type { Override } from '../../shared/domain/team/duty-schedule.ts';
import { withSwap } from '../../shared/domain/team/duty-swap.ts';
import { DAY, formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import { dutyApi, dutyJournal, weekly } from '../support/duty.ts';
import { NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

const agents = new Set(['anna', 'emil', 'lea']);
const asked = (id = 'lea', now = NOW) => ({ caller: { id, isLead: id === 'lea' }, agents, now });
const schedule = { id: 'night', ...weekly, overrides: [] as Override[] };
/** Emil’s week begins an hour before now; Anna’s a week later. */
const emil = { agentId: 'emil', from: NOW + DAY, to: NOW + 2 * DAY };
const anna = { agentId: 'anna', from: NOW + 8 * DAY, to: NOW + 9 * DAY };
const swap = { give: emil, take: anna, ids: { give: 'g', take: 't' } };
const refusal = (outcome: { ok: boolean; refusal?: string; detail?: object }) =>
  outcome.ok ? 'done' : [outcome.refusal, (outcome.detail as { field?: string })?.field];

describe('a swap', () => {
  test('puts each in the other’s place, and changes nothing else', () => {
    const swapped = withSwap(schedule, swap, asked('emil'));
    if (!swapped.ok) throw new Error(swapped.refusal);
    const range = { from: NOW, to: NOW + 13 * DAY };
    const plan = dutyPlan(swapped.value, range).filter(({ by }) => by === 'override');
    expect(plan).toEqual([
      { ...emil, agentId: 'anna', by: 'override', insteadOf: 'emil' },
      { ...anna, agentId: 'emil', by: 'override', insteadOf: 'anna' },
    ]);
    const whoAt = (at: number) => dutyPlan(swapped.value, { from: at, to: at + 1 })[0]?.agentId;
    expect([whoAt(emil.from - 1), whoAt(emil.to), whoAt(anna.from - 1)]).toEqual(['emil', 'emil', 'anna']);
  });

  test('is for whoever gives, takes, or leads', () => {
    for (const id of ['emil', 'anna', 'lea'])
      expect(refusal(withSwap(schedule, swap, asked(id)))).toBe('done');
    expect(refusal(withSwap(schedule, swap, asked('zoe')))).toEqual(['forbidden', 'body.give.agentId']);
  });

  test.each<[string, Partial<typeof swap>, string]>([
    ['not-their-turn', { give: { ...emil, to: NOW + 8 * DAY } }, 'body.give'],
    ['not-their-turn', { take: { ...anna, from: emil.from + 2 * DAY, to: emil.to + 2 * DAY } }, 'body.take'],
    ['in-the-past', { give: { ...emil, from: NOW - 3 * HOUR, to: NOW } }, 'body.give.to'],
    ['in-the-past', { take: { ...anna, to: anna.from } }, 'body.take.to'],
    ['overlap', { take: { ...anna, from: emil.to - HOUR, to: emil.to + HOUR } }, 'body.take'],
    ['same-agent', { take: { ...anna, agentId: 'emil' } }, 'body.take.agentId'],
    ['unknown-agent', { give: { ...emil, agentId: 'otto' } }, 'body.give.agentId'],
  ])('is refused with %s', (word, wrong, field) => {
    expect(refusal(withSwap(schedule, { ...swap, ...wrong }, asked()))).toEqual([word, field]);
  });

  test('is refused where somebody stands in already, and says which overrides these are', () => {
    const held = { ...schedule, overrides: [{ id: 'o-7', agentId: 'lea', from: emil.from, to: emil.to }] };
    expect(withSwap(held, swap, asked())).toMatchObject({
      refusal: 'overlap',
      detail: { field: 'body.give', problem: expect.stringContaining('o-7'), overrides: ['o-7'] },
    });
  });
});

describe('an override', () => {
  const wanted = { id: 'o-1', agentId: 'anna', from: emil.from, to: emil.to };

  test('may be arranged by whoever stands in, by whoever’s turn all of it is, and by a lead', () => {
    for (const id of ['anna', 'emil', 'lea'])
      expect(refusal(withOverride(schedule, wanted, asked(id)))).toBe('done');
    const more = { ...wanted, agentId: 'lea', to: NOW + 8 * DAY };
    expect(refusal(withOverride(schedule, more, asked('emil')))).toEqual(['forbidden', 'body.agentId']);
  });

  test('does not change what has passed', () => {
    const begun = withOverride(schedule, { ...wanted, from: NOW - DAY }, asked());
    if (!begun.ok) throw new Error(begun.refusal);
    expect(begun.value.overrides[0]).toMatchObject({ from: NOW });
    const later = (change: object) => {
      const changed = withOverride(
        begun.value,
        { ...wanted, from: NOW - DAY, ...change },
        asked('lea', NOW + HOUR),
      );
      return changed.ok ? changed.value.overrides[0]?.from : refusal(changed);
    };
    expect(later({ to: NOW + 2 * HOUR })).toBe(NOW);
    expect(later({ agentId: 'lea' })).toEqual(['in-the-past', 'body.from']);
    expect(later({ from: NOW + 3 * HOUR })).toEqual(['in-the-past', 'body.from']);
    expect(later({ to: NOW + 1 })).toEqual(['in-the-past', 'body.to']);
  });

  test('takes the place of the one that ended longest ago when there are 500, never of one to come', () => {
    const many = (first: number): Override[] =>
      Array.from({ length: 500 }, (_, i) => {
        const from = first + i * HOUR;
        return { id: `h-${i}`, agentId: 'lea', from, to: from + HOUR };
      });
    const old = withOverride({ ...schedule, overrides: many(NOW - 600 * HOUR) }, wanted, asked());
    const ids = old.ok ? old.value.overrides.map(({ id }) => id) : [];
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([500, 'h-1', 'o-1']);
    const full = { ...schedule, overrides: many(NOW + 3 * DAY) };
    expect(refusal(withOverride(full, wanted, asked()))).toEqual(['too-many-overrides', 'body.from']);
  });
});

describe('by the API', () => {
  let ports: ReturnType<typeof testPorts>;
  let call: ReturnType<typeof dutyApi>;
  const shown = ({ from, to, agentId }: typeof emil) => ({
    ...{ agentId, from: formatInstant(from), to: formatInstant(to) },
  });
  const path = { scheduleId: 'night' };

  beforeEach(async () => {
    ports = testPorts();
    call = dutyApi(ports);
    await seedTeam(ports, [anAgent('anna'), anAgent('emil'), anAgent('lea', { roles: ['lead'] })]);
    await call(contract.putSchedule, { path, body: weekly });
  });

  test('a swap is one commit with both overrides, its reason and who asked for it', async () => {
    const body = { give: shown(emil), take: shown(anna), reason: 'Wedding' };
    const { answer } = await call(contract.swapShifts, { path, body, who: 'anna' });
    expect(answer).toMatchObject({
      version: 2,
      overrides: [
        { ...shown({ ...emil, agentId: 'anna' }), by: 'anna', reason: 'Wedding' },
        { ...shown({ ...anna, agentId: 'emil' }), by: 'anna', reason: 'Wedding' },
      ],
    });
    expect(contract.swapShifts.answer.safeParse(answer).success).toBe(true);
    expect(dutyJournal(ports).at(-1)).toMatchObject({
      ...{ decision: 'shifts-swapped', by: 'anna', data: body },
      commitId: expect.any(String),
    });
    const again = await call(contract.swapShifts, { path, body, who: 'anna' });
    expect(again.answer).toEqual(answer);
    const others = await call(contract.swapShifts, { path, body, who: 'emil' });
    expect(others.answer).toMatchObject({ refusal: 'overlap' });
    expect(dutyJournal(ports).filter(({ decision }) => decision === 'shifts-swapped')).toHaveLength(1);
  });

  test('of a schedule that is not there, there is none', async () => {
    const asked = { path: { scheduleId: 'day' }, body: { give: shown(emil), take: shown(anna) } };
    expect((await call(contract.swapShifts, asked)).statusCode).toBe(404);
  });
});
