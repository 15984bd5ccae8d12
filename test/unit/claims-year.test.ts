import { describe, expect, test } from '@jest/globals';
import type { ClaimLine, ClaimRule } from '../../shared/contracts/outreach-contract.ts';
import { type Claim, hearClaim, newClaim } from '../../shared/domain/outreach/claim.ts';
import { claimSignals } from '../../shared/domain/outreach/claim-signals.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import {
  correctedRules,
  expectedLines,
  FIRST,
  later,
  type Plan,
  type Told,
  tellClaim,
  workdayOnOrBefore,
  yearsRules,
} from '../support/claim-year.ts';
import { chance } from '../support/interleaved.ts';

const DISTANCES = [14, 7, 2];
const days = Array.from({ length: 366 }, (_, n) => later(FIRST, n));

const claimsOf = (n: number, from = 0): Told[] => Array.from({ length: n }, (_, at) => tellClaim(from + at));
const inAccounts = (told: readonly Told[], size: number): Told[][] =>
  Array.from({ length: told.length / size }, (_, at) => told.slice(at * size, (at + 1) * size));
const signalsOn = (today: string, claims: readonly Claim[], rules: readonly ClaimRule[] = yearsRules) =>
  claimSignals(claims, { rules, distances: DISTANCES, today, workdayOnOrBefore });

const textOf = ({ claimId, distance, closesOn }: ClaimLine): string => `${claimId} ${distance} ${closesOn}`;

/** Lines by day. */
type Lines = Map<string, Set<string>>;
type Seen = { readonly lines: Lines; woken: number; slept: number };
const nothingSeen = (): Seen => ({ lines: new Map(days.map(day => [day, new Set()])), woken: 0, slept: 0 });

/** Goes through the year as an account sees it: hears the day's facts, then asks what is due. */
function walk(told: readonly Told[], { rulesOn, turns }: Plan, seen: Seen): void {
  const claims = new Map(told.map(({ id }) => [id, newClaim(id)]));
  const coming = told.flatMap(({ heard }) => heard);
  let before: { text: string; nextDay: string | undefined } | undefined;
  for (const today of days) {
    const news = coming.filter(({ day }) => (today === FIRST ? day <= today : day === today));
    for (const { fact } of news) hear(claims, fact);
    const { due, nextDay } = signalsOn(today, [...claims.values()], rulesOn(today));
    const text = due.map(textOf).join('\n');
    if (news.length === 0 && !turns.includes(today) && before) {
      const awake = today === before.nextDay;
      if (awake === (text === before.text)) throw new Error(`${today}: ${awake ? 'nothing new' : text}`);
      seen[awake ? 'woken' : 'slept'] += 1;
    }
    before = { text, nextDay };
    for (const line of due) seen.lines.get(today)?.add(textOf(line));
  }
}

function hear(claims: Map<string, Claim>, fact: Fact): void {
  const id = String(fact.data['claimId']);
  claims.set(id, hearClaim(claims.get(id) ?? newClaim(id), fact));
}

function expectedOf(told: readonly Told[], plan: Plan): Lines {
  const { lines } = nothingSeen();
  for (const [day, line] of told.flatMap(one => expectedLines(one, plan))) lines.get(day)?.add(line);
  return lines;
}

/** A day a line, so that millions of words are compared quickly. */
const inOrder = (lines: Lines): string[] =>
  days.map(day => `${day}: ${[...(lines.get(day) ?? [])].sort().join(', ')}`);

/** The day on which each distance of each claim is told first. */
function firstDays(lines: Lines): Map<string, string> {
  const first = new Map<string, string>();
  for (const [day, told] of lines) for (const line of told) if (!first.has(line)) first.set(line, day);
  return first;
}

const plan: Plan = { distances: DISTANCES, rulesOn: () => yearsRules, turns: [] };

describe('a year with rules that change in its middle', () => {
  const told = claimsOf(10_000);
  const seen = nothingSeen();
  walk(told, plan, seen);

  test('shows each of 10,000 claims on the very days that its own rule says, and on no other', () => {
    expect(inOrder(seen.lines)).toEqual(inOrder(expectedOf(told, plan)));
    expect(firstDays(seen.lines).size).toBeGreaterThan(8_000);
  });

  test('begins each distance once, on a working day unless the claim was heard of later', () => {
    const heardOn = new Set(told.flatMap(({ id, heard }) => heard.map(({ day }) => `${id} ${day}`)));
    for (const [line, day] of firstDays(seen.lines)) {
      const [id] = line.split(' ');
      if (day !== FIRST && !heardOn.has(`${id} ${day}`)) expect(workdayOnOrBefore(day)).toBe(day);
    }
    const begun = [...days.entries()].flatMap(([at, day]) => {
      const before = seen.lines.get(days[at - 1] ?? '');
      return [...(seen.lines.get(day) ?? [])].filter(line => !before?.has(line));
    });
    // A claim that was handed in and given back goes on with the distance it had.
    const given = new Set(
      told
        .filter(({ heard }) => heard.some(({ fact }) => fact.name === 'claim.submitted'))
        .map(({ id }) => id),
    );
    const once = begun.filter(line => !given.has(line.split(' ')[0] ?? ''));
    expect(once.length).toBeGreaterThan(5_000);
    expect(new Set(once).size).toBe(once.length);
  });

  test('shows nothing after a claim closed, was said to be closed, or had its last day', () => {
    const closedOn = new Map(
      told.flatMap(({ id, heard }) =>
        heard.filter(({ fact }) => fact.name === 'claim.closed').map(({ day }) => [id, day] as const),
      ),
    );
    expect(closedOn.size).toBeGreaterThan(4_000);
    for (const [day, lines] of seen.lines)
      for (const line of lines) {
        const [id = '', , closesOn = ''] = line.split(' ');
        if (day > closesOn || day >= (closedOn.get(id) ?? '9999')) throw new Error(`${day}: ${line}`);
      }
  });
});

test('what is a signal changes by itself on the days that were named as the next, and on no other', () => {
  const seen = nothingSeen();
  for (const account of inAccounts(claimsOf(1_000, 60_000), 5)) walk(account, plan, seen);
  expect(seen.woken).toBeGreaterThan(1_000);
  expect(seen.slept).toBeGreaterThan(50_000);
});

test('rules that become known in the middle of the year move the signals of open claims from that day on', () => {
  const turn = '2028-07-19';
  const turned: Plan = {
    ...{ distances: DISTANCES, turns: [turn] },
    rulesOn: day => (day < turn ? yearsRules : correctedRules),
  };
  const told = claimsOf(1_000, 20_000);
  const seen = nothingSeen();
  walk(told, turned, seen);
  expect(inOrder(seen.lines)).toEqual(inOrder(expectedOf(told, turned)));
  expect(inOrder(seen.lines)).not.toEqual(inOrder(expectedOf(told, plan)));
});

test('any order and any repetition of the facts of claims leave the same claims and signals', () => {
  const next = chance(7);
  const told = claimsOf(1_000, 40_000);
  const heardAs = (order: (facts: Fact[]) => Fact[]): Claim[] =>
    told.map(({ id, heard }) => order(heard.map(({ fact }) => fact)).reduce(hearClaim, newClaim(id)));
  const shuffled = (facts: Fact[]): Fact[] =>
    [...facts, ...facts.filter(() => next() < 0.5)]
      .map(fact => ({ fact, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ fact }) => fact);
  const straight = heardAs(facts => facts);
  for (let round = 0; round < 5; round++) {
    const other = heardAs(shuffled);
    expect(other).toEqual(straight);
    const today = days[Math.floor(next() * 366)] ?? FIRST;
    const signals = signalsOn(today, straight);
    expect(signals.due.length).toBeGreaterThan(0);
    expect(signalsOn(today, other)).toEqual(signals);
    expect(signalsOn(today, other.toReversed())).toEqual(signals);
  }
});
