import * as z from 'zod/mini';
import { assignmentView } from './accounts-contract.ts';
import { email, idText, instantText, languageTag, nameText, nothing, pageQuery, zone } from './common.ts';
import { defineRoute } from './define-route.ts';

const time = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of day such as 09:00'));
const interval = z.tuple([time, time]).check(z.refine(([from, to]) => from !== to, 'must not be empty'));
/** Wall-clock intervals of one day. */
export const dayHours = z.array(interval).check(z.maxLength(6));
const day = dayHours;
export const weekDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Working hours by weekday, as wall-clock times in the agent's zone; an interval that ends before it starts runs overnight. */
export const weekHours = z.strictObject({
  mon: z.optional(day),
  tue: z.optional(day),
  wed: z.optional(day),
  thu: z.optional(day),
  fri: z.optional(day),
  sat: z.optional(day),
  sun: z.optional(day),
});
export type WeekHours = z.infer<typeof weekHours>;

export const absence = z
  .strictObject({
    from: instantText,
    to: instantText,
    coverId: z.optional(idText),
  })
  .check(z.refine(({ from, to }) => Date.parse(from) < Date.parse(to), 'must end after it starts'));
export type Absence = z.infer<typeof absence>;

export const agentInput = z.strictObject({
  name: nameText,
  email,
  roles: z.array(z.enum(['agent', 'lead', 'ops', 'clerk'])).check(z.minLength(1)),
  /** In the order of preference; the first is the one the agent is written to in. */
  languages: z.array(languageTag).check(z.minLength(1), z.maxLength(10)),
  zone,
  hours: weekHours,
  products: z.array(idText),
  /** How many accounts the agent may own. */
  capacity: z.int().check(z.gte(0), z.lte(10000)),
  /** Share of the work: 1 is full time, 0.5 half. */
  weight: z.number().check(z.gt(0), z.lte(2)),
  active: z.boolean(),
});
export type AgentInput = z.infer<typeof agentInput>;

export const agentView = z.object({
  id: z.string(),
  ...agentInput.shape,
  absences: z.array(
    z.object({ id: z.string(), from: z.string(), to: z.string(), coverId: z.optional(z.string()) }),
  ),
  book: z.int(),
  /** While somebody new or returned settles in: accounts that count as theirs although they are not, fewer every day. */
  settling: z.optional(z.object({ credit: z.number(), until: z.string() })),
  onDuty: z.boolean(),
  version: z.int(),
});
export type AgentView = z.infer<typeof agentView>;

export const taskView = z.object({
  id: z.string(),
  kind: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  agentId: z.optional(z.string()),
  state: z.enum(['open', 'done']),
  language: z.string(),
  product: z.optional(z.string()),
  subjectKind: z.optional(z.enum(['device-case', 'depot'])),
  subjectId: z.optional(z.string()),
  dueAt: z.string(),
  openedAt: z.string(),
  /** Why whoever has it has it, or why it waits, as it was decided then. */
  reason: z.string(),
  /** When that was decided, where it was not when the task was opened. */
  movedAt: z.optional(z.string()),
  /** Who moved it by hand, and what they said. */
  movedBy: z.optional(z.string()),
  movedWhy: z.optional(z.string()),
  /** Whose it is while a cover has it. */
  lentBy: z.optional(z.string()),
  version: z.int(),
});
export type TaskView = z.infer<typeof taskView>;

const staff = { access: { to: 'staff' }, answeredBy: 'team-api' } as const;
const lead = { access: { to: 'staff', role: 'lead' }, answeredBy: 'team-api' } as const;

export const getMe = defineRoute({
  access: { to: 'staff', role: 'clerk' },
  answeredBy: 'team-api',
  id: 'get-me',
  method: 'GET',
  path: '/v1/me',
  summary: 'Who is signed in, and the key that browsers subscribe to push with.',
  answer: z.object({ agent: agentView, company: z.string(), pushKey: z.string(), now: z.string() }),
});
export const listAgents = defineRoute({
  ...staff,
  id: 'list-agents',
  method: 'GET',
  path: '/v1/agents',
  summary: 'The roster.',
  answer: z.object({ agents: z.array(agentView) }),
});
export const getAgent = defineRoute({
  ...staff,
  id: 'get-agent',
  method: 'GET',
  path: '/v1/agents/{agentId}',
  summary: 'One agent.',
  answer: agentView,
});
export const putAgent = defineRoute({
  ...lead,
  id: 'put-agent',
  method: 'PUT',
  path: '/v1/agents/{agentId}',
  summary:
    'Writes an agent: languages, hours, zone, products, capacity, roles. `active: false` when somebody left.',
  body: agentInput,
  answer: agentView,
});
export const putAbsence = defineRoute({
  ...lead,
  id: 'put-absence',
  method: 'PUT',
  path: '/v1/agents/{agentId}/absences/{absenceId}',
  summary: 'Records when an agent is away, and who covers.',
  body: absence,
  answer: agentView,
});
export const deleteAbsence = defineRoute({
  ...lead,
  id: 'delete-absence',
  method: 'DELETE',
  path: '/v1/agents/{agentId}/absences/{absenceId}',
  summary: 'Takes an absence back.',
  answer: agentView,
});
export const getAssignment = defineRoute({
  ...staff,
  id: 'get-assignment',
  method: 'GET',
  path: '/v1/accounts/{accountId}/assignment',
  summary: 'Why this agent: the ranking as it was when the account got its owner.',
  answer: assignmentView,
});
export const listTasks = defineRoute({
  ...staff,
  id: 'list-tasks',
  method: 'GET',
  path: '/v1/tasks',
  summary: 'Open tasks of the one who asks, or of the queue that nobody has taken from.',
  query: z.object({ ...pageQuery.shape, of: z.optional(z.enum(['me', 'queue'])) }),
  answer: z.object({ tasks: z.array(taskView), cursor: z.optional(z.string()) }),
});
export const finishTask = defineRoute({
  ...staff,
  id: 'finish-task',
  method: 'POST',
  path: '/v1/tasks/{taskId}/done',
  summary: 'Finishes a task.',
  body: nothing,
  answer: taskView,
});
const reason = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));

export const claimTask = defineRoute({
  ...staff,
  id: 'claim-task',
  method: 'POST',
  path: '/v1/tasks/{taskId}/claim',
  summary:
    'Takes a task from the queue. One wins; who comes second is refused with `already-claimed` and told who has it.',
  body: nothing,
  answer: taskView,
});
export const transferTask = defineRoute({
  ...staff,
  id: 'transfer-task',
  method: 'POST',
  path: '/v1/tasks/{taskId}/transfer',
  summary:
    'Gives a task to a colleague, with the reason; its agent may, and a lead. The colleague is told; one who is away until it is due is refused with `absent`.',
  body: z.strictObject({ to: idText, reason }),
  answer: taskView,
});
export const claimAccount = defineRoute({
  ...staff,
  id: 'claim-account',
  method: 'POST',
  path: '/v1/accounts/{accountId}/claim',
  summary:
    'Takes an account that waits for an owner. One wins; who comes second is refused with `already-claimed` and told who has it.',
  body: nothing,
  answer: assignmentView,
});
export const transferAccount = defineRoute({
  ...staff,
  id: 'transfer-account',
  method: 'POST',
  path: '/v1/accounts/{accountId}/transfer',
  summary:
    'Gives an account with its open work to a colleague, with the reason; its owner may, and a lead. The new owner is told, the old one hears no more of it.',
  body: z.strictObject({
    to: idText,
    reason,
    /** Also when the colleague’s book is full or the language is another; only a lead may. */
    force: z.optional(z.boolean()),
  }),
  answer: assignmentView,
});
export const previewAssignment = defineRoute({
  ...lead,
  id: 'preview-assignment',
  method: 'POST',
  path: '/v1/assignment-preview',
  summary: 'Who would get such an account now, and why: the whole ranking, without giving it to anybody.',
  body: z.strictObject({
    language: languageTag,
    product: z.optional(idText),
    segment: z.optional(idText),
    /** Of an account that is there; ties are broken per account. */
    accountId: z.optional(idText),
  }),
  answer: z.object({
    ownerId: z.optional(z.string()),
    ownerName: z.optional(z.string()),
    language: z.string(),
    reason: z.string(),
    /** Name of the rule of the settings that applied. */
    rule: z.optional(z.string()),
    ranking: assignmentView.shape.ranking,
    /** Who would hear of it now, and why. */
    told: z.optional(z.object({ agentId: z.string(), reason: z.string() })),
  }),
});

/** How one agent stands: what they own, have open and have not looked at. */
export const agentLoad = z.object({
  id: z.string(),
  name: z.string(),
  languages: z.array(z.string()),
  roles: z.array(z.string()),
  onDuty: z.boolean(),
  /** Away until. */
  absentUntil: z.optional(z.string()),
  nextDutyAt: z.optional(z.string()),
  book: z.int(),
  capacity: z.int(),
  weight: z.number(),
  share: z.number(),
  settling: agentView.shape.settling,
  openTasks: z.int(),
  overdueTasks: z.int(),
  unread: z.int(),
  snoozed: z.int(),
  /** Acknowledged in the days asked for, and how long that took: median and nine of ten, in seconds. */
  acknowledged: z.int(),
  medianSeconds: z.optional(z.number()),
  p90Seconds: z.optional(z.number()),
});
export type AgentLoad = z.infer<typeof agentLoad>;
export const getLoad = defineRoute({
  ...lead,
  id: 'get-team-load',
  method: 'GET',
  path: '/v1/team-load',
  summary:
    'What the team has on its hands: load of each agent, times to answer, and what waits for somebody.',
  query: z.object({
    /** Days back over which times to answer are taken, 1 to 31; 7 when nothing is said. */
    days: z.optional(z.string().check(z.regex(/^\d{1,2}$/, 'must be 1 to 31'))),
  }),
  answer: z.object({
    agents: z.array(agentLoad),
    team: z.object({
      acknowledged: z.int(),
      medianSeconds: z.optional(z.number()),
      p90Seconds: z.optional(z.number()),
    }),
    queue: z.object({
      /** The first 100, in the order in which they get an owner. */
      accounts: z.array(
        z.object({
          accountId: z.string(),
          accountName: z.string(),
          language: z.string(),
          segment: z.optional(z.string()),
          product: z.optional(z.string()),
          waitingSince: z.string(),
          reason: z.string(),
        }),
      ),
      tasks: z.int(),
    }),
    at: z.string(),
  }),
});
export type TeamLoad = z.infer<typeof getLoad.answer>;
