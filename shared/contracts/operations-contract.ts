import * as z from 'zod/mini';
import { pageQuery } from './common.ts';
import { defineRoute } from './define-route.ts';

const agentId = z.string();

/** Why something cannot be taken in: a kebab word, the part that is wrong, and what is wrong with it. */
export const unfit = z.object({
  reason: z.string(),
  field: z.optional(z.string()),
  problem: z.optional(z.string()),
});

export const quarantineItem = z.object({
  id: z.string(),
  at: z.string(),
  /** The queue it came by. */
  origin: z.string(),
  /** The producer, where what came names one. */
  source: z.optional(z.string()),
  /** The type of the event, where what came names one. */
  name: z.optional(z.string()),
  ...unfit.shape,
  bytes: z.int(),
  state: z.enum(['open', 'taken-in', 'set-aside']),
  version: z.int(),
  /** True when enough was kept to take it in again. */
  whole: z.boolean(),
  /** What somebody did with it last. */
  last: z.optional(
    z.object({
      action: z.enum(['take-in', 'set-aside', 'reopen']),
      by: agentId,
      at: z.string(),
      why: z.optional(z.string()),
    }),
  ),
  /** Why it was refused when it was to be taken in again. */
  again: z.optional(unfit),
  /** Until when it is kept. */
  until: z.string(),
});
export type QuarantineItem = z.infer<typeof quarantineItem>;

export const quarantinePage = z.object({
  item: quarantineItem,
  /** What was kept of what came: of a producer's event never a value that was not checked. */
  text: z.string(),
});
export type QuarantinePage = z.infer<typeof quarantinePage>;

const ops = { access: { to: 'staff', role: 'ops' }, answeredBy: 'intake-api' } as const;

export const listQuarantine = defineRoute({
  ...ops,
  id: 'list-quarantine',
  method: 'GET',
  path: '/v1/quarantine',
  summary: 'What could not be taken in, with the reason, the newest first: what is open, or all of it.',
  query: z.object({ ...pageQuery.shape, state: z.optional(z.enum(['open', 'all'])) }),
  answer: z.object({ items: z.array(quarantineItem), cursor: z.optional(z.string()) }),
});

export const getQuarantined = defineRoute({
  ...ops,
  id: 'get-quarantined',
  method: 'GET',
  path: '/v1/quarantine/{quarantineId}',
  summary: 'One thing that could not be taken in, with what was kept of it.',
  answer: quarantinePage,
});

const version = z.int().check(z.gte(0));
const whyText = z
  .string()
  .check(z.trim(), z.minLength(1), z.maxLength(200), z.regex(/^[^\p{Cc}]*$/u, 'must be one line of text'));

export const actOnQuarantined = defineRoute({
  ...ops,
  id: 'act-on-quarantined',
  method: 'POST',
  path: '/v1/quarantine/{quarantineId}/actions',
  summary:
    'Takes in what was kept as if it came just now, sets it aside with a reason, or opens it again. Whoever acts on an older version is told who was first.',
  body: z.discriminatedUnion('action', [
    z.strictObject({ action: z.literal('take-in'), version }),
    z.strictObject({ action: z.literal('set-aside'), version, why: whyText }),
    z.strictObject({ action: z.literal('reopen'), version }),
  ]),
  answer: z.object({
    /** `refused-again`: it was tried, and `item.again` says why it cannot be taken in. */
    outcome: z.enum(['taken-in', 'refused-again', 'set-aside', 'reopened']),
    item: quarantineItem,
  }),
});
export type QuarantineAsked = z.infer<typeof actOnQuarantined.body>;

const watcher = z.object({
  id: z.enum(['sweep', 'auditor']),
  /** When it ended its last run; absent when it never ran. */
  beatAt: z.optional(z.string()),
  everyMs: z.int(),
  silent: z.boolean(),
});

export const getOperations = defineRoute({
  ...ops,
  id: 'get-operations',
  method: 'GET',
  path: '/v1/operations',
  summary:
    'Whether everything promised is watched and on time, with what was found and where the runbook says more.',
  answer: z.object({
    state: z.enum(['well', 'late', 'silent']),
    findings: z.array(
      z.object({
        finding: z.enum(['sweep-silent', 'auditor-silent', 'overdue', 'late', 'stuck', 'unguarded']),
        /** The heading of the runbook. */
        runbook: z.string(),
      }),
    ),
    watchers: z.array(watcher),
    /** What the auditor counted in its last run. */
    audit: z.optional(
      z.object({
        overdue: z.int(),
        oldestOverdueMs: z.int(),
        late: z.int(),
        oldestLateMs: z.int(),
        unguarded: z.int(),
        mended: z.int(),
      }),
    ),
    /** What the sweep did in its last run. */
    sweep: z.optional(
      z.object({
        looked: z.int(),
        facts: z.int(),
        ticks: z.int(),
        failed: z.int(),
        stuck: z.int(),
        complete: z.boolean(),
      }),
    ),
    now: z.string(),
  }),
});
export type OperationsView = z.infer<typeof getOperations.answer>;
