import type { ClaimRule } from '../../shared/contracts/outreach-contract.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { aFact } from './facts.ts';
import { chance } from './interleaved.ts';

/** A leap year, walked through day by day. */
export const YEAR = 2028;
export const FIRST = `${YEAR}-01-01`;

const HOLIDAYS = ['01-01', '04-14', '04-17', '05-01', '07-04', '10-03', '12-25', '12-26'];

/** The day so many days later, by the calendar of the machine. */
export function later(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

const isWorkday = (day: string): boolean =>
  ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay()) && !HOLIDAYS.includes(day.slice(5));

const workdays = new Map<string, string>();

/** The last day on or before a day on which somebody works; remembered, as it is asked for millions of times. */
export function workdayOnOrBefore(day: string): string {
  let found = workdays.get(day);
  for (let at = day; found === undefined; at = later(at, -1)) if (isWorkday(at)) found = at;
  workdays.set(day, found);
  return found;
}

const rule = (
  kind: readonly [string, string],
  validFrom: string,
  [opensAfterDays, closesAfterDays]: readonly [number, number],
): ClaimRule => ({
  ...{ marketplace: kind[0], type: kind[1], validFrom, opensAfterDays, closesAfterDays },
  source: 'a test',
});
const [usReturn, usInbound] = [
  ['amazon-us', 'customer-return'],
  ['amazon-us', 'lost-inbound'],
] as const;
const [deReturn, deInbound] = [
  ['amazon-de', 'customer-return'],
  ['amazon-de', 'lost-inbound'],
] as const;

/** Rules that change in mid-year, in no order: longer, shorter, one that was none before. */
export const yearsRules: readonly ClaimRule[] = [
  rule(usReturn, '2028-07-01', [60, 120]),
  rule(usReturn, '2027-01-01', [45, 300]),
  rule(usInbound, '2027-01-01', [0, 60]),
  rule(usInbound, '2028-06-20', [0, 90]),
  rule(usInbound, '2028-05-15', [15, 17]),
  rule(deReturn, '2028-06-15', [45, 105]),
  rule(deReturn, '2027-06-01', [0, 180]),
  rule(deInbound, '2028-06-01', [0, 90]),
];

/** The same, but one that is valid from March on became known only later, and one was wrong. */
export const correctedRules: readonly ClaimRule[] = [
  ...yearsRules.filter(({ validFrom }) => validFrom !== '2028-06-15'),
  rule(usReturn, '2028-03-01', [30, 150]),
  rule(deReturn, '2028-06-15', [45, 135]),
];

/** A fact and the day on which we hear it. */
export type Heard = { readonly day: string; readonly fact: Fact };
export type Told = { readonly id: string; readonly heard: readonly Heard[] };

/** What is said about one claim in a year: late, corrected, handed in, given back, closed. */
export function tellClaim(n: number): Told {
  const next = chance(n + 1);
  const upTo = (most: number): number => Math.floor(next() * (most + 1));
  const id = `clm-${n}`;
  const [marketplace, type] = [usReturn, usInbound, deReturn, deInbound][upTo(3)] ?? usReturn;
  const basisOn = later('2027-08-01', upTo(480));
  const heard: Heard[] = [];
  const say = (name: string, after: number, data: Record<string, unknown> = {}): void => {
    const at = Date.parse(`${basisOn}T08:00:00Z`) + after * DAY + upTo(DAY / 2);
    const fact = aFact(`claim.${name}`, { id: `${id}-${heard.length}`, at, data: { ...data, claimId: id } });
    heard.push({ day: later(new Date(at).toISOString().slice(0, 10), upTo(1) * upTo(12)), fact });
  };
  say('opened', upTo(20), { marketplace, type, basisOn, value: upTo(900) });
  if (upTo(9) === 0) say('opened', 21 + upTo(20), { marketplace, type, basisOn: later(basisOn, upTo(9)) });
  if (upTo(4) === 0) say('deadline-set', 25 + upTo(20), { closesOn: later(basisOn, 40 + upTo(90)) });
  if (upTo(2) === 0) say('waiting', 10 + upTo(60), { on: ['company', 'customer', 'marketplace'][upTo(2)] });
  if (upTo(2) === 0) say('submitted', 20 + upTo(90));
  if (upTo(5) === 0) say('waiting', 40 + upTo(90), { on: 'customer' });
  if (upTo(1) === 0) say('closed', 20 + upTo(160));
  return { id, heard };
}

export type Plan = {
  readonly distances: readonly number[];
  readonly rulesOn: (day: string) => readonly ClaimRule[];
  /** The days on which `rulesOn` becomes another. */
  readonly turns: readonly string[];
};

/** Plainly what should be seen: for each day of the year the claims that are a signal, as `id distance last-day`. */
export function expectedLines({ id, heard }: Told, { distances, rulesOn, turns }: Plan): [string, string][] {
  const days = [FIRST, ...heard.map(({ day }) => day), ...turns].filter(day => day >= FIRST).sort();
  const end = `${YEAR + 1}-01-01`;
  return days.flatMap((from, at) => {
    const to = days[at + 1] ?? end;
    const known = heard.filter(({ day }) => day <= from).map(({ fact }) => fact);
    const window = stakeOf(known, rulesOn(from));
    if (!window) return [];
    const starts = distances.map(distance => [distance, startOf(distance, window)] as const);
    const seen: [string, string][] = [];
    const first = starts.map(([, start]) => start).reduce((one, other) => (one < other ? one : other));
    for (let day = first > from ? first : from; day < to && day <= window.closes; day = later(day, 1)) {
      const reached = starts.filter(([, start]) => start <= day).map(([distance]) => distance);
      seen.push([day, `${id} ${Math.min(...reached)} ${window.closes}`]);
    }
    return seen;
  });
}

type Window = { readonly opens: string; readonly closes: string };

/** When a claim closes by its own rule, if it matters now. */
function stakeOf(facts: readonly Fact[], rules: readonly ClaimRule[]): Window | undefined {
  const last = (name: string): Fact | undefined =>
    facts.filter(fact => fact.name === `claim.${name}`).sort((a, b) => b.occurredAt - a.occurredAt)[0];
  const [opened, submitted, waiting] = [last('opened'), last('submitted'), last('waiting')];
  if (last('closed')) return undefined;
  if (submitted && !(waiting && waiting.occurredAt > submitted.occurredAt)) return undefined;
  const named = last('deadline-set')?.data['closesOn'];
  if (named) return { opens: '', closes: String(named) };
  if (!opened) return undefined;
  const { marketplace, type, basisOn } = opened.data as Record<string, string>;
  const [rule] = rules
    .filter(one => one.marketplace === marketplace && one.type === type)
    .filter(one => one.validFrom <= String(basisOn))
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  if (!rule) return undefined;
  return {
    opens: later(String(basisOn), rule.opensAfterDays),
    closes: later(String(basisOn), rule.closesAfterDays),
  };
}

/** The first day of a distance: the working day before it, or the first in the window, or the window's first. */
function startOf(distance: number, { opens, closes }: Window): string {
  let day = later(closes, -distance);
  while (!isWorkday(day)) day = later(day, -1);
  if (day >= opens) return day;
  for (day = opens; day <= closes; day = later(day, 1)) if (isWorkday(day)) return day;
  return opens;
}
