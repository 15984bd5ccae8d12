import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actOnCase } from '../../functions/devices/act-on-case.ts';
import { answerFact } from '../../functions/devices/answer-fact.ts';
import { targetsOf } from '../../functions/devices/case-clocks.ts';
import { shipmentStages } from '../../shared/events/device-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { calendarsOf } from '../../shared/store/case-calendars.ts';
import type { Row } from '../../shared/store/table.ts';
import { memoryTable } from '../../tools/memory/memory-table.ts';
import { aDevice, berlin, report, seedDevices, theCase } from '../support/devices.ts';
import { aFact } from '../support/facts.ts';
import { show, sizeOf } from '../support/shown.ts';
import { anAgent, seedTeam } from '../support/team.ts';

const ORDERS = sizeOf('SIM_ORDERS', 200);
const WITHIN_MS = Math.max(60_000, ORDERS * 200);
const START = berlin('10:00');
const LATER = START + 9 * HOUR;

type Saying = {
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly slot: number;
};
const said = (name: string, data: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Saying> =>
  fc.record({ name: fc.constant(name), data, slot: fc.integer({ min: 0, max: 16 }) });
const moved = fc.record({
  way: fc.constantFrom('out', 'back'),
  stage: fc.constantFrom(...shipmentStages),
});
/**
 * What systems say of one case, at any time of a working day; some of it at the very same instant. A unit that went missing
 * is not handed over: that contradicts itself.
 */
const history = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: said('shipment.moved', moved) },
      { weight: 1, arbitrary: said('device.handover-confirmed', fc.constant({ serial: 'U-0' })) },
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map(all => {
    const missing = all.some(({ data }) => data['stage'] === 'missing' && data['way'] === 'out');
    return missing ? all.filter(({ name }) => name === 'shipment.moved') : all;
  });

const rows = await (async () => {
  const clock = { now: () => START };
  const table = memoryTable({ clock });
  let n = 0;
  const ports = { table, clock, ids: { random: (prefix: string) => `${prefix}_s${n++}` } };
  await seedTeam(ports, [anAgent('anna'), anAgent('lea', { roles: ['agent', 'lead'] })]);
  await seedDevices(ports, { devices: [aDevice('D-0')], ready: ['U-0'] });
  return [...table.rows()] as Row[];
})();

/** The clocks of the case, and what it is, after these facts came in this order within a minute in the evening. */
async function caseFrom(sayings: readonly (Saying & { readonly id: string })[]) {
  let now = START;
  const clock = { now: () => now };
  const table = memoryTable({ clock, rows });
  let n = 0;
  const ports = { table, clock, ids: { random: (prefix: string) => `${prefix}_${n++}` } };
  const caseId = await report(ports, 'D-0', { at: START });
  for (const action of [{ do: 'triage', path: 'replace' }, { do: 'ship' }] as const) {
    now += MINUTE;
    const done = await actOnCase(ports, { caseId, action, principal: 'anna', roles: ['agent'] });
    if (!done.ok) throw new Error(JSON.stringify(done));
  }
  now = LATER;
  for (const { id, name, data, slot } of sayings) {
    now += SECOND;
    const fact: Fact = aFact(name, {
      ...{ id, accountId: 'mall-group', at: START + slot * 30 * MINUTE, recordedAt: now },
      data: { caseId, ...data },
    });
    await answerFact(ports, fact);
  }
  now = LATER + HOUR;
  const held = await theCase(ports, caseId);
  const targets = await targetsOf(table, held, { calendars: await calendarsOf(table, held, now), now });
  // When a threshold was noticed, and whether a breach had to be corrected, is what an order may change.
  const clocks = targets.map(({ thresholds: _noticed, verdict: _history, ...clock }) => clock);
  const { state, path, leg, oldUnit, owed } = held as unknown as Record<string, unknown>;
  return { state, path, leg, oldUnit, owed, clocks };
}

test(
  'the clocks of a case are the same in any order of what is said of it, and with any repeats',
  async () => {
    const orders = history.chain(all => {
      const sayings = all.map((one, n) => ({ ...one, id: `evt_said${n}` }));
      return fc.record({
        sayings: fc.constant(sayings),
        order: fc.shuffledSubarray(sayings, { minLength: sayings.length }),
        repeats: fc.array(fc.constantFrom(...sayings), { maxLength: 6 }),
      });
    });
    const seen = { handedOver: 0, waited: 0, missing: 0 };
    await fc.assert(
      fc.asyncProperty(orders, async ({ sayings, order, repeats }) => {
        const first = await caseFrom(sayings);
        const steps = first.clocks.flatMap(clock => clock.steps);
        seen.handedOver += Number(first.state === 'handed-over');
        seen.waited += Number(steps.some(({ waitingOn }) => waitingOn === 'carrier'));
        seen.missing += Number(sayings.some(({ data }) => data['stage'] === 'missing'));
        expect(await caseFrom([...repeats, ...order, ...repeats])).toEqual(first);
      }),
      { numRuns: ORDERS },
    );
    show({
      ...{ goal: 4, name: 'clocks of a device case', failed: 0 },
      runs: `${ORDERS} histories of up to twelve reports of carriers and handovers, in any order and with any repeats`,
      figure: `the same clocks to the millisecond each time; ${seen.handedOver} handed over, ${seen.waited} that waited for a carrier`,
    });
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(ORDERS / 10);
  },
  WITHIN_MS,
);
