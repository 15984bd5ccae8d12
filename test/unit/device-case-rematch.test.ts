import { describe, expect, test } from '@jest/globals';
import { actOnCase } from '../../functions/devices/act-on-case.ts';
import { answerFact } from '../../functions/devices/answer-fact.ts';
import { readCase } from '../../functions/devices/read-case.ts';
import { rematchCases } from '../../functions/devices/rematch-cases.ts';
import { putCalendar } from '../../functions/promises/put-calendar.ts';
import { putPolicy } from '../../functions/promises/put-policy.ts';
import type { CaseAction } from '../../shared/contracts/devices-contract.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { aDevice, berlin, passTo, report, seedDevices } from '../support/devices.ts';
import { aFact } from '../support/facts.ts';
import { testPorts } from '../support/ports.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';

const THURSDAY = '2026-11-26';
const FRIDAY = '2026-11-27';
const MONDAY = '2026-11-30';
const TUESDAY = '2026-12-01';
type World = ReturnType<typeof testPorts>;

async function aWorld(): Promise<World> {
  const ports = testPorts();
  ports.clock.set(berlin('08:00', THURSDAY));
  await seedTeam(ports, [anAgent('anna'), anAgent('lea', { roles: ['agent', 'lead'] })]);
  await seedDevices(ports, {
    devices: [aDevice('T-1', { accountId: 'shops', site: 'shop-1' })],
    depotId: 'central',
    ready: ['C-1'],
  });
  return ports;
}

/** Twenty hours of office time instead of four days. */
const inOfficeTime = (ports: World) => {
  const { handover, ...rest } = exampleSettings().policies['four-days'] as never as Record<string, object>;
  return putPolicy(ports, {
    policyId: 'four-days',
    input: { ...rest, handover: { ...handover, goal: { hours: 20 }, calendar: 'office' } } as never,
    principal: 'lea',
  });
};
const closedOnMonday = (ports: World) => {
  const office = exampleSettings().calendars['office'] as NonNullable<
    ReturnType<typeof exampleSettings>['calendars'][string]
  >;
  return putCalendar(ports, {
    calendarId: 'office',
    input: { ...office, closures: [{ date: MONDAY, name: 'Works outing' }] },
    principal: 'lea',
  });
};
const rematch = (ports: World) => rematchCases(ports, { apply: true, principal: 'lea' });

/** The same days with or without the changes in between: what happens to the case is the same. */
async function theDays(
  ports: World,
  between: { policy?: () => Promise<void>; holiday?: () => Promise<void> },
) {
  const at = async (instant: Instant, work: () => Promise<unknown>) => {
    await passTo(ports, caseId, instant);
    await work();
  };
  const act = (action: CaseAction) => async () => {
    const done = await actOnCase(ports, { caseId, action, principal: 'anna', roles: ['agent'] });
    if (!done.ok) throw new Error(done.refusal);
  };
  ports.clock.set(berlin('10:00', THURSDAY));
  const caseId = await report(ports, 'T-1', { at: berlin('10:00', THURSDAY), accountId: 'shops' });
  await at(berlin('11:00', THURSDAY), act({ do: 'triage', path: 'replace' }));
  await at(berlin('15:00', THURSDAY), act({ do: 'wait', on: 'customer', reason: 'delivery-address' }));
  await at(berlin('16:00', THURSDAY), between.policy ?? (async () => undefined));
  await at(berlin('10:00', FRIDAY), act({ do: 'go-on' }));
  await at(berlin('12:00', FRIDAY), act({ do: 'ship', trackingId: 'TR-1' }));
  const say = (stage: string, instant: Instant) => async () => {
    await answerFact(
      ports,
      aFact('shipment.moved', {
        id: stage,
        accountId: 'shops',
        at: instant,
        data: { caseId, way: 'out', stage },
      }),
    );
  };
  await at(berlin('14:00', FRIDAY), say('delayed', berlin('14:00', FRIDAY)));
  await at(berlin('09:30', MONDAY), between.holiday ?? (async () => undefined));
  await at(berlin('09:00', TUESDAY), say('delivered', berlin('09:00', TUESDAY)));
  const view = await readCase(ports, caseId);
  if (!view.ok) throw new Error('there is no case');
  return view.value;
}

describe('a case over a weekend, with a policy and a holiday that change on the way', () => {
  test('is due when a clock would be that had all this from the start, and shows the same arithmetic', async () => {
    const changed = await aWorld();
    const rematched: number[] = [];
    const mixed = await theDays(changed, {
      policy: async () => {
        expect(await inOfficeTime(changed)).toMatchObject({ ok: true });
        rematched.push((await rematch(changed)).changes.length);
      },
      holiday: async () => {
        expect(await closedOnMonday(changed)).toMatchObject({ ok: true });
        rematched.push((await rematch(changed)).changes.length);
      },
    });
    expect(rematched).toEqual([1, 1]);
    const fresh = await aWorld();
    await inOfficeTime(fresh);
    await closedOnMonday(fresh);
    const straight = await theDays(fresh, {});
    const handoverOf = ({ targets }: typeof mixed) => targets.find(({ id }) => id === 'handover');
    // Thursday 10–15 (5 h), Friday 10–17 (7 h), Monday closed, Tuesday from 9: 8 of 9 h are left.
    expect(mixed.dueAt).toBe(new Date(berlin('17:00', TUESDAY)).toISOString());
    expect(mixed.dueAt).toBe(straight.dueAt);
    expect(handoverOf(mixed)?.steps).toEqual(handoverOf(straight)?.steps);
    expect(mixed.legs).toEqual(straight.legs);
    const sum = mixed.legs.reduce((all, leg) => all + leg.spentMs, 0);
    expect(sum).toBe(handoverOf(mixed)?.spentMs);
  });

  test('stops the promise only while the customer is waited for; the carrier’s delay stops the leg alone', async () => {
    const view = await theDays(await aWorld(), {});
    const [handover, ship] = ['handover', 'leg-ship'].map(id => view.targets.find(one => one.id === id));
    expect(handover?.steps.map(({ waitingOn, counts }) => [waitingOn ?? '-', counts])).toEqual([
      ['-', 'yes'],
      ['-', 'yes'],
      ['customer', 'no'],
      ['-', 'yes'],
      ['-', 'yes'],
      ['carrier', 'yes'],
      ['-', 'yes'],
    ]);
    // Four days from Thursday 10:00, and the 19 hours that we waited for the customer.
    expect(view.dueAt).toBe(new Date(berlin('05:00', TUESDAY)).toISOString());
    expect(ship?.steps.map(({ waitingOn, counts }) => [waitingOn ?? '-', counts])).toEqual([
      ['-', 'yes'],
      ['carrier', 'no'],
    ]);
  });

  test('lists what a match would change before it is asked to change it', async () => {
    const ports = await aWorld();
    ports.clock.set(berlin('10:00', THURSDAY));
    await report(ports, 'T-1', { at: berlin('10:00', THURSDAY), accountId: 'shops' });
    await inOfficeTime(ports);
    const list = () => rematchCases(ports, { apply: false, principal: 'lea' });
    const found = await list();
    expect(found.changes).toMatchObject([
      { from: { policyId: 'four-days', version: 1 }, to: { policyId: 'four-days', version: 2 } },
    ]);
    expect(await list()).toEqual(found);
    await rematch(ports);
    expect(await list()).toMatchObject({ changes: [], unchanged: 1 });
  });
});
