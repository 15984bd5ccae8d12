import type { CalendarInput } from '../../shared/contracts/promises-contract.ts';
import { unmetGoal } from '../../shared/domain/devices/check-policy.ts';
import {
  type CalendarRefusal,
  type CalendarSpec,
  checkCalendar,
} from '../../shared/domain/time/calendar-spec.ts';
import { type Outcome, type Refused, refused } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import {
  ALWAYS,
  type ClosedDay,
  loadPolicies,
  type StoredCalendar,
  specOf,
  type Unkept,
} from '../../shared/store/promise-store.ts';
import { closedDays } from './closed-days.ts';
import { keepVersion } from './keep-version.ts';

export type CalendarEdit = {
  readonly id: string;
  readonly input: CalendarInput;
  /** Closed days from a calendar file. */
  readonly taken: readonly ClosedDay[];
  readonly held: StoredCalendar | undefined;
  readonly principal: string;
  readonly decision: 'calendar-edited' | 'closures-taken';
};
export type EditRefusal =
  | CalendarRefusal
  | 'unknown-holidays'
  | 'too-many-closures'
  | 'reserved-id'
  | 'never-met'
  | 'stale';

/** A row of the table may have 400 KB; what is beside the days is far smaller than the rest. */
const MOST_BYTES = 300 * 1024;

/**
 * Keeps a calendar as a new version, checked as a whole: with its holidays, closures and own hours it must open in the next
 * two years, and every active policy that counts in it must still be one that can be kept.
 */
export async function saveCalendar(
  ports: Ports,
  { id, input, taken, held, principal, decision }: CalendarEdit,
): Promise<Outcome<StoredCalendar, EditRefusal>> {
  if (id === ALWAYS)
    return refused('reserved-id', {
      field: 'path.calendarId',
      problem: 'Choose another id: always never closes.',
    });
  const days = closedDays(input, taken);
  if (!days.ok) return inBody(days);
  const value: Unkept<'calendar'> = { ...input, id, closedDays: days.value };
  const spec = specOf(value as StoredCalendar);
  const wrong = tooLarge(value) ?? (await wrongWith(ports, { id, spec }));
  return wrong ?? keepVersion(ports, 'calendar', { value, held, principal, decision });
}

const tooLarge = (value: Unkept<'calendar'>): Refused<'too-many-closures'> | undefined =>
  Buffer.byteLength(JSON.stringify(value)) <= MOST_BYTES
    ? undefined
    : refused('too-many-closures', {
        field: 'body.closures',
        problem: `${value.closedDays.length} closed days are more than a calendar can hold; leave out those long past or far ahead.`,
      });

async function wrongWith(
  { table, clock }: Ports,
  { id, spec }: { id: string; spec: CalendarSpec },
): Promise<Refused<CalendarRefusal | 'never-met'> | undefined> {
  const checked = checkCalendar(spec, clock.now());
  if (!checked.ok) return inBody(checked);
  for (const policy of (await loadPolicies(table)).filter(({ active }) => active)) {
    const unmet = unmetGoal(policy, new Map([[id, spec]]), clock.now());
    if (unmet)
      return refused('never-met', {
        field: 'body.hours',
        problem: `The policy ${policy.id} could not be kept any more (${unmet.detail?.['field']}): change it first, or give more hours.`,
      });
  }
  return undefined;
}

/** The same refusal for a caller who sent the value as the body. */
export const inBody = <R extends string>({ refusal, detail }: Refused<R>): Refused<R> =>
  refused(refusal, { ...detail, field: `body.${detail?.['field']}` });
