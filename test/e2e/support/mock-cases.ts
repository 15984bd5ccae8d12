import { decideCase } from '../../../shared/domain/devices/decide-case.ts';
import type { DeviceCase } from '../../../shared/domain/devices/device-case.ts';
import { matchPolicy } from '../../../shared/domain/devices/match-policy.ts';
import { openCase } from '../../../shared/domain/devices/open-case.ts';
import { type Policy, snapshotOf } from '../../../shared/domain/devices/policy.ts';
import { watchCase } from '../../../shared/domain/devices/watch-case.ts';
import {
  aroundTheClock,
  type BusinessCalendar,
  compileCalendar,
} from '../../../shared/domain/time/business-calendar.ts';
import type { DamageKind } from '../../../shared/events/device-events.ts';
import { DAY, type Instant, MINUTE } from '../../../shared/kernel/instant.ts';
import { START } from './mock-data.ts';

export type CaseCommand = Parameters<typeof decideCase>[1];
export type MockEntry = {
  readonly at: Instant;
  readonly decision: string;
  readonly by: string;
  readonly reason: Record<string, unknown>;
};
/** A case of the stand-in: what the rules made of it, and what the API would tell beside it. */
export type MockCase = {
  readonly held: DeviceCase;
  readonly account: number;
  readonly ownerId: string;
  readonly history: readonly MockEntry[];
  readonly tellings: readonly {
    kind: string;
    state: string;
    at: Instant;
    language?: string;
    languageOf?: string;
  }[];
  readonly escalation?: { id: string; state: string; acknowledgedBy?: string };
  readonly version: number;
};

const told = (at: Instant) => ({
  ...{ kind: 'report-received', state: 'sent', at, language: 'de', languageOf: 'contact' },
});

const week = (from: string, to: string) =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [[from, to]]])) as Record<
    string,
    [string, string][]
  >;

/** Calendars by id: the counter's hours, and those of people who begin in the afternoon. */
export const caseCalendars = {
  'mall-counter': {
    name: 'Counter in the mall',
    zone: 'Europe/Berlin',
    hours: { ...week('09:00', '20:00'), sat: [['10:00', '18:00']] as [string, string][] },
  },
  late: { name: 'Afternoons', zone: 'Europe/Berlin', hours: week('14:00', '22:00') },
} as const;

const range = { from: START - 60 * DAY, to: START + 400 * DAY };
const compiled = new Map<string, BusinessCalendar>([['always', aroundTheClock]]);
/** The compiled calendar of a key such as `late@1`. */
export function calendarOf(key: string): BusinessCalendar {
  const id = key.split('@')[0] as keyof typeof caseCalendars | 'always';
  const held = compiled.get(id);
  if (held || id === 'always') return held ?? aroundTheClock;
  const { zone, hours } = caseCalendars[id];
  const made = compileCalendar({ zone, hours, overrides: {} }, range);
  compiled.set(id, made);
  return made;
}

type MockPolicy = Policy & Parameters<typeof matchPolicy>[0][number];
const policy = (id: string, name: string, more: Partial<MockPolicy>): MockPolicy => ({
  ...{ id, name, version: 2, active: true, order: 100, match: {} },
  handover: { goal: { days: 4 }, calendar: 'always', warnAt: [50, 75, 90], waitsForCustomer: true },
  legs: {},
  depots: ['central'],
  reserve: 'at-replace',
  reserveHours: 96,
  breachChain: 'breach',
  noStockChain: 'no-stock',
  tellCustomerAt: 90,
  ...more,
});
const hours = (amount: number, calendar: string) => ({
  goal: { hours: amount },
  calendar,
  warnAt: [50, 75, 90],
  waitsForCustomer: true,
});

export const casePolicies: readonly MockPolicy[] = [
  policy('two-hours', 'Working device in under two hours', {
    order: 10,
    match: { sites: ['mall'] },
    handover: hours(2, 'mall-counter'),
    legs: { diagnose: { goal: { minutes: 40 }, calendar: 'mall-counter', warnAt: [90], owner: 'depot' } },
    depots: ['mall', 'central'],
    reserve: 'at-report',
  }),
  policy('afternoons', 'Working device in six hours', {
    match: { sites: ['late-shop'] },
    handover: hours(6, 'late'),
  }),
  policy('four-days', 'Working device in under four days', {
    response: { goal: { hours: 4 }, calendar: 'mall-counter', warnAt: [75] },
    legs: { ship: { goal: { days: 2 }, calendar: 'always', warnAt: [90], owner: 'depot' } },
  }),
];

export type Given = {
  readonly id: string;
  /** Minutes before the start of the day that it was reported. */
  readonly ago: number;
  readonly account?: number;
  readonly ownerId?: string;
  readonly site?: string;
  readonly damage?: DamageKind;
  readonly zone?: string;
  readonly language?: string;
  readonly managed?: boolean;
  /** What was done with it, each so many minutes before the start of the day. */
  readonly did?: readonly (readonly [number, CaseCommand])[];
  readonly more?: Partial<DeviceCase>;
  readonly beside?: Partial<MockCase>;
};

const before = (minutes: number): Instant => START - minutes * MINUTE;

/** A number of four digits for each id. */
const serialOf = (id: string): number =>
  [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 8000, 7) + 1000;

/** A case as it stands at the start of the day, made by the rules from what happened to it. */
export function mockCase(given: Given): MockCase {
  const { id, ago, account = 0, ownerId = 'anna', site, damage = 'broken', managed = true } = given;
  const about = { accountId: `acc-${account}`, segment: 'standard', damage, ...(site ? { site } : {}) };
  const { policy: found, ranking } = matchPolicy(casePolicies, about);
  const at = before(ago);
  const opened = openCase({
    ...about,
    ...{
      caseId: id,
      factId: `evt_${id}`,
      serial: `SN-${serialOf(id)}`,
      model: 'tab-8',
      managed,
    },
    ...{ contactId: 'c-1', language: given.language ?? 'de', zone: given.zone ?? 'Europe/Berlin' },
    ...{ reportedBy: 'shop-system', correlation: `cor_${id}`, at, now: at, matching: ranking },
    policy: found && snapshotOf(found, key => (key === 'always' ? key : `${key}@3`)),
  });
  const first: MockCase = {
    held: opened,
    ...{ account, ownerId, tellings: [told(at)], version: 1 },
    history: [
      {
        at,
        decision: 'case-opened',
        by: 'shop-system',
        reason: { entitled: managed, why: 'under-management' },
      },
    ],
  };
  const made = (given.did ?? []).reduce(
    (held, [minutes, command]) =>
      did(held, command, { at: before(minutes), now: before(minutes), by: 'anna' }),
    first,
  );
  return watched({ ...made, held: { ...made.held, ...given.more }, ...given.beside }, START);
}

/** The case with what its clocks noticed by now. */
export const watched = (one: MockCase, now: Instant): MockCase => ({
  ...one,
  held: watchCase(one.held, { calendars: calendarOf, now }).after,
});

type Doing = { readonly at: Instant; readonly now: Instant; readonly by: string };
/** Something was done with a case; throws the refusal when the rules do not allow it. */
export function did(one: MockCase, command: CaseCommand, { at, now, by }: Doing): MockCase {
  const factId = `evt_${one.held.id}_${one.version}`;
  const decided = decideCase(one.held, command, { factId, at, now });
  if (!decided.ok) throw Object.assign(new Error(decided.refusal), { refused: decided });
  const { do: name, ...reason } = command;
  const decision = command.do === 'triage' ? `triage-${command.path}` : name;
  return watched(
    {
      ...one,
      held: decided.value,
      history: [...one.history, { at, decision, by, reason }],
      version: one.version + 1,
    },
    now,
  );
}
