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
  reason: z.string(),
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
export const listQuarantine = defineRoute({
  access: { to: 'staff', role: 'ops' },
  answeredBy: 'team-api',
  id: 'list-quarantine',
  method: 'GET',
  path: '/v1/quarantine',
  summary: 'What could not be taken in, with the reason, the newest first.',
  query: pageQuery,
  answer: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        origin: z.string(),
        reason: z.string(),
        field: z.optional(z.string()),
        bytes: z.int(),
      }),
    ),
    cursor: z.optional(z.string()),
  }),
});
