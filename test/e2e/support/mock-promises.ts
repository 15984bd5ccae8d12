import { closedDays } from '../../../functions/promises/closed-days.ts';
import { calendarView } from '../../../functions/promises/view.ts';
import type {
  CalendarInput,
  CalendarView,
  PolicyInput,
  PolicyView,
  ReviewRow,
} from '../../../shared/contracts/promises-contract.ts';
import { HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import type { ClosedDay, StoredCalendar } from '../../../shared/store/promise-store.ts';
import { at, START } from './mock-data.ts';
import type { MockState } from './mock-state.ts';

/** Calendars and policies of the stand-in; what may be saved and what follows from it is decided by the product's rules. */
export type MockPromises = {
  readonly calendars: Map<string, StoredCalendar>;
  readonly policies: Map<string, PolicyView>;
  /** Cases that matching again would change; empty once it was done. */
  changing: boolean;
};

const week = (from: string, to: string): CalendarInput['hours'] =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [[from, to]]]));

const calendars: Readonly<Record<string, CalendarInput>> = {
  office: {
    ...{ name: 'Office hours', zone: 'Europe/Berlin', hours: week('09:00', '18:00') },
    holidays: [{ country: 'DE', region: 'BE' }],
    closures: [{ date: '2026-12-28', name: 'Stock-taking' }],
    overrides: { '2026-12-24': [['09:00', '12:00']] },
  },
  'mall-counter': {
    ...{ name: 'Counter in the mall', zone: 'Europe/Berlin', holidays: [], closures: [], overrides: {} },
    hours: { ...week('09:00', '20:00'), sat: [['10:00', '18:00']] },
  },
  late: {
    ...{ name: 'Afternoons', zone: 'Europe/Berlin', hours: week('14:00', '22:00') },
    ...{ holidays: [], closures: [], overrides: {} },
  },
};

const document = (front: string, services: string): PolicyInput['document'] => ({
  ...{ services, front, back: 'Central depot', reviewAt: '2027-06-30' },
  guarantees: 'A working device within the time promised, without the time we wait for you.',
});
const usual = {
  reserve: 'at-report',
  reserveHours: 24,
  breachChain: 'breach',
  noStockChain: 'no-stock',
} as const;

const policy = (id: string, input: PolicyInput): PolicyView => ({
  ...{ id, version: 2, changedAt: at(-3000) },
  ...input,
});

const policies: readonly PolicyView[] = [
  policy('two-hours', {
    ...{ name: 'Working device in under two hours', active: true, order: 10, ...usual },
    match: { accounts: ['acc-1'], sites: ['mall'] },
    handover: {
      ...{ goal: { hours: 2 }, calendar: 'mall-counter', warnAt: [50, 75, 90] },
      ...{ waitsForCustomer: true, waitCapHours: 48 },
    },
    legs: { diagnose: { goal: { minutes: 20 }, calendar: 'mall-counter', warnAt: [90], owner: 'depot' } },
    ...{ depots: ['mall', 'central'], tellCustomerAt: 90 },
    document: document('Counter in the mall', 'A ready device from the store in the building.'),
  }),
  policy('four-days', {
    ...{ name: 'Working device in under four days', active: true, order: 100, match: {}, ...usual },
    handover: { goal: { days: 4 }, calendar: 'always', warnAt: [50, 75, 90], waitsForCustomer: true },
    response: { goal: { hours: 4 }, calendar: 'office', warnAt: [75] },
    legs: { ship: { goal: { days: 2 }, calendar: 'always', warnAt: [90], owner: 'anna' } },
    ...{ depots: ['central'], tellCustomerAt: 90 },
    document: document('Customer success team', 'Repair or replacement of every device under management.'),
  }),
  policy('old-gold', {
    ...{
      name: '=HYPERLINK("http://evil.example")',
      active: false,
      order: 200,
      match: { segments: ['gold'] },
      ...usual,
    },
    handover: { goal: { hours: 8 }, calendar: 'office', warnAt: [90], waitsForCustomer: false },
    ...{ legs: {}, depots: [], tellCustomerAt: 90 },
    document: document('Nobody', 'None any more.'),
  }),
];

/** A calendar as it is kept: with every closed day resolved. */
export function kept(
  id: string,
  input: CalendarInput,
  more: { taken?: readonly ClosedDay[]; version?: number },
): StoredCalendar {
  const days = closedDays(input, more.taken ?? []);
  if (!days.ok) throw days;
  const { version = 3 } = more;
  return {
    ...input,
    id,
    version,
    changedAt: START - 40 * HOUR,
    changedBy: 'anna',
    closedDays: days.value,
  } as StoredCalendar;
}

const made = new WeakMap<MockState, MockPromises>();

/** The calendars and policies of a stand-in server's day. */
export function promisesOf(state: MockState): MockPromises {
  const held = made.get(state);
  if (held) return held;
  const fresh: MockPromises = {
    calendars: new Map(Object.entries(calendars).map(([id, input]) => [id, kept(id, input, {})])),
    policies: new Map(policies.map(one => [one.id, structuredClone(one)])),
    changing: true,
  };
  made.set(state, fresh);
  return fresh;
}

export const shown = (stored: StoredCalendar): CalendarView => calendarView(stored, START);

const row = (more: Partial<ReviewRow>): ReviewRow => ({
  ...{ policyId: 'two-hours', name: 'Working device in under two hours', target: 'handover' },
  ...{ promised: 0, open: 0, met: 0, breached: 0, corrected: 0, excused: 0, pauses: [] },
  ...more,
});

export const reviewRows: readonly ReviewRow[] = [
  row({
    ...{ promised: 41, open: 2, met: 36, breached: 3, corrected: 1, excused: 1 },
    margins: { p10: -12 * MINUTE, p50: 48 * MINUTE, p90: 97 * MINUTE },
    pauses: [
      { reason: 'customer: photo-of-damage', cases: 5, ms: 9.5 * HOUR },
      { reason: 'carrier: address', cases: 1, ms: 26 * HOUR },
    ],
  }),
  row({ target: 'leg-diagnose', promised: 41, met: 40, breached: 1 }),
  row({ policyId: 'old-gold', name: '=HYPERLINK("http://evil.example")', promised: 1, met: 1 }),
];

const change = (n: number, from: number, to: number) => ({
  ...{ caseId: `case_${n}`, accountName: n === 0 ? 'Casa Aurora' : `Hartmann & Söhne ${n}` },
  from: { policyId: 'four-days', version: 1, dueAt: at(from) },
  to: { policyId: 'two-hours', version: 2, dueAt: at(to) },
});
export const rematchChanges = [change(0, 3000, 80), change(1, 400, 400), change(2, 500, 620)];
