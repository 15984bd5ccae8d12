import type { Instant } from '../../kernel/instant.ts';
import { type Calendars, readTarget } from '../time/sla-clock.ts';
import { act, type ClockRecord, type Due, type Evidence } from '../time/sla-records.ts';
import { type DeviceCase, isOpenCase } from './device-case.ts';
import { HANDOVER } from './policy.ts';

export type Watched = {
  /** The case with what its clocks noticed. */
  readonly after: DeviceCase;
  readonly due: readonly Due[];
  /** When somebody must look again; absent when nothing can become due. */
  readonly nextAt?: Instant;
};
export type WatchGiven = {
  readonly calendars: Calendars;
  readonly now: Instant;
  /** What was heard, when a fact is the reason to look. */
  readonly cause?: Evidence;
};

/**
 * Reads the clocks of a case: every threshold and breach reached by now is recorded at its true instant, once for ever.
 * The next look is at the next of them, or at the end of a reservation that is not on its way yet.
 */
export function watchCase(held: DeviceCase, { calendars, now, cause }: WatchGiven): Watched {
  const { marks, records, policy, reservation } = held;
  const acted = act({
    ...{ marks, records, calendars, now },
    targets: policy?.targets ?? [],
    ...(cause ? { cause } : {}),
  });
  const after: DeviceCase =
    acted.records.length > 0 ? { ...held, records: [...records, ...acted.records] } : held;
  const looks = [
    ...(acted.nextAt === undefined ? [] : [acted.nextAt]),
    ...(reservation && !reservation.shipped && isOpenCase(held) ? [reservation.until] : []),
  ];
  return { after, due: acted.due, ...(looks.length > 0 ? { nextAt: Math.min(...looks) } : {}) };
}

/** Until when a working device is promised, as things stand; `undefined` while we wait for the customer or when nothing is promised. */
export function promisedUntil(
  held: DeviceCase,
  { calendars, now }: Omit<WatchGiven, 'cause'>,
): Instant | undefined {
  const target = held.policy?.targets.find(one => one.id === HANDOVER);
  if (!target || !isOpenCase(held)) return undefined;
  const reading = readTarget({ marks: held.marks, target, calendars, now });
  return reading.state === 'running' ? reading.deadline : undefined;
}

/** True when the clock of the handover has recorded a breach. */
export const isBreached = (records: readonly ClockRecord[]): boolean =>
  records.some(record => record.is === 'breached' && record.target === HANDOVER);
