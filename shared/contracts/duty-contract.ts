import * as z from 'zod/mini';
import { idText, instantText, nameText, nothing, zone } from './common.ts';
import { defineRoute } from './define-route.ts';
import { weekHours } from './team-contract.ts';

const clockTime = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00'));
const date = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-11-23'));

/** People who take turns. Layers further down in the list go before those above, where they have somebody. */
export const rotationInput = z.strictObject({
  /** In the order of their turns. */
  agents: z.array(idText).check(z.minLength(1), z.maxLength(50)),
  every: z.enum(['day', 'week']),
  /** Days or weeks of one turn. */
  turn: z.int().check(z.gte(1), z.lte(52)),
  /** First day of the first turn, in the schedule’s zone. */
  from: date,
  /** Wall-clock time of every handover. */
  handoverAt: clockTime,
  /** Only in these wall-clock hours; around the clock when nothing is said. */
  hours: z.optional(weekHours),
});
export type RotationInput = z.infer<typeof rotationInput>;
export const scheduleInput = z.strictObject({
  name: nameText,
  zone,
  rotations: z.array(rotationInput).check(z.minLength(1), z.maxLength(10)),
});
export type ScheduleInput = z.infer<typeof scheduleInput>;

export const overrideInput = z
  .strictObject({
    from: instantText,
    to: instantText,
    agentId: idText,
    reason: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
  })
  .check(z.refine(({ from, to }) => Date.parse(from) < Date.parse(to), 'must end after it starts'));

export const scheduleView = z.object({
  id: z.string(),
  ...scheduleInput.shape,
  overrides: z.array(
    z.object({
      id: z.string(),
      from: z.string(),
      to: z.string(),
      agentId: z.string(),
      reason: z.optional(z.string()),
      by: z.optional(z.string()),
    }),
  ),
  version: z.int(),
});
export type ScheduleView = z.infer<typeof scheduleView>;

export const shiftView = z.object({
  from: z.string(),
  to: z.string(),
  agentId: z.string(),
  /** `rotation`, or `override` when somebody stands in. */
  by: z.enum(['rotation', 'override']),
  /** Whose turn it would be. */
  insteadOf: z.optional(z.string()),
  /** The person is absent or has left: they are on the plan and will not be there. */
  trouble: z.optional(z.enum(['absent', 'left'])),
});
export const gapView = z.object({
  from: z.string(),
  to: z.string(),
  /** `nobody` is planned, or whoever is will be `absent` or has `left`. */
  why: z.enum(['nobody', 'absent', 'left']),
});
export const dutyView = z.object({
  schedules: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      zone: z.string(),
      /** Who is on duty now, and until when. */
      now: z.optional(z.object({ agentId: z.string(), until: z.string() })),
      next: z.optional(z.object({ agentId: z.string(), from: z.string() })),
      shifts: z.array(shiftView),
      gaps: z.array(gapView),
    }),
  ),
  absences: z.array(
    z.object({ agentId: z.string(), from: z.string(), to: z.string(), coverId: z.optional(z.string()) }),
  ),
  /** From outside calendars, of those who share them. */
  busy: z.array(z.object({ agentId: z.string(), from: z.string(), to: z.string() })),
});
export type DutyView = z.infer<typeof dutyView>;

const staff = { access: { to: 'staff' }, answeredBy: 'duty-api' } as const;
const lead = { access: { to: 'staff', role: 'lead' }, answeredBy: 'duty-api' } as const;

export const listSchedules = defineRoute({
  ...staff,
  id: 'list-duty-schedules',
  method: 'GET',
  path: '/v1/duty-schedules',
  summary: 'The duty schedules with their rotations and overrides.',
  answer: z.object({ schedules: z.array(scheduleView) }),
});
export const putSchedule = defineRoute({
  ...lead,
  id: 'put-duty-schedule',
  method: 'PUT',
  path: '/v1/duty-schedules/{scheduleId}',
  summary: 'Writes who takes turns and when; overrides stay as they are.',
  body: z.strictObject({
    ...scheduleInput.shape,
    /** Version that was read; none for a new one. */ version: z.optional(z.int()),
  }),
  answer: scheduleView,
  maxBytes: 32 * 1024,
});
export const deleteSchedule = defineRoute({
  ...lead,
  id: 'delete-duty-schedule',
  method: 'DELETE',
  path: '/v1/duty-schedules/{scheduleId}',
  summary: 'Takes a schedule away that no chain names.',
  answer: nothing,
});
export const putOverride = defineRoute({
  ...staff,
  id: 'put-duty-override',
  method: 'PUT',
  path: '/v1/duty-schedules/{scheduleId}/overrides/{overrideId}',
  summary: 'Somebody else for a time: agents for themselves, a lead for everybody.',
  body: overrideInput,
  answer: scheduleView,
});
export const deleteOverride = defineRoute({
  ...staff,
  id: 'delete-duty-override',
  method: 'DELETE',
  path: '/v1/duty-schedules/{scheduleId}/overrides/{overrideId}',
  summary: 'The plan holds again.',
  answer: scheduleView,
});
export const swapShifts = defineRoute({
  ...staff,
  id: 'swap-shifts',
  method: 'POST',
  path: '/v1/duty-schedules/{scheduleId}/swaps',
  summary:
    'Two people change turns in one step: `take` is the other’s time for `give`, mine. Who gives, takes, or leads may.',
  body: z.strictObject({
    give: z.strictObject({ from: instantText, to: instantText, agentId: idText }),
    take: z.strictObject({ from: instantText, to: instantText, agentId: idText }),
    reason: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
  }),
  answer: scheduleView,
});
export const getDuty = defineRoute({
  ...staff,
  id: 'get-duty',
  method: 'GET',
  path: '/v1/duty',
  summary: 'Who is on duty now and next, and the plan of a period of at most 62 days with its gaps.',
  query: z.object({ from: z.optional(instantText), to: z.optional(instantText) }),
  answer: dutyView,
});

export const ownCalendarView = z.object({
  /** There is an address in force; which one is shown only when it is made. */
  feed: z.object({ live: z.boolean(), since: z.optional(z.string()), url: z.optional(z.string()) }),
  outside: z.optional(
    z.object({
      host: z.string(),
      fetchedAt: z.optional(z.string()),
      failing: z.optional(z.object({ since: z.string(), why: z.string() })),
      /** Busy times of the coming 60 days. */
      busy: z.array(z.object({ from: z.string(), to: z.string() })),
    }),
  ),
});
export type OwnCalendarView = z.infer<typeof ownCalendarView>;
export const getOwnCalendar = defineRoute({
  ...staff,
  id: 'get-own-calendar',
  method: 'GET',
  path: '/v1/me/calendar',
  summary: 'My calendar feed and my calendar elsewhere, as they stand.',
  answer: ownCalendarView,
});
export const postCalendarFeed = defineRoute({
  ...staff,
  id: 'make-calendar-feed',
  method: 'POST',
  path: '/v1/me/calendar-feed',
  summary: 'Makes a secret address for my duty as iCalendar; one made before stops working.',
  body: nothing,
  answer: ownCalendarView,
});
export const deleteCalendarFeed = defineRoute({
  ...staff,
  id: 'revoke-calendar-feed',
  method: 'DELETE',
  path: '/v1/me/calendar-feed',
  summary: 'The secret address stops working.',
  answer: ownCalendarView,
});
export const putOutsideCalendar = defineRoute({
  ...staff,
  id: 'put-outside-calendar',
  method: 'PUT',
  path: '/v1/me/outside-calendar',
  summary:
    'Where my other calendar is (iCalendar by https, on a host the company allows); it is read regularly.',
  body: z.strictObject({ url: z.string().check(z.maxLength(2048)) }),
  answer: ownCalendarView,
});
export const deleteOutsideCalendar = defineRoute({
  ...staff,
  id: 'delete-outside-calendar',
  method: 'DELETE',
  path: '/v1/me/outside-calendar',
  summary: 'My other calendar is forgotten, with what was read from it.',
  answer: ownCalendarView,
});
/** For calendar programs: whoever has the address reads one agent’s duty, and nothing else. */
export const readCalendarFeed = defineRoute({
  access: { to: 'public' },
  answeredBy: 'calendar-feeds',
  id: 'read-calendar-feed',
  method: 'GET',
  path: '/v1/calendar-feeds/{token}',
  summary: 'An agent’s duty as iCalendar (RFC 5545), by its secret address.',
  answer: z.string(),
});
