import type { CaseLine } from '../../shared/domain/insights/figures.ts';
import { type Calendars, readTarget, verdictOf } from '../../shared/domain/time/sla-clock.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';
import { caseOf, type StoredCase } from '../../shared/store/case-store.ts';
import { lists } from '../../shared/store/keys.ts';
import { loadCalendars } from '../../shared/store/promise-store.ts';
import type { Row, Table } from '../../shared/store/table.ts';
import { type Gathered, gatherBack, monthsBack, NEVER } from './insights-lists.ts';

/** Clocks are read one by one: so many cases of a period, and so many that are open. */
export const MOST_CASES = 2_000;
/** Like a case's own: calendars reach so far beyond now. */
const AHEAD_DAYS = 800;

type Period = { readonly startAt: Instant; readonly endAt: Instant; readonly now: Instant };

/** Cases opened in the period, each target as it is to be said of it now. One that was cancelled unbroken promised nothing. */
export async function gatherCases(table: Table, period: Period): Promise<Gathered<CaseLine>> {
  const { startAt, endAt, now } = period;
  const linesOf = (rows: readonly Row[]) => linesIn(table, rows.map(caseOf), period);
  const read = (pks: readonly string[]) =>
    gatherBack(table, { index: 'list', pks, most: MOST_CASES, linesOf });
  const months = monthsBack(startAt, Math.min(endAt, now));
  const settled = await read(months.map(lists.deviceCasesOpened));
  const open = await read([lists.deviceCases]);
  const byId = new Map([...settled.lines, ...open.lines].map(({ id, ...line }) => [id, line]));
  return {
    lines: [...byId.values()],
    // The open ones are listed by when they are due: what is missing of them may be of any day.
    ...(open.countedFrom === undefined ? sinceOf(settled) : { countedFrom: NEVER }),
  };
}

const sinceOf = ({ countedFrom }: Gathered<unknown>) => (countedFrom === undefined ? {} : { countedFrom });

type Line = CaseLine & { readonly id: string };

async function linesIn(table: Table, cases: readonly StoredCase[], period: Period): Promise<Line[]> {
  const { startAt, endAt, now } = period;
  const own = cases.filter(({ openedAt }) => startAt <= openedAt && openedAt < endAt);
  if (own.length === 0) return [];
  const calendars = await loadCalendars(
    table,
    own.flatMap(({ policy }) => (policy?.targets ?? []).map(({ calendar }) => calendar)),
    {
      from: Math.min(...own.flatMap(({ openedAt, marks }) => [openedAt, ...marks.map(({ at }) => at)])) - DAY,
      to: now + AHEAD_DAYS * DAY,
    },
  );
  return own.map(one => lineOf(one, calendars, now));
}

function lineOf(held: StoredCase, calendars: Calendars, now: Instant): Line {
  const { id, openedAt, segment, policy, marks, records, state } = held;
  const counts = state !== 'cancelled' || records.some(({ is }) => is === 'breached');
  const targets = (counts ? (policy?.targets ?? []) : []).map(target => {
    const reading = readTarget({ marks, target, calendars, now });
    return {
      verdict: verdictOf({ marks, target, records, calendars, now }),
      ...(reading.state === 'stopped' ? { marginMs: reading.leftMs } : {}),
    };
  });
  return { id, openedAt, segment, targets };
}
