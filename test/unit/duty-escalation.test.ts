import { describe, expect, test } from '@jest/globals';
import { loadDuty } from '../../functions/notifications/load-duty.ts';
import { advance } from '../../shared/domain/notifications/advance-escalation.ts';
import { whoIsMeant } from '../../shared/domain/notifications/duty.ts';
import { onDutyBy } from '../../shared/domain/team/duty-now.ts';
import type { Override } from '../../shared/domain/team/duty-schedule.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import { scheduleWrite } from '../../shared/store/duty-store.ts';
import { weekly } from '../support/duty.ts';
import { NOW } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, seedTeam } from '../support/team.ts';

const schedule = { id: 'night', ...weekly, overrides: [] as Override[] };
const never = { hours: {} };
const away = { absences: { a: { from: NOW - HOUR, to: NOW + HOUR } } };
const meant = (emil: object, given: { who?: string; wake?: boolean; now?: number } = {}) => {
  const { who = 'night', wake = false, now = NOW } = given;
  const agents = [anAgent('anna'), anAgent('emil', { ...never, ...emil })];
  return whoIsMeant(
    { schedule: who },
    {
      ...{ agents, language: 'de', now, wake, before: new Set() },
      onDutyBy: (id, at) => (id === 'night' ? onDutyBy(schedule, agents, at) : undefined),
    },
  );
};
const nobody = { told: [], held: [] };

describe('a step that means a duty schedule', () => {
  test('tells whoever is planned at this instant, whatever their working hours', () => {
    expect(meant({})).toEqual({ told: [{ agentId: 'emil', reason: 'on-duty' }], held: [] });
    expect(meant({}, { now: NOW + 7 * DAY })).toMatchObject({ told: [{ agentId: 'anna' }] });
  });

  test('tells nobody, and holds it for nobody, when they are absent or have left, or it is unknown', () => {
    for (const wake of [false, true]) {
      expect(meant(away, { wake })).toEqual(nobody);
      expect(meant({ active: false }, { wake })).toEqual(nobody);
      expect(meant({}, { who: 'day', wake })).toEqual(nobody);
      expect(meant({}, { now: NOW - 8 * DAY, wake })).toEqual(nobody);
    }
  });
});

describe('an escalation with such a step', () => {
  const steps = [
    { do: 'notify' as const, who: { schedule: 'night' } },
    { do: 'wait' as const, minutes: 5 },
    { do: 'notify' as const, who: 'lead' as const },
  ];
  const chain = { ackMinutes: 30, steps };
  const run = {
    ...{ id: 'e', accountId: 'acme', kind: 'device-breached', subjectId: 'c', chainId: 'urgent', chain },
    ...{ language: 'de', state: 'running', step: 0, cycle: 0, startedAt: NOW, nextAt: NOW, log: [] },
  } as never;
  const started = async (emil: object) => {
    const ports = testPorts();
    const lead = anAgent('lea', { roles: ['lead'] });
    await seedTeam(ports, [anAgent('anna'), anAgent('emil', { ...never, ...emil }), lead]);
    const kept = { ...schedule, changedAt: NOW, changedBy: 'lea' };
    await ports.table.commit({ commitId: 'seed-schedule', writes: [scheduleWrite(kept, undefined)] });
    return advance(run, await loadDuty(ports, { accountId: 'acme', chain }));
  };

  test('reads the schedule right before, and tells whoever has duty at once', async () => {
    const { tell, alarms, run: after } = await started({});
    expect(tell).toEqual([{ agentId: 'emil', reason: 'on-duty', wake: true }]);
    expect([alarms, after.nextAt]).toEqual([[], NOW + 5 * 60_000]);
  });

  test('rings that nobody is on duty, and goes on to the next step without its wait', async () => {
    const { tell, alarms } = await started(away);
    expect(tell.map(({ agentId }) => agentId)).toEqual(['lea']);
    expect(alarms).toContain('nobody-on-duty');
  });
});
