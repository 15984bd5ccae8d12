import * as z from 'zod/mini';
import { email, idText, instantText, languageTag, nameText, nothing, phone, zone } from './common.ts';
import { defineRoute } from './define-route.ts';

const customer = {
  access: { to: 'customer', scope: 'callbacks:write', purposes: ['callback', 'appointment'] },
  answeredBy: 'callbacks-api',
} as const;
const feedback = {
  access: { to: 'customer', scope: 'callbacks:write', purposes: ['feedback'] },
  answeredBy: 'callbacks-api',
} as const;

/** Where a slot is free. Instants are UTC; `wall` is what a clock on the wall of the asked zone shows then. */
export const slotView = z.object({ from: z.string(), to: z.string(), wall: z.string() });
export type SlotView = z.infer<typeof slotView>;

/** A callback as the customer sees it: when, in which language, and what happens next. No names of other customers. */
export const callbackView = z.object({
  id: z.string(),
  state: z.enum(['queued', 'accepted', 'booked', 'running', 'planned', 'ended']),
  language: z.string(),
  zone: z.string(),
  /** Booked: from when to when. */
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  /** Booked or accepted: the first name of the agent who will call. */
  agent: z.optional(z.string()),
  /** Queued: by when we call at the latest. */
  promisedAt: z.optional(z.string()),
  /** The number we call, with all but its last three digits hidden. */
  phone: z.optional(z.string()),
  /** Hours before the call at which we remind; empty: never. */
  reminders: z.array(z.number()),
  ending: z.optional(z.string()),
  mayMove: z.boolean(),
  mayCancel: z.boolean(),
  version: z.int(),
});
export type CallbackView = z.infer<typeof callbackView>;

/** What the customer's page needs to begin with. */
export const bookingPage = z.object({
  purpose: z.enum(['callback', 'appointment', 'feedback']),
  brand: z.string(),
  languages: z.array(z.string()),
  language: z.string(),
  zone: z.string(),
  now: z.string(),
  minutes: z.int(),
  /** Who is called, with all but the last three digits hidden; without it the page asks for a number. */
  phone: z.optional(z.string()),
  /** Somebody can call now. */
  openNow: z.boolean(),
  /** When the next agent of this language is there, if nobody is. */
  nextOpening: z.optional(z.string()),
  callback: z.optional(callbackView),
});
export type BookingPage = z.infer<typeof bookingPage>;

export const getBookingPage = defineRoute({
  ...customer,
  id: 'get-booking-page',
  method: 'GET',
  path: '/v1/booking-page',
  summary:
    'What the page of a signed link shows first: brand, language, zone, and the call there is already.',
  query: z.object({ accountId: z.optional(idText), contactId: z.optional(idText) }),
  answer: bookingPage,
});

export const listSlots = defineRoute({
  ...customer,
  id: 'list-slots',
  method: 'GET',
  path: '/v1/callbacks/slots',
  summary:
    'Free slots in one language, the first ones first: candidates, the booking decides. `zone` says how wall times are written.',
  query: z.object({
    language: z.optional(languageTag),
    product: z.optional(idText),
    zone: z.optional(zone),
    /** Not before. */
    from: z.optional(instantText),
    /** Days to look ahead, at most as many as the settings say. */
    days: z.optional(z.string().check(z.regex(/^\d{1,2}$/, 'must be a number of days'))),
    limit: z.optional(z.string().check(z.regex(/^\d{1,3}$/, 'must be 1 to 500'))),
    /** Only slots of the agent who has the call. */
    agent: z.optional(z.enum(['same', 'any'])),
    callbackId: z.optional(idText),
  }),
  answer: z.object({
    language: z.string(),
    zone: z.string(),
    minutes: z.int(),
    slots: z.array(slotView),
    /** There are more after the last one. */
    more: z.boolean(),
  }),
});

export const holdSlot = defineRoute({
  ...customer,
  id: 'hold-slot',
  method: 'POST',
  path: '/v1/callbacks/holds',
  summary:
    'Keeps a slot free for a few minutes while its taker fills in the rest; a second hold of the same link replaces the first.',
  body: z.strictObject({
    from: instantText,
    language: z.optional(languageTag),
    product: z.optional(idText),
    callbackId: z.optional(idText),
    agent: z.optional(z.enum(['same', 'any'])),
    accountId: z.optional(idText),
    contactId: z.optional(idText),
  }),
  answer: z.object({ holdId: z.string(), from: z.string(), to: z.string(), until: z.string() }),
});

/** `accountId` and `contactId` are for machines; a link says for whom it is. */
export const askCallback = defineRoute({
  ...customer,
  id: 'ask-callback',
  method: 'POST',
  path: '/v1/callbacks',
  summary:
    'Asks to be called: now, or at a slot. With `Idempotency-Key` a repeat gets the same answer. A slot that is taken is refused with the next three.',
  body: z.strictObject({
    want: z.enum(['now', 'slot']),
    from: z.optional(instantText),
    holdId: z.optional(idText),
    accountId: z.optional(idText),
    contactId: z.optional(idText),
    language: z.optional(languageTag),
    zone: z.optional(zone),
    product: z.optional(idText),
    /** The number to call instead of the one we have. */
    phone: z.optional(phone),
    /** What it is about, in the customer's words; shown to the agent alone. */
    about: z.optional(z.string().check(z.trim(), z.maxLength(500))),
    reminders: z.optional(z.array(z.number().check(z.gte(0.25), z.lte(72))).check(z.maxLength(3))),
  }),
  answer: callbackView,
});

export const getCallback = defineRoute({
  ...customer,
  id: 'get-callback',
  method: 'GET',
  path: '/v1/callbacks/{callbackId}',
  summary: 'How a callback stands.',
  answer: callbackView,
});

export const changeCallback = defineRoute({
  ...customer,
  id: 'change-callback',
  method: 'PATCH',
  path: '/v1/callbacks/{callbackId}',
  summary:
    'Moves a call to another slot, with the same agent or any, asks for it now instead, or changes language, number and reminders.',
  body: z.strictObject({
    from: z.optional(instantText),
    holdId: z.optional(idText),
    agent: z.optional(z.enum(['same', 'any'])),
    want: z.optional(z.enum(['now', 'slot'])),
    language: z.optional(languageTag),
    zone: z.optional(zone),
    phone: z.optional(phone),
    reminders: z.optional(z.array(z.number().check(z.gte(0.25), z.lte(72))).check(z.maxLength(3))),
  }),
  answer: callbackView,
});

export const cancelCallback = defineRoute({
  ...customer,
  id: 'cancel-callback',
  method: 'DELETE',
  path: '/v1/callbacks/{callbackId}',
  summary: 'Cancels a callback. Cancelled twice is cancelled once.',
  answer: callbackView,
});

export const requestCallback = defineRoute({
  access: { to: 'public' },
  answeredBy: 'callbacks-api',
  id: 'request-callback',
  method: 'POST',
  path: '/v1/callback-requests',
  summary:
    'A visitor asks for a callback. The answer is the same whoever asks; at most one neutral message goes to the address, with the link that proves it and books.',
  body: z.strictObject({
    email,
    phone: z.optional(phone),
    language: languageTag,
    zone: z.optional(zone),
    company: z.optional(nameText),
    product: z.optional(idText),
  }),
  answer: z.object({ accepted: z.literal(true), expiresAt: z.string() }),
});

export const getFeedback = defineRoute({
  ...feedback,
  id: 'get-feedback',
  method: 'GET',
  path: '/v1/feedback',
  summary:
    'What the page of a feedback link shows: brand, language, when the call was, whether it was answered.',
  answer: z.object({
    brand: z.string(),
    language: z.string(),
    zone: z.string(),
    calledAt: z.string(),
    given: z.boolean(),
  }),
});

export const giveFeedback = defineRoute({
  ...feedback,
  id: 'give-feedback',
  method: 'POST',
  path: '/v1/feedback',
  summary: 'How the call was: a rating and words, once.',
  body: z.strictObject({
    rating: z.int().check(z.gte(1), z.lte(5)),
    text: z.optional(z.string().check(z.trim(), z.maxLength(2_000))),
  }),
  answer: nothing,
});
