import { formatInstant, type Instant } from '../../kernel/instant.ts';
import { type Day, isWithin, type WorkingHours } from '../time/working-hours.ts';
import { wallTimeAt } from '../time/zone-offsets.ts';
import type { Gate } from './escalation-chain.ts';

const week: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * True when a step with this gate may run at the instant; a step without a gate always may. A day named in the gate is
 * the one on which its hours begin; a holiday is one when the instant's own date in the zone is. Where nobody says
 * which days are holidays, none is.
 */
export function isGateOpen(
  gate: Gate | undefined,
  given: {
    readonly now: Instant;
    /** Where the gate names none. */
    readonly zone: string;
    readonly isHoliday?: ((day: string, gate: Gate) => boolean) | undefined;
  },
): boolean {
  if (gate === undefined) return true;
  const zone = gate.zone ?? given.zone;
  const hours: WorkingHours = Object.fromEntries(
    (gate.days ?? week).map(day => [day, [[gate.from ?? '00:00', gate.to ?? '24:00']]]),
  );
  if (!isWithin(hours, zone, given.now)) return false;
  if (gate.holidays === undefined) return true;
  const holiday = given.isHoliday?.(dateIn(zone, given.now), gate) ?? false;
  return holiday === (gate.holidays === 'only');
}

/** The date that a calendar on the wall of the zone shows, as `2026-12-25`. */
const dateIn = (zone: string, now: Instant): string => formatInstant(wallTimeAt(zone, now)).slice(0, 10);
