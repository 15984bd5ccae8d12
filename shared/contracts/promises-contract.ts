import * as z from 'zod/mini';
import { damageKinds } from '../events/device-events.ts';
import { idText, instantText, nameText, zone } from './common.ts';
import { defineRoute } from './define-route.ts';
import { dayHours, weekHours } from './team-contract.ts';

export const dateText = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-12-24'));
const plainText = z.string().check(z.trim(), z.maxLength(2000));

/** Weekly hours in one zone, public holidays by country and region, own closures, and days with hours of their own. */
export const calendarInput = z.strictObject({
  name: nameText,
  zone,
  hours: weekHours,
  holidays: z
    .array(
      z.strictObject({
        country: z.string().check(z.regex(/^[A-Z]{2}$/, 'must be an ISO 3166 country such as DE')),
        region: z.optional(z.string().check(z.regex(/^[A-Z0-9]{1,8}$/, 'must be a region such as BE'))),
      }),
    )
    .check(z.maxLength(8)),
  closures: z.array(z.strictObject({ date: dateText, name: nameText })).check(z.maxLength(1000)),
  /** By day: hours instead of the weekday's; they count before holidays and closures. */
  overrides: z.record(dateText, dayHours),
});
export type CalendarInput = z.infer<typeof calendarInput>;

export const calendarView = z.object({
  id: z.string(),
  ...calendarInput.shape,
  /** Days that are closed, from today on, with the reason: holidays and closures together. */
  closedDays: z.array(
    z.object({ date: z.string(), name: z.string(), source: z.enum(['holiday', 'closure', 'ical']) }),
  ),
  version: z.int(),
  changedAt: z.string(),
});
export type CalendarView = z.infer<typeof calendarView>;

export const legs = ['diagnose', 'prepare', 'ship', 'install', 'return'] as const;
export type Leg = (typeof legs)[number];

const amount = z.optional(z.int().check(z.gte(0), z.lte(100_000)));
/** A length of time; in a calendar with opening hours it counts open time. `days` are 24 hours each. */
export const goal = z
  .strictObject({ days: amount, hours: amount, minutes: amount })
  .check(
    z.refine(
      ({ days = 0, hours = 0, minutes = 0 }) => days + hours + minutes > 0,
      'must be longer than nothing: days, hours or minutes',
    ),
  );
export type Goal = z.infer<typeof goal>;

const percents = z.array(z.int().check(z.gte(1), z.lte(99))).check(z.maxLength(6));
const promised = {
  goal,
  /** Id of a calendar, or `always` for the 24 hours of every day. */
  calendar: idText,
  /** Shares of the goal in per cent after which somebody is told. */
  warnAt: percents,
};

export const policyInput = z.strictObject({
  name: nameText,
  active: z.boolean(),
  /** Among equally specific policies the lowest goes first. */
  order: z.int().check(z.gte(0), z.lte(10_000)),
  /** Whom it is for: each list that is given must hold the case's value. */
  match: z.strictObject({
    accounts: z.optional(z.array(idText).check(z.minLength(1), z.maxLength(500))),
    segments: z.optional(z.array(idText).check(z.minLength(1), z.maxLength(50))),
    products: z.optional(z.array(idText).check(z.minLength(1), z.maxLength(50))),
    damages: z.optional(z.array(z.enum(damageKinds)).check(z.minLength(1))),
    sites: z.optional(z.array(idText).check(z.minLength(1), z.maxLength(500))),
  }),
  handover: z.strictObject({
    ...promised,
    /** Waiting for the customer stops the promise. */
    waitsForCustomer: z.boolean(),
    /** Hours of waiting for the customer, summed, after which the promise runs again. */
    waitCapHours: z.optional(z.int().check(z.gte(1), z.lte(24 * 90))),
  }),
  response: z.optional(z.strictObject(promised)),
  /** Clocks of our own for the steps; they stop while anybody else is waited for. */
  legs: z.partialRecord(
    z.enum(legs),
    z.strictObject({ ...promised, owner: z.union([z.enum(['owner', 'depot']), idText]) }),
  ),
  /** Depots that units come from, the first preferred. */
  depots: z.array(idText).check(z.maxLength(10)),
  reserve: z.enum(['at-report', 'at-replace']),
  /** How long a reservation is kept beyond the instant it is promised for. */
  reserveHours: z.int().check(z.gte(1), z.lte(24 * 30)),
  /** Escalation chain that runs when the promise is broken, and when no unit is in stock. */
  breachChain: idText,
  noStockChain: idText,
  /** Share of the goal in per cent at which the customer is told that it may take longer. */
  tellCustomerAt: z.int().check(z.gte(1), z.lte(99)),
  /** What the customer agrees to, in words: the document of the policy. */
  document: z.strictObject({
    services: plainText,
    guarantees: plainText,
    front: nameText,
    back: nameText,
    reviewAt: dateText,
  }),
});
export type PolicyInput = z.infer<typeof policyInput>;

export const policyView = z.object({
  id: z.string(),
  ...policyInput.shape,
  version: z.int(),
  changedAt: z.string(),
});
export type PolicyView = z.infer<typeof policyView>;

export const matchedPolicy = z.object({
  policyId: z.string(),
  name: z.string(),
  version: z.int(),
  matched: z.boolean(),
  /** Dimensions that it asks for, each with what the case has, such as `site: store-7`. */
  because: z.array(z.object({ dimension: z.string(), has: z.string(), fits: z.boolean() })),
  specificity: z.int(),
});
export type MatchedPolicy = z.infer<typeof matchedPolicy>;

const staff = { access: { to: 'staff' }, answeredBy: 'promises-api' } as const;
const lead = { access: { to: 'staff', role: 'lead' }, answeredBy: 'promises-api' } as const;

export const listCalendars = defineRoute({
  ...staff,
  id: 'list-calendars',
  method: 'GET',
  path: '/v1/calendars',
  summary: 'All calendars, and the countries and regions whose holidays are known.',
  answer: z.object({
    calendars: z.array(calendarView),
    regions: z.array(z.object({ country: z.string(), regions: z.array(z.string()) })),
  }),
});
export const putCalendar = defineRoute({
  ...lead,
  id: 'put-calendar',
  method: 'PUT',
  path: '/v1/calendars/{calendarId}',
  summary: 'Writes a calendar as a new version. Open cases keep theirs until they are matched again.',
  maxBytes: 128 * 1024,
  body: calendarInput,
  answer: calendarView,
});
export const postClosures = defineRoute({
  ...lead,
  id: 'post-closures',
  method: 'POST',
  path: '/v1/calendars/{calendarId}/closures',
  summary:
    'Takes own closures from an iCalendar file (RFC 5545, text/calendar). Those of an earlier file are replaced.',
  maxBytes: 512 * 1024,
  body: z.unknown() as z.ZodMiniType,
  answer: z.object({ taken: z.int(), calendar: calendarView }),
});
export const previewCalendar = defineRoute({
  ...staff,
  id: 'preview-calendar',
  method: 'GET',
  path: '/v1/calendars/{calendarId}/preview',
  summary: 'Opening hours of the coming days, and until when so many minutes last from an instant.',
  query: z.object({
    from: z.optional(instantText),
    minutes: z.optional(z.string().check(z.regex(/^\d{1,6}$/, 'must be minutes'))),
  }),
  answer: z.object({
    zone: z.string(),
    openings: z.array(z.object({ from: z.string(), to: z.string() })),
    from: z.string(),
    dueAt: z.optional(z.string()),
  }),
});
export const listPolicies = defineRoute({
  ...staff,
  id: 'list-policies',
  method: 'GET',
  path: '/v1/policies',
  summary: 'All policies in the order in which they are tried.',
  answer: z.object({ policies: z.array(policyView) }),
});
export const getPolicy = defineRoute({
  ...staff,
  id: 'get-policy',
  method: 'GET',
  path: '/v1/policies/{policyId}',
  summary: 'One policy, with what its document needs.',
  answer: policyView,
});
export const putPolicy = defineRoute({
  ...lead,
  id: 'put-policy',
  method: 'PUT',
  path: '/v1/policies/{policyId}',
  summary:
    'Writes a policy as a new version. One that can never be met, or names what does not exist, is refused with the field. Open cases keep their version until they are matched again.',
  maxBytes: 64 * 1024,
  body: policyInput,
  answer: policyView,
});
export const explainPolicies = defineRoute({
  ...staff,
  id: 'explain-policies',
  method: 'POST',
  path: '/v1/policies/match',
  summary: 'Which policy a case would get, and why no other.',
  body: z.strictObject({
    accountId: idText,
    damage: z.enum(damageKinds),
    site: z.optional(idText),
    product: z.optional(idText),
  }),
  answer: z.object({ policyId: z.optional(z.string()), ranking: z.array(matchedPolicy) }),
});

export const reviewRow = z.object({
  policyId: z.string(),
  name: z.string(),
  target: z.string(),
  /** Cases that were promised something in the period. */
  promised: z.int(),
  open: z.int(),
  met: z.int(),
  breached: z.int(),
  corrected: z.int(),
  excused: z.int(),
  /** Time left at the handover in ms, negative when late: the tenth, the half and the nine tenths of the cases. */
  margins: z.optional(z.object({ p10: z.int(), p50: z.int(), p90: z.int() })),
  /** Waiting in ms of wall-clock time, by reason. */
  pauses: z.array(z.object({ reason: z.string(), cases: z.int(), ms: z.int() })),
});
export type ReviewRow = z.infer<typeof reviewRow>;

export const reviewPolicies = defineRoute({
  access: { to: 'staff' },
  answeredBy: 'devices-api',
  id: 'review-policies',
  method: 'GET',
  path: '/v1/policies/review',
  summary: 'What was promised, kept and broken in a period, by policy, with margins and pauses by reason.',
  query: z.object({ from: dateText, to: dateText }),
  answer: z.object({ from: z.string(), to: z.string(), rows: z.array(reviewRow) }),
});

const change = z.object({
  caseId: z.string(),
  accountName: z.string(),
  from: z.object({ policyId: z.optional(z.string()), version: z.int(), dueAt: z.optional(z.string()) }),
  to: z.object({ policyId: z.optional(z.string()), version: z.int(), dueAt: z.optional(z.string()) }),
});
export const rematchCases = defineRoute({
  access: { to: 'staff', role: 'lead' },
  answeredBy: 'devices-api',
  id: 'rematch-cases',
  method: 'POST',
  path: '/v1/policies/rematch',
  summary:
    'Matches open device cases with the present policies and calendars. With `apply: false` it only lists what would change.',
  body: z.strictObject({ apply: z.boolean(), caseIds: z.optional(z.array(idText).check(z.maxLength(200))) }),
  answer: z.object({ applied: z.boolean(), changes: z.array(change), unchanged: z.int() }),
});
