import type { DutyView, OwnCalendarView, ScheduleInput } from '../../../shared/contracts/duty-contract.ts';
import { nowAndNext } from '../../../shared/domain/team/duty-now.ts';
import { withOverride, withoutOverride } from '../../../shared/domain/team/duty-override.ts';
import { dutyPlan, gapsIn, type Presence, withTrouble } from '../../../shared/domain/team/duty-plan.ts';
import { checkSchedule, type Override, type Schedule } from '../../../shared/domain/team/duty-schedule.ts';
import { type Swap, withSwap } from '../../../shared/domain/team/duty-swap.ts';
import { checkCalendarUrl } from '../../../shared/domain/team/outside-calendar.ts';
import { DAY, formatInstant } from '../../../shared/kernel/instant.ts';
import type { Outcome } from '../../../shared/kernel/outcome.ts';
import { problemOf } from '../../../shared/runtime/problem.ts';
import { found, type Handler, Refusal } from './mock-api.ts';
import { at, START } from './mock-data.ts';
import type { MockState } from './mock-state.ts';

type Stored = Schedule & { readonly version: number };
type MockDuty = { readonly schedules: Map<string, Stored>; own: OwnCalendarView };

const week = (days: readonly string[], from: string, to: string) =>
  Object.fromEntries(days.map(day => [day, [[from, to]]])) as NonNullable<
    ScheduleInput['rotations'][number]['hours']
  >;
const workDays = ['mon', 'tue', 'wed', 'thu', 'fri'];
const first = { from: '2026-11-16', handoverAt: '09:00', turn: 1 } as const;

const schedules = (): Stored[] => [
  {
    ...{ id: 'day', name: 'Day desk', zone: 'Europe/Berlin', version: 3 },
    rotations: [
      {
        ...{ ...first, every: 'day', agents: ['anna', 'bruno', 'carmen'] },
        hours: week([...workDays, 'sat'], '08:00', '20:00'),
      },
      { ...{ ...first, every: 'week', agents: ['denis'] }, hours: week(['wed'], '14:00', '20:00') },
    ],
    overrides: [
      {
        ...{ id: 'ovr_1', agentId: 'emil', by: 'anna', reason: 'Dentist' },
        ...{ from: Date.parse(at(1620)), to: Date.parse(at(1860)) },
      },
    ],
  },
  {
    ...{ id: 'nights', name: 'Nights', zone: 'Europe/Berlin', version: 1 },
    rotations: [{ ...first, every: 'week', handoverAt: '20:00', agents: ['emil', 'bruno'] }],
    overrides: [],
  },
];

const made = new WeakMap<MockState, MockDuty>();

/** The duty of a day: a desk with gaps and trouble, nights without. */
export function dutyOf(state: MockState): MockDuty {
  const held = made.get(state);
  if (held) return held;
  const fresh: MockDuty = {
    schedules: new Map(schedules().map(one => [one.id, one])),
    own: {
      feed: { live: false },
      outside: {
        host: 'calendar.example.com',
        fetchedAt: at(-300),
        failing: { since: at(-240), why: 'unreachable' },
        busy: [],
      },
    },
  };
  made.set(state, fresh);
  return fresh;
}

const nowIn = (state: MockState) => START + state.minute * 60_000;

const presence = ({ agents }: MockState): Presence[] =>
  agents.map(({ id, active, absences }) => ({
    ...{ id, active },
    absences: Object.fromEntries(
      absences.map(one => [one.id, { from: Date.parse(one.from), to: Date.parse(one.to) }]),
    ),
  }));

const shown = <T extends { from: number; to: number }>({ from, to, ...rest }: T) => ({
  ...rest,
  from: formatInstant(from),
  to: formatInstant(to),
});

const scheduleView = (stored: Stored) => ({ ...stored, overrides: stored.overrides.map(shown) });

function dutyView(stored: Stored, state: MockState, range: { from: number; to: number }) {
  const team = presence(state);
  const plan = withTrouble(dutyPlan(stored, range), team);
  const { now, next } = nowAndNext(stored, team, nowIn(state));
  return {
    ...{ id: stored.id, name: stored.name, zone: stored.zone },
    ...(now ? { now: { ...now, until: formatInstant(now.until) } } : {}),
    ...(next ? { next: { ...next, from: formatInstant(next.from) } } : {}),
    shifts: plan.map(shown),
    gaps: gapsIn(plan, range).map(shown),
  };
}

/** What the rules refuse is answered as the API answers it. */
function taken<T>(outcome: Outcome<T, string>): T {
  if (outcome.ok) return outcome.value;
  const { status, title, ...more } = problemOf(outcome);
  throw new Refusal(status, title, more);
}

const asked = (state: MockState, agentId: string) => ({
  caller: {
    id: agentId,
    isLead: state.agents.find(one => one.id === agentId)?.roles.includes('lead') ?? false,
  },
  agents: new Set(state.agents.filter(one => one.active).map(one => one.id)),
  now: nowIn(state),
});

function keep(state: MockState, schedule: Schedule, version: number) {
  const stored = { ...schedule, version: version + 1 };
  dutyOf(state).schedules.set(schedule.id, stored);
  state.send({ type: 'roster' });
  return scheduleView(stored);
}

const scheduleIn = (state: MockState, id: string | undefined): Stored =>
  found(dutyOf(state).schedules.get(id ?? ''), 'schedule');

const read = <T extends { from: string; to: string }>({ from, to, ...rest }: T) => ({
  ...rest,
  from: Date.parse(from),
  to: Date.parse(to),
});

const own = (state: MockState, part: Partial<OwnCalendarView>): OwnCalendarView => {
  const duty = dutyOf(state);
  duty.own = { ...duty.own, ...part };
  return duty.own;
};

const calendarHandlers: Readonly<Record<string, Handler>> = {
  'get-own-calendar': (_, state) => dutyOf(state).own,
  'make-calendar-feed': (_, state) => {
    const feed = { live: true, since: at(state.minute) };
    own(state, { feed });
    const url = 'https://care.example/v1/calendar-feeds/cal_0123456789abcdefghij.ics';
    return { ...dutyOf(state).own, feed: { ...feed, url } };
  },
  'revoke-calendar-feed': (_, state) => own(state, { feed: { live: false } }),
  'put-outside-calendar': ({ body }, state) => {
    const host = taken(checkCalendarUrl((body as { url: string }).url, ['calendar.example.com']));
    return own(state, { outside: { host, busy: [] } });
  },
  'delete-outside-calendar': (_, state) => {
    const { outside: _gone, ...rest } = dutyOf(state).own;
    dutyOf(state).own = rest;
    return rest;
  },
};

/** The duty's answers by the rules of the product, by the ids of their routes. */
export const teamDutyHandlers: Readonly<Record<string, Handler>> = {
  ...calendarHandlers,
  'list-duty-schedules': (_, state) => ({
    schedules: [...dutyOf(state).schedules.values()].map(scheduleView),
  }),
  'put-duty-schedule': ({ params, body }, state) => {
    const id = params['scheduleId'] ?? '';
    const { version, ...input } = body as ScheduleInput & { version?: number };
    const checked = checkSchedule(input, asked(state, ''));
    if (!checked.ok)
      taken({ ...checked, detail: { ...checked.detail, field: `body.${checked.detail?.['field']}` } });
    const held = dutyOf(state).schedules.get(id);
    if (held?.version !== version) throw new Refusal(409, 'stale', { refusal: 'stale' });
    return keep(state, { ...input, id, overrides: held?.overrides ?? [] }, version ?? 0);
  },
  'delete-duty-schedule': ({ params }, state) => {
    if (params['scheduleId'] === 'nights')
      throw new Refusal(422, 'in use', { refusal: 'in-use', detail: 'These chains name it: breach.' });
    dutyOf(state).schedules.delete(params['scheduleId'] ?? '');
    return {};
  },
  'put-duty-override': ({ params, body, agentId }, state) => {
    const held = scheduleIn(state, params['scheduleId']);
    const input = body as Omit<Override, 'id' | 'from' | 'to'> & { from: string; to: string };
    const override = { ...read(input), id: params['overrideId'] ?? '', by: agentId };
    return keep(state, taken(withOverride(held, override, asked(state, agentId))), held.version);
  },
  'delete-duty-override': ({ params, agentId }, state) => {
    const held = scheduleIn(state, params['scheduleId']);
    const without = withoutOverride(held, params['overrideId'] ?? '', asked(state, agentId));
    return keep(state, taken(without), held.version);
  },
  'swap-shifts': ({ params, body, agentId }, state) => {
    const held = scheduleIn(state, params['scheduleId']);
    type Side = { from: string; to: string; agentId: string };
    const { give, take, reason } = body as { give: Side; take: Side; reason?: string };
    const ids = { give: `swp_${held.version}_give`, take: `swp_${held.version}_take` };
    const swap: Swap = { give: read(give), take: read(take), ids, reason };
    return keep(state, taken(withSwap(held, swap, asked(state, agentId))), held.version);
  },
  'get-duty': ({ query }, state): DutyView => {
    const from = Date.parse(query['from'] ?? at(-1440));
    const range = { from, to: query['to'] ? Date.parse(query['to']) : from + 28 * DAY };
    return {
      schedules: [...dutyOf(state).schedules.values()].map(one => dutyView(one, state, range)),
      absences: state.agents.flatMap(({ id, absences }) =>
        absences.map(({ from: begin, to, coverId }) => ({
          ...{ agentId: id, from: begin, to },
          ...(coverId ? { coverId } : {}),
        })),
      ),
      busy: [
        { agentId: 'bruno', from: at(1530), to: at(1650) },
        { agentId: 'anna', from: at(120), to: at(240) },
      ],
    };
  },
};
