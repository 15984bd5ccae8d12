import * as z from 'zod/mini';
import { callKinds, callOutcomes } from '../events/call-events.ts';
import { accountView } from './accounts-contract.ts';
import { slotView } from './callbacks-contract.ts';
import { idText, instantText, nameText, nothing, pageQuery, phone } from './common.ts';
import { defineRoute } from './define-route.ts';

const staff = { access: { to: 'staff' }, answeredBy: 'calls-api' } as const;
const word = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be a kebab-case word'));
const sentence = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const notes = z.string().check(z.trim(), z.maxLength(8_000));

export const agendaStepView = z.object({
  id: z.string(),
  /** What to do, in the reader's language. */
  text: z.string(),
  state: z.enum(['open', 'done', 'skipped']),
  why: z.optional(z.string()),
});
export const agendaItemView = z.object({
  id: z.string(),
  kind: z.enum(callKinds),
  product: z.optional(z.string()),
  dueAt: z.string(),
  state: z.enum(['open', 'done', 'dropped']),
  result: z.optional(z.string()),
  steps: z.array(agendaStepView),
});
export const attemptView = z.object({
  at: z.string(),
  endedAt: z.optional(z.string()),
  agentId: z.string(),
  direction: z.enum(['out', 'in']),
  outcome: z.optional(z.enum(callOutcomes)),
});

/** One call with one contact, with everything that is to be spoken of. */
export const callView = z.object({
  id: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  contactId: z.optional(z.string()),
  contactName: z.optional(z.string()),
  /** The contact was erased: nothing is known of them any more. */
  contactErased: z.optional(z.literal(true)),
  state: z.enum(['due', 'asked', 'accepted', 'booked', 'running', 'ended']),
  agentId: z.optional(z.string()),
  language: z.string(),
  /** Where the contact is. */
  zone: z.string(),
  /** Not called before: the contact's window, a retry, the gap to the last call. */
  readyAt: z.string(),
  /** Promised or due until. */
  dueAt: z.string(),
  /** Why it may not be made, such as `objected` or `no-phone`. */
  hindered: z.optional(z.string()),
  booking: z.optional(
    z.object({ from: z.string(), to: z.string(), sequence: z.int(), mustMove: z.optional(z.string()) }),
  ),
  /** Asked for now: to whom it is offered, and since when. */
  offer: z.optional(z.object({ agents: z.array(z.string()), round: z.int(), until: z.string() })),
  acceptedUntil: z.optional(z.string()),
  agenda: z.array(agendaItemView),
  attempts: z.array(attemptView),
  ending: z.optional(z.string()),
  about: z.optional(z.string()),
  version: z.int(),
});
export type CallView = z.infer<typeof callView>;

export const listCalls = defineRoute({
  ...staff,
  id: 'list-calls',
  method: 'GET',
  path: '/v1/calls',
  summary: 'Open calls by when they are due: one’s own with those nobody has yet, or the whole team’s.',
  query: z.object({ ...pageQuery.shape, of: z.optional(z.enum(['me', 'team'])) }),
  answer: z.object({ calls: z.array(callView), now: z.string(), cursor: z.optional(z.string()) }),
});

/** What the one who calls has beside the call. */
export const callWorkspace = z.object({
  call: callView,
  account: accountView,
  /** The number to call as a `tel:` link; its being read is on record. */
  phone: z.optional(z.string()),
  earlier: z.array(
    z.object({
      id: z.string(),
      endedAt: z.string(),
      agentId: z.optional(z.string()),
      kinds: z.array(z.string()),
      ending: z.string(),
      notes: z.optional(z.string()),
      difficulties: z.array(z.object({ topic: z.string(), text: z.optional(z.string()) })),
      rating: z.optional(z.int()),
      feedback: z.optional(z.string()),
    }),
  ),
  /** Topics of small difficulties to choose from. */
  topics: z.array(z.object({ id: z.string(), text: z.string() })),
  notes: z.string(),
  difficulties: z.array(z.object({ topic: z.string(), text: z.optional(z.string()) })),
});
export type CallWorkspace = z.infer<typeof callWorkspace>;

export const getCall = defineRoute({
  ...staff,
  id: 'get-call',
  method: 'GET',
  path: '/v1/calls/{callId}',
  summary: 'A call with its account, agenda and history: what the one who calls looks at.',
  answer: callWorkspace,
});

/** One decision about a call as it was recorded when it was made: nothing of it is worked out anew. */
export const callDecision = z.object({
  at: z.string(),
  /** What happened, by the name of its fact. */
  name: z.string(),
  decision: z.string(),
  /** Who did it; nobody where the product did by itself. */
  by: z.optional(z.string()),
  reason: z.record(z.string(), z.unknown()),
});
export type CallDecision = z.infer<typeof callDecision>;

export const getCallDecisions = defineRoute({
  ...staff,
  id: 'get-call-decisions',
  method: 'GET',
  path: '/v1/calls/{callId}/decisions',
  summary:
    'Why a call is as it is: what was decided about it, each with the reason that was recorded with it, the newest first.',
  answer: z.object({ decisions: z.array(callDecision) }),
});

export const planCall = defineRoute({
  ...staff,
  id: 'plan-call',
  method: 'POST',
  path: '/v1/calls',
  summary:
    'Plans a call with a contact: due by an instant, or booked at a slot. An open call with the contact takes it on its agenda.',
  body: z.strictObject({
    accountId: idText,
    contactId: z.optional(idText),
    kind: z.enum(callKinds),
    product: z.optional(idText),
    dueAt: z.optional(instantText),
    from: z.optional(instantText),
    minutes: z.optional(z.int().check(z.gte(5), z.lte(240))),
    agentId: z.optional(idText),
    about: z.optional(sentence),
  }),
  answer: callView,
});

const next = z.discriminatedUnion('do', [
  /** Goes on at once as a session. */
  z.strictObject({ do: z.literal('session-now') }),
  z.strictObject({
    do: z.literal('book'),
    kind: z.enum(callKinds),
    from: instantText,
    minutes: z.optional(z.int().check(z.gte(5), z.lte(240))),
    agentId: z.optional(idText),
  }),
  z.strictObject({ do: z.literal('plan'), kind: z.enum(callKinds), dueAt: instantText }),
]);

export const callAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('accept') }),
  z.strictObject({ do: z.literal('give-back'), why: z.optional(sentence) }),
  z.strictObject({ do: z.literal('start'), direction: z.optional(z.enum(['out', 'in'])) }),
  z.strictObject({
    do: z.literal('step'),
    itemId: idText,
    stepId: idText,
    state: z.enum(['open', 'done', 'skipped']),
    why: z.optional(sentence),
  }),
  z.strictObject({
    do: z.literal('note'),
    notes,
    difficulties: z.optional(
      z.array(z.strictObject({ topic: word, text: z.optional(sentence) })).check(z.maxLength(20)),
    ),
  }),
  z.strictObject({ do: z.literal('extend'), minutes: z.int().check(z.gte(5), z.lte(120)) }),
  /** Ends the attempt; with `reached` the call, else it is tried again by the rules. All of it in one go. */
  z.strictObject({
    do: z.literal('end'),
    outcome: z.enum(callOutcomes),
    notes: z.optional(notes),
    difficulties: z.optional(
      z.array(z.strictObject({ topic: word, text: z.optional(sentence) })).check(z.maxLength(20)),
    ),
    /** What came of each item that was spoken of; those not named stay open and are planned anew. */
    results: z.optional(z.array(z.strictObject({ itemId: idText, result: word })).check(z.maxLength(20))),
    next: z.optional(next),
  }),
  z.strictObject({
    do: z.literal('book'),
    from: instantText,
    minutes: z.optional(z.int().check(z.gte(5), z.lte(240))),
    agentId: z.optional(idText),
  }),
  z.strictObject({ do: z.literal('cancel'), why: sentence }),
  z.strictObject({ do: z.literal('hand-over'), to: idText, why: sentence }),
]);
export type CallAction = z.infer<typeof callAction>;

export const actOnCall = defineRoute({
  ...staff,
  id: 'act-on-call',
  method: 'POST',
  path: '/v1/calls/{callId}/actions',
  summary:
    'Accepts, starts, works through and ends a call; books, hands over or cancels it. An offer has one taker: who comes second is refused with `already-claimed` and told who was first.',
  maxBytes: 32 * 1024,
  body: callAction,
  answer: callView,
});

export const callSlots = defineRoute({
  ...staff,
  id: 'call-slots',
  method: 'GET',
  path: '/v1/call-slots',
  summary: 'Free slots for an agent who books for a customer: of one agent or of all who speak the language.',
  query: z.object({
    accountId: idText,
    contactId: z.optional(idText),
    minutes: z.optional(z.string().check(z.regex(/^\d{1,3}$/, 'must be minutes'))),
    agentId: z.optional(idText),
    from: z.optional(instantText),
  }),
  answer: z.object({ zone: z.string(), minutes: z.int(), slots: z.array(slotView) }),
});

export const listAccountCalls = defineRoute({
  ...staff,
  id: 'list-account-calls',
  method: 'GET',
  path: '/v1/accounts/{accountId}/calls',
  summary: 'Open calls of an account, and those that are over, the newest first.',
  answer: z.object({ open: z.array(callView), earlier: callWorkspace.shape.earlier }),
});

/** A call that came in, or one made without being planned. */
export const logCall = defineRoute({
  ...staff,
  id: 'log-call',
  method: 'POST',
  path: '/v1/call-log',
  summary:
    'Records a call that came in by telephone; what was due with the contact is on its agenda from then on.',
  body: z.strictObject({
    accountId: idText,
    contactId: z.optional(idText),
    kind: z.optional(z.enum(callKinds)),
    about: z.optional(sentence),
  }),
  answer: callView,
});

const match = z.object({
  accountId: z.string(),
  accountName: z.string(),
  contactId: z.string(),
  contactName: z.optional(z.string()),
  language: z.optional(z.string()),
  ownerId: z.optional(z.string()),
  /** Opens the account in the console, ready to log the call. */
  url: z.string(),
});
const number = z.object({ number: phone });
export const lookUpNumber = defineRoute({
  ...staff,
  id: 'look-up-number',
  method: 'GET',
  path: '/v1/phone-book',
  summary: 'Whose telephone number it is: everybody known with it.',
  query: number,
  answer: z.object({ number: z.string(), matches: z.array(match) }),
});
export const lookUpCaller = defineRoute({
  access: { to: 'machine', scope: 'calls:read' },
  answeredBy: 'calls-api',
  id: 'look-up-caller',
  method: 'GET',
  path: '/v1/callers',
  summary: 'The same for a telephone system: who calls, and the address to open for the one who answers.',
  query: number,
  answer: z.object({ number: z.string(), matches: z.array(match) }),
});

export const putBlock = defineRoute({
  ...staff,
  id: 'put-block',
  method: 'PUT',
  path: '/v1/agents/{agentId}/blocks/{blockId}',
  summary:
    'Keeps a time of an agent free of calls; one’s own, a lead anybody’s. What is booked then must move.',
  body: z.strictObject({ from: instantText, to: instantText, reason: z.optional(nameText) }),
  answer: nothing,
});
export const deleteBlock = defineRoute({
  ...staff,
  id: 'delete-block',
  method: 'DELETE',
  path: '/v1/agents/{agentId}/blocks/{blockId}',
  summary: 'Takes such a time back.',
  answer: nothing,
});

export const getAgentWeek = defineRoute({
  ...staff,
  id: 'get-agent-week',
  method: 'GET',
  path: '/v1/agents/{agentId}/calendar',
  summary: 'What an agent has in a stretch of up to 14 days: bookings, holds, blocks, and when they work.',
  query: z.object({ from: instantText, to: instantText }),
  answer: z.object({
    zone: z.string(),
    entries: z.array(
      z.object({
        id: z.string(),
        is: z.enum(['booking', 'hold', 'block', 'busy', 'absence']),
        from: z.string(),
        to: z.string(),
        callId: z.optional(z.string()),
        accountId: z.optional(z.string()),
        accountName: z.optional(z.string()),
        reason: z.optional(z.string()),
      }),
    ),
    working: z.array(z.object({ from: z.string(), to: z.string() })),
  }),
});
