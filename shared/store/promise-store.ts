import type { DepotInput } from '../contracts/depots-contract.ts';
import type { CalendarInput, PolicyInput } from '../contracts/promises-contract.ts';
import { aroundTheClock, type BusinessCalendar, calendarShelf } from '../domain/time/business-calendar.ts';
import type { CalendarSpec } from '../domain/time/calendar-spec.ts';
import type { Instant } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { promiseKey, promisePrefix, promisesPk, promiseVersionKey } from './keys.ts';
import { bare, type Key, type Row, type Table, type Write } from './table.ts';

type Kept = {
  readonly id: string;
  readonly version: number;
  readonly changedAt: Instant;
  /** Who wrote this version. */
  readonly changedBy?: string;
};

/** A day on which a calendar is closed, and who says so: the law, ourselves, or a calendar file of ours. */
export type ClosedDay = {
  readonly date: string;
  readonly name: string;
  readonly source: 'holiday' | 'closure' | 'ical';
  /** Of the event in the calendar file. */
  readonly uid?: string;
};

/** A calendar with all days it is closed on: holidays are resolved when it is saved, so that a version means the same for ever. */
export type StoredCalendar = CalendarInput & Kept & { readonly closedDays: readonly ClosedDay[] };
export type StoredPolicy = PolicyInput & Kept;
export type StoredDepot = DepotInput & Kept;

export type Kinds = { calendar: StoredCalendar; policy: StoredPolicy; depot: StoredDepot };
export type PromiseKind = keyof Kinds;
/** What somebody wrote, without what tells its versions apart. */
export type Unkept<K extends PromiseKind> = Omit<Kinds[K], Exclude<keyof Kept, 'id'>> & {
  readonly id: string;
};

/** Of the one that stands now, or of a version of it. */
const keyOf = (kind: PromiseKind, id: string, version: number | undefined): Key =>
  version === undefined ? promiseKey(kind, id) : promiseVersionKey(kind, id, version);

async function load<T>(table: Table, key: Key): Promise<T | undefined> {
  const row = await table.get(key);
  return row && (bare(row) as unknown as T);
}

async function list<K extends PromiseKind>(table: Table, kind: K): Promise<Kinds[K][]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({
      pk: promisesPk,
      prefix: promisePrefix(kind),
      ...(cursor === undefined ? {} : { cursor }),
    });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows.map(row => bare(row) as unknown as Kinds[K]);
}

/** Without a version the one that stands now; a version never changes. */
export const loadCalendar = (table: Table, id: string, version?: number) =>
  load<StoredCalendar>(table, keyOf('calendar', id, version));
export const loadPolicy = (table: Table, id: string, version?: number) =>
  load<StoredPolicy>(table, keyOf('policy', id, version));
export const loadDepot = (table: Table, id: string, version?: number) =>
  load<StoredDepot>(table, keyOf('depot', id, version));

/** All that stand now, by id. */
export const listCalendars = (table: Table) => list(table, 'calendar');
export const loadPolicies = (table: Table) => list(table, 'policy');
export const loadDepots = (table: Table) => list(table, 'depot');

/**
 * The next version in the place of the one that was read, and the same for ever beside it; refused with `stale` when
 * somebody was faster.
 */
export function promiseWrites<K extends PromiseKind>(
  kind: K,
  value: Omit<Kinds[K], 'version'> & { readonly id: string },
  read: number | undefined,
): Write[] {
  const version = (read ?? 0) + 1;
  const place = promiseVersionKey(kind, value.id, version);
  return [
    replace({ ...promiseKey(kind, value.id), ...value, type: 'promise' }, read),
    {
      do: 'put',
      row: { ...place, ...value, version, type: 'promise-version' },
      when: { is: 'absent' },
      orElse: 'stale',
    },
  ];
}

/** What is counted in: closed days have no hours, days with hours of their own go before them. */
export const specOf = ({ zone, hours, closedDays, overrides }: StoredCalendar): CalendarSpec => ({
  zone,
  hours,
  overrides: { ...Object.fromEntries(closedDays.map(({ date }) => [date, []])), ...overrides },
});

/** The calendar that never closes; the only one that needs no row. */
export const ALWAYS = 'always';

/** Names one version of a calendar, as snapshots of policies keep it: `office@3`, or `always`. */
export const calendarKeyOf = ({ id, version }: { readonly id: string; readonly version: number }): string =>
  `${id}@${version}`;

/** A calendar with all that it says as one text: the same hours are compiled once, whichever calendar has them. */
type Warm = { readonly spec: CalendarSpec; readonly content: string };
/** Kept between the calls of a warm function. Versions never change, so nothing here grows old. */
const warm = new WeakMap<Table, Map<string, Warm>>();
const compiled = calendarShelf();
const MOST_WARM = 256;

/**
 * Compiled calendars for a use case, by `always` or the key of a version; each is compiled when it is first asked for,
 * for all questions about instants within `around`. Throws for a version that was never written.
 */
export async function loadCalendars(
  table: Table,
  keys: readonly string[],
  around: { readonly from: Instant; readonly to: Instant },
): Promise<(key: string) => BusinessCalendar> {
  const wanted = [...new Set(keys)].filter(key => key !== ALWAYS);
  const found = new Map(await Promise.all(wanted.map(async key => [key, await warmAt(table, key)] as const)));
  return key => {
    if (key === ALWAYS) return aroundTheClock;
    const one = found.get(key);
    if (!one) throw new UnknownCalendarError(key);
    return compiled(one.content, one.spec, around);
  };
}

async function warmAt(table: Table, key: string): Promise<Warm> {
  const kept = warm.get(table) ?? new Map<string, Warm>();
  warm.set(table, kept);
  const known = kept.get(key);
  if (known) return known;
  const [id = '', version = ''] = key.split('@');
  const calendar = await loadCalendar(table, id, Number(version));
  if (!calendar) throw new UnknownCalendarError(key);
  if (kept.size >= MOST_WARM) kept.clear();
  const spec = specOf(calendar);
  const one = { spec, content: JSON.stringify(spec) };
  kept.set(key, one);
  return one;
}

/** A clock names a version of a calendar that the table does not have. */
export class UnknownCalendarError extends Error {
  override readonly name = 'UnknownCalendarError';
  constructor(key: string) {
    super(`no calendar ${key}`);
  }
}
