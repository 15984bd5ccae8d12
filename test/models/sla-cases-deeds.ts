import fc from 'fast-check';
import { rematchCases } from '../../functions/devices/rematch-cases.ts';
import { keepVersion } from '../../functions/promises/keep-version.ts';
import { loadCalendar, loadPolicy } from '../../shared/store/promise-store.ts';
import { exampleSettings } from '../support/team.ts';
import { type DeviceDeed, deviceDeeds, performOnDevices } from './device-deeds.ts';
import type { DeviceWorld } from './device-world.ts';
import type { Hands } from './support/model.ts';
import type { Ears } from './support/table-world.ts';

/** What is promised changes, and open cases are matched with it. */
export type CaseDeed =
  | DeviceDeed
  | { readonly is: 'policy'; readonly n: number; readonly hours: number; readonly calendar: string }
  | { readonly is: 'calendar'; readonly n: number; readonly closes: string }
  | { readonly is: 'rematch' };

const { policies, calendars } = exampleSettings();
const POLICIES = Object.keys(policies);
const CALENDARS = Object.keys(calendars);

const is = <T extends string>(one: T) => fc.constant(one);
export const caseDeeds: fc.Arbitrary<CaseDeed> = fc.oneof(
  { weight: 26, arbitrary: deviceDeeds },
  {
    weight: 2,
    arbitrary: fc.record({
      is: is('policy'),
      n: fc.nat({ max: POLICIES.length - 1 }),
      hours: fc.constantFrom(1, 3, 12, 96),
      calendar: fc.constantFrom('always', ...CALENDARS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: is('calendar'),
      n: fc.nat({ max: CALENDARS.length - 1 }),
      closes: fc.constantFrom('11:00', '22:00'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ is: is('rematch') }) },
);

export async function performOnCases(
  world: DeviceWorld,
  deed: CaseDeed,
  { hands, ears }: { readonly hands: Hands; readonly ears: Ears },
): Promise<void> {
  const ports = { ...world.ports, table: hands.table };
  const by = { principal: 'lea' };
  switch (deed.is) {
    // Whether it can be kept is asked elsewhere; what follows from an edit is the same.
    case 'policy': {
      const held = await loadPolicy(hands.table, POLICIES[deed.n] ?? '');
      if (!held) return;
      const handover = { ...held.handover, goal: { hours: deed.hours }, calendar: deed.calendar };
      await keepVersion(ports, 'policy', {
        ...by,
        held,
        value: { ...held, handover },
        decision: 'policy-edited',
      });
      return;
    }
    case 'calendar': {
      const held = await loadCalendar(hands.table, CALENDARS[deed.n] ?? '');
      if (!held) return;
      const hours = { ...held.hours, mon: [['09:00', deed.closes] as [string, string]] };
      await keepVersion(ports, 'calendar', {
        ...by,
        held,
        value: { ...held, hours },
        decision: 'calendar-edited',
      });
      return;
    }
    case 'rematch':
      await rematchCases(ports, { apply: true, ...by });
      return;
    default:
      return performOnDevices(world, deed, hands, ears);
  }
}
