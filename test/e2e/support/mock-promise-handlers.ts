import { closuresFromIcal } from '../../../functions/promises/closures-from-ical.ts';
import type { CalendarInput, PolicyInput } from '../../../shared/contracts/promises-contract.ts';
import { checkPolicy } from '../../../shared/domain/devices/check-policy.ts';
import { inTurn, matchPolicy } from '../../../shared/domain/devices/match-policy.ts';
import { compileCalendar, deadline, openBetween } from '../../../shared/domain/time/business-calendar.ts';
import { checkCalendar } from '../../../shared/domain/time/calendar-spec.ts';
import { knownRegions } from '../../../shared/domain/time/holidays.ts';
import { DAY, formatInstant, MINUTE } from '../../../shared/kernel/instant.ts';
import type { Refused } from '../../../shared/kernel/outcome.ts';
import { problemOf } from '../../../shared/runtime/problem.ts';
import { type StoredCalendar, specOf } from '../../../shared/store/promise-store.ts';
import { type Handler, Refusal } from './mock-api.ts';
import { at, START } from './mock-data.ts';
import { depotsOf } from './mock-depots.ts';
import { kept, type MockPromises, promisesOf, rematchChanges, reviewRows, shown } from './mock-promises.ts';
import type { MockState } from './mock-state.ts';

/** What the rules refuse is answered as the API answers it. */
function refuse(refused: Refused<string>): never {
  const field = refused.detail?.['field'];
  const { status, title, ...more } = problemOf({
    ...refused,
    detail: { ...refused.detail, ...(field === undefined ? {} : { field: `body.${String(field)}` }) },
  });
  throw new Refusal(status, title, more);
}

const calendarIn = (mock: MockPromises, id: string | undefined): StoredCalendar => {
  const held = mock.calendars.get(id ?? '');
  if (!held) throw new Refusal(404, 'no such calendar', { refusal: 'not-found' });
  return held;
};

function keep(state: MockState, calendar: StoredCalendar) {
  const checked = checkCalendar(specOf(calendar), START);
  if (!checked.ok) refuse(checked);
  promisesOf(state).calendars.set(calendar.id, calendar);
  state.send({ type: 'policies' });
  return shown(calendar);
}

const calendarHandlers: Readonly<Record<string, Handler>> = {
  'list-calendars': (_, state) => ({
    calendars: [...promisesOf(state).calendars.values()].map(shown),
    regions: Object.entries(knownRegions()).map(([country, regions]) => ({ country, regions: [...regions] })),
  }),
  'put-calendar': ({ params, body }, state) => {
    const id = params['calendarId'] ?? '';
    const held = promisesOf(state).calendars.get(id);
    const taken = held?.closedDays.filter(({ source }) => source === 'ical') ?? [];
    return keep(state, kept(id, body as CalendarInput, { taken, version: (held?.version ?? 0) + 1 }));
  },
  'post-closures': ({ params, text }, state) => {
    const held = calendarIn(promisesOf(state), params['calendarId']);
    const closures = closuresFromIcal(text, {
      zone: held.zone,
      from: START - 366 * DAY,
      to: START + 3653 * DAY,
    });
    if (!closures.ok) return refuse(closures);
    const taken = closures.value.map(day => ({ ...day, source: 'ical' as const }));
    const calendar = keep(state, kept(held.id, held, { taken, version: held.version + 1 }));
    return { taken: taken.length, calendar };
  },
  'preview-calendar': ({ params, query }, state) => {
    const held = calendarIn(promisesOf(state), params['calendarId']);
    const from = Date.parse(query['from'] ?? at(0));
    const calendar = compileCalendar(specOf(held), { from, to: from + 731 * DAY });
    const minutes = query['minutes'];
    return {
      zone: held.zone,
      openings: openBetween(calendar, from, from + 14 * DAY).map(([opens, closes]) => ({
        from: formatInstant(opens),
        to: formatInstant(closes),
      })),
      from: formatInstant(from),
      ...(minutes ? { dueAt: formatInstant(deadline(calendar, from, Number(minutes) * MINUTE)) } : {}),
    };
  },
};

/** The calendars', policies' and review's answers, by the ids of their routes. */
export const promiseHandlers: Readonly<Record<string, Handler>> = {
  ...calendarHandlers,
  'list-policies': (_, state) => ({ policies: [...promisesOf(state).policies.values()].sort(inTurn) }),
  'put-policy': ({ params, body }, state) => {
    const mock = promisesOf(state);
    const id = params['policyId'] ?? '';
    const input = body as PolicyInput;
    const known = {
      calendars: new Map([...mock.calendars].map(([key, calendar]) => [key, specOf(calendar)])),
      depots: new Set(depotsOf(state).depots.keys()),
      chains: new Set(['breach', 'no-stock']),
      agents: new Set(state.agents.map(one => one.id)),
    };
    const checked = checkPolicy(input, known, START);
    if (!checked.ok) return refuse(checked);
    const saved = {
      ...input,
      id,
      version: (mock.policies.get(id)?.version ?? 0) + 1,
      changedAt: at(state.minute),
    };
    mock.policies.set(id, saved);
    state.send({ type: 'policies' });
    return saved;
  },
  'explain-policies': ({ body }, state) => {
    const asked = body as Omit<Parameters<typeof matchPolicy>[1], 'segment'>;
    const account = state.accounts.find(one => one.id === asked.accountId);
    if (!account) refuse({ ok: false, refusal: 'not-found', detail: { field: 'accountId' } });
    const { policy, ranking } = matchPolicy([...promisesOf(state).policies.values()], {
      ...asked,
      segment: account?.segment ?? 'standard',
    });
    return policy ? { policyId: policy.id, ranking } : { ranking };
  },
  'review-policies': ({ query: { from = '', to = '' } }) => ({
    from,
    to,
    rows: from <= '2026-11-30' && to >= '2026-11-01' ? reviewRows : [],
  }),
  'rematch-cases': ({ body }, state) => {
    const { apply, caseIds } = body as { apply: boolean; caseIds?: readonly string[] };
    const mock = promisesOf(state);
    const changes = mock.changing ? rematchChanges.filter(one => caseIds?.includes(one.caseId) ?? true) : [];
    if (apply) mock.changing = false;
    return { applied: apply, changes, unchanged: 4 };
  },
};
