import * as z from 'zod/mini';
import { languageTag, productName } from './account-events.ts';
import { defineEvent } from './define-event.ts';
import { idText } from './envelope.ts';
import { purposes } from './outreach-events.ts';

/** What a customer may be called about. */
export const callKinds = [
  'callback',
  'help',
  'welcome',
  'session',
  'trial-end',
  'outreach',
  'consultation',
  'follow-up',
  'survey',
] as const;
export type CallKind = (typeof callKinds)[number];

/** How a call or an attempt at one went. */
export const callOutcomes = ['reached', 'no-answer', 'busy', 'wrong-number', 'declined', 'no-show'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** Why a call ended for good. */
export const callEndings = [
  'reached',
  'declined',
  'never-reached',
  'wrong-number',
  'cancelled',
  'withdrawn',
] as const;
export type CallEnding = (typeof callEndings)[number];

/** What customers are written about their calls. */
export const callMessages = [
  'queued',
  'booked',
  'moved',
  'cancelled',
  'reminder',
  'choose-again',
  'running-late',
  'not-reached',
  'feedback',
] as const;
export type CallMessage = (typeof callMessages)[number];

const inside = { version: 1, from: 'inside' } as const;

export const callWanted = defineEvent({
  ...inside,
  name: 'call.wanted',
  summary:
    'A contact is to be called about something: it goes on the agenda of the one open call with that contact.',
  consumers: ['calls'],
  data: {
    /** Names the wish; said again, it is the same one and its time moves. */
    itemId: idText,
    kind: z.enum(callKinds),
    /** Without one: whichever contact of the account can be called. */
    contactId: z.optional(idText),
    product: z.optional(productName),
    /** What the contact must allow for it, when that is not what calls of this kind are for. */
    purpose: z.optional(z.enum(purposes)),
    language: languageTag,
    /** Not called about it before. */
    readyAt: z.int(),
    dueAt: z.int(),
  },
  sample: {
    itemId: 'itm_1',
    kind: 'welcome',
    contactId: 'c-1',
    product: 'repricer',
    language: 'de',
    readyAt: 1795327200000,
    dueAt: 1795341600000,
  },
});

export const callUnwanted = defineEvent({
  ...inside,
  name: 'call.withdrawn',
  summary: 'A wish to call has lost its reason: it leaves the agenda, and a call without others ends.',
  consumers: ['calls'],
  data: { itemId: idText, why: idText },
  sample: { itemId: 'itm_1', why: 'cancelled' },
});

export const callChanged = defineEvent({
  ...inside,
  name: 'call.changed',
  summary:
    'A call was planned, offered, accepted, booked, moved, started or ended; open consoles show it so.',
  consumers: ['views'],
  data: { callId: idText, callVersion: z.int() },
  sample: { callId: 'call_1', callVersion: 2 },
});

export const callSettled = defineEvent({
  ...inside,
  name: 'call.settled',
  summary:
    'Nobody needs to act any more on what was told of a call: somebody has it, the contact does not want it, or it is over.',
  consumers: ['notifications'],
  /** `noticeId` was the `taskId` of the notifications. */
  data: { callId: idText, noticeId: idText },
  sample: { callId: 'call_1', noticeId: 'call_1.1' },
});

export const callEnded = defineEvent({
  ...inside,
  name: 'call.ended',
  summary: 'A call is over for good: how, and what of its agenda was dealt with.',
  consumers: ['onboarding', 'outreach', 'views'],
  data: {
    callId: idText,
    ending: z.enum(callEndings),
    agentId: z.union([idText, z.literal('-')]),
    items: z.array(
      z.object({
        itemId: idText,
        kind: z.enum(callKinds),
        product: z.optional(productName),
        /** `open`: not dealt with; whoever wanted it decides what comes next. */
        state: z.enum(['done', 'open', 'dropped']),
        /** What came of it, such as `session-now`, `appointment`, `declined`. */
        result: z.optional(idText),
      }),
    ),
  },
  sample: {
    callId: 'call_1',
    ending: 'reached',
    agentId: 'anna',
    items: [{ itemId: 'itm_1', kind: 'welcome', product: 'repricer', state: 'done', result: 'appointment' }],
  },
});

export const callMessageWanted = defineEvent({
  ...inside,
  name: 'call.message-wanted',
  summary: 'The contact of a call is to be written to about it.',
  consumers: ['tellings'],
  data: {
    callId: idText,
    /** `-`: whichever contact of the account can be written to. */
    contactId: z.union([idText, z.literal('-')]),
    kind: z.enum(callMessages),
    /** Of the booking it is about; what is about an older one is not sent. */
    sequence: z.int(),
    /** Tells messages of one sequence apart: when a reminder is due, or the promise that is spoken of. */
    at: z.optional(z.int()),
  },
  sample: { callId: 'call_1', contactId: 'c-1', kind: 'booked', sequence: 0 },
});

export const linkWanted = defineEvent({
  ...inside,
  name: 'link.wanted',
  summary:
    'A visitor asked to be called: the link that proves their address goes there in one neutral message, with none of their words.',
  consumers: ['tellings'],
  /** The address stands in the row of the request alone. */
  data: { requestId: idText, language: languageTag },
  sample: { requestId: 'req_1', language: 'de' },
});

export const agentDayChanged = defineEvent({
  ...inside,
  name: 'agent.day-changed',
  summary: 'The bookings or holds of an agent’s day (UTC) changed; the board of free slots follows.',
  consumers: ['calls'],
  data: { agentId: idText, day: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day')) },
  sample: { agentId: 'anna', day: '2026-11-23' },
});

export const feedbackGiven = defineEvent({
  ...inside,
  name: 'feedback.received',
  summary: 'A customer said how a call was.',
  consumers: ['views'],
  data: { callId: idText, rating: z.int().check(z.gte(1), z.lte(5)) },
  sample: { callId: 'call_1', rating: 5 },
});

export const journeyMoved = defineEvent({
  ...inside,
  name: 'journey.moved',
  summary: 'The onboarding of an account with a product went on, stopped or ended.',
  consumers: ['views'],
  data: { product: productName, phase: idText, journeyVersion: z.int() },
  sample: { product: 'repricer', phase: 'welcome-due', journeyVersion: 1 },
});
