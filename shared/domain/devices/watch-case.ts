import { type Instant, MINUTE } from '../../kernel/instant.ts';
import { type Calendars, readTarget } from '../time/sla-clock.ts';
import { act, type ClockRecord, type Due, type Evidence } from '../time/sla-records.ts';
import { type DeviceCase, isOpenCase, type Order } from './device-case.ts';
import { HANDOVER } from './policy.ts';

/** A device that nobody says is locked by then counts as not locked. */
const ANSWER_PATIENCE = 30 * MINUTE;
/** How often a unit is looked for again while there is none. */
const LOOK_FOR_STOCK = 10 * MINUTE;

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
  const noted = acted.records.length > 0 ? { ...held, records: [...records, ...acted.records] } : held;
  const after = withoutPatience(noted, now);
  const looks = [
    ...(acted.nextAt === undefined ? [] : [acted.nextAt]),
    ...capEnds(held, { calendars, now }),
    ...[after.lock, after.wipe].flatMap(order =>
      order?.state === 'wanted' ? [order.wantedAt + ANSWER_PATIENCE] : [],
    ),
    ...(held.noStock && !held.lapsed && isOpenCase(held) ? [now + LOOK_FOR_STOCK] : []),
    ...(reservation && !reservation.shipped && isOpenCase(held) ? [reservation.until] : []),
  ];
  return { after, due: acted.due, ...(looks.length > 0 ? { nextAt: Math.min(...looks) } : {}) };
}

/** The device management did not answer in time: that is told like a failure. */
function withoutPatience(held: DeviceCase, now: Instant): DeviceCase {
  const { lock, wipe } = held;
  const late = (order: Order | undefined) =>
    order?.state === 'wanted' && now >= order.wantedAt + ANSWER_PATIENCE;
  return {
    ...held,
    ...(lock && late(lock) ? { lock: { ...lock, state: 'failed' as const } } : {}),
    ...(wipe && late(wipe) ? { wipe: { ...wipe, state: 'failed' as const } } : {}),
  };
}

/** When a wait that stops the promise has lasted as long as it may: from then on it runs, and the customer is told. */
function capEnds({ marks, policy }: DeviceCase, { calendars, now }: Omit<WatchGiven, 'cause'>): Instant[] {
  const target = policy?.targets.find(one => one.id === HANDOVER);
  if (target?.waitCapMs === undefined) return [];
  const { state, steps } = readTarget({ marks, target, calendars, now });
  if (state !== 'paused') return [];
  const waited = steps.reduce(
    (sum, { counts, from, to = now }) => sum + (counts === 'no' ? to - from : 0),
    0,
  );
  return [now + Math.max(1, target.waitCapMs - waited)];
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
