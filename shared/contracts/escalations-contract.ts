import * as z from 'zod/mini';
import { noticeKinds } from '../events/team-events.ts';
import { idText, instantText, languageTag, nothing, pageQuery, zone } from './common.ts';
import { defineRoute } from './define-route.ts';
import { weekDays } from './team-contract.ts';

const clockTime = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of day such as 09:00'));
/** When a step counts; outside of it the chain goes to the next one at once. */
const gate = z.strictObject({
  days: z.optional(z.array(z.enum(weekDays)).check(z.minLength(1))),
  from: z.optional(clockTime),
  to: z.optional(clockTime),
  zone: z.optional(zone),
  /** Holidays and closures of a calendar: `skip` closes the gate on them, `only` opens it on them alone. */
  holidays: z.optional(z.enum(['skip', 'only'])),
  calendar: z.optional(idText),
});
const who = z.union([
  z.enum(['owner', 'cover', 'owner-or-cover', 'lead', 'on-duty', 'everyone-on-duty']),
  z.strictObject({ agent: idText }),
  z.strictObject({ role: z.enum(['agent', 'lead', 'ops']) }),
  /** Whoever is on duty by this schedule. */
  z.strictObject({ schedule: idText }),
]);
const minutes = z.number().check(z.gt(0), z.lte(60 * 24 * 30));
/** Who is told of something nobody has taken on yet, step by step. */
export const chainSchema = z.strictObject({
  steps: z
    .array(
      z.union([
        z.strictObject({
          do: z.literal('notify'),
          who,
          /** Also outside the person's working hours. */
          wake: z.optional(z.boolean()),
          when: z.optional(gate),
        }),
        z.strictObject({ do: z.literal('wait'), minutes }),
        z.strictObject({
          do: z.literal('wait'),
          /** Of the time that was left until it must be solved. */
          share: z.number().check(z.gt(0), z.lt(1)),
          /** When there is no such instant. */
          minutes,
        }),
        z.strictObject({ do: z.literal('repeat'), times: z.int().check(z.gte(1), z.lte(100)) }),
      ]),
    )
    .check(z.minLength(1), z.maxLength(50)),
  /** Somebody who took it on confirms within so many minutes, or the chain goes on. */
  ackMinutes: z.int().check(z.gte(1), z.lte(60 * 24 * 7)),
});
export type ChainSettings = z.infer<typeof chainSchema>;

export const chainView = z.object({
  id: z.string(),
  ...chainSchema.shape,
  version: z.int(),
  changedAt: z.string(),
  changedBy: z.optional(z.string()),
  /** Policies that start it. */
  usedBy: z.array(z.string()),
});
export type ChainView = z.infer<typeof chainView>;

const loggedLine = z.object({
  at: z.string(),
  step: z.int(),
  cycle: z.int(),
  /** `told`, `nobody-on-duty`, `gate-closed`, `exhausted`, `acknowledged`, `not-confirmed`, `snoozed`, `snooze-over`, `resolved`. */
  why: z.string(),
  told: z.array(z.string()),
  held: z.array(z.string()),
  by: z.optional(z.string()),
});
export const escalationView = z.object({
  id: z.string(),
  state: z.enum(['running', 'acknowledged', 'snoozed', 'resolved', 'exhausted']),
  kind: z.string(),
  chain: z.string(),
  /** Of the chain as it was kept when it started. */
  chainVersion: z.optional(z.int()),
  accountId: z.string(),
  accountName: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  startedAt: z.string(),
  /** Number of the next step, from 0, of how many, and rounds gone before. */
  step: z.int(),
  steps: z.int(),
  cycle: z.int(),
  nextAt: z.optional(z.string()),
  fixBy: z.optional(z.string()),
  acknowledgedBy: z.optional(z.string()),
  acknowledgedAt: z.optional(z.string()),
  confirmBy: z.optional(z.string()),
  /** Who put it away; `nextAt` says until when. */
  snoozedBy: z.optional(z.string()),
  snoozedAt: z.optional(z.string()),
  /** The latest, the newest last. */
  log: z.array(loggedLine),
  version: z.int(),
});
export type EscalationView = z.infer<typeof escalationView>;

const staff = { access: { to: 'staff' }, answeredBy: 'escalations-api' } as const;
const lead = { access: { to: 'staff', role: 'lead' }, answeredBy: 'escalations-api' } as const;

export const listEscalations = defineRoute({
  ...staff,
  id: 'list-escalations',
  method: 'GET',
  path: '/v1/escalations',
  summary:
    'Escalations that are not solved, the oldest first: those that go on, that somebody took on or put away, and whose chain came to its end in vain.',
  query: z.object({
    ...pageQuery.shape,
    state: z.optional(z.enum(['running', 'acknowledged', 'snoozed', 'exhausted'])),
  }),
  answer: z.object({ escalations: z.array(escalationView), cursor: z.optional(z.string()) }),
});
export const getEscalation = defineRoute({
  ...staff,
  id: 'get-escalation',
  method: 'GET',
  path: '/v1/escalations/{escalationId}',
  summary: 'One escalation with everything that happened on its way.',
  answer: escalationView,
});
export const listChains = defineRoute({
  ...staff,
  id: 'list-chains',
  method: 'GET',
  path: '/v1/escalation-chains',
  summary: 'The chains, by id.',
  answer: z.object({ chains: z.array(chainView) }),
});
export const putChain = defineRoute({
  ...lead,
  id: 'put-chain',
  method: 'PUT',
  path: '/v1/escalation-chains/{chainId}',
  summary:
    'Writes a chain. One that can never reach anybody is refused with the field that is wrong. Escalations under way keep the chain they began with.',
  body: z.strictObject({
    ...chainSchema.shape,
    /** Version that was read; none for a new one. */ version: z.optional(z.int()),
  }),
  answer: chainView,
  maxBytes: 32 * 1024,
});
export const deleteChain = defineRoute({
  ...lead,
  id: 'delete-chain',
  method: 'DELETE',
  path: '/v1/escalation-chains/{chainId}',
  summary: 'Takes a chain away that no policy starts.',
  answer: nothing,
});
export const dryRunChain = defineRoute({
  ...staff,
  id: 'dry-run-chain',
  method: 'POST',
  path: '/v1/escalation-chains/dry-run',
  summary:
    'Who would be told when, if nobody answered, for an escalation that begins at an instant: with the roster, the duty and the holidays as they are known now.',
  body: z.strictObject({
    /** One that is kept, or the steps themselves. */
    chainId: z.optional(idText),
    chain: z.optional(chainSchema),
    at: instantText,
    accountId: z.optional(idText),
    language: languageTag,
    kind: z.optional(z.enum(noticeKinds)),
    fixBy: z.optional(instantText),
  }),
  answer: z.object({
    lines: z.array(
      z.object({
        at: z.string(),
        step: z.int(),
        cycle: z.int(),
        why: z.string(),
        told: z.array(z.object({ agentId: z.string(), reason: z.string(), wake: z.boolean() })),
        held: z.array(z.object({ agentId: z.string(), until: z.optional(z.string()) })),
        alarms: z.array(z.string()),
      }),
    ),
    /** When the chain has come to its end; absent when more than 200 lines were needed. */
    endsAt: z.optional(z.string()),
  }),
  maxBytes: 32 * 1024,
});
