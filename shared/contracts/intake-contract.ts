import * as z from 'zod/mini';
import { email, idText, instantText, languageTag, nameText, phone, zone } from './common.ts';
import { defineRoute } from './define-route.ts';

/** Contact data that may ride along with a fact over HTTP; it is split off before the fact reaches the bus. */
export const contactPart = z.strictObject({
  id: z.optional(idText),
  name: z.optional(nameText),
  company: z.optional(nameText),
  email: z.optional(email),
  phone: z.optional(phone),
  language: z.optional(languageTag),
  zone: z.optional(zone),
  role: z.optional(nameText),
});
export type ContactPart = z.infer<typeof contactPart>;

/** A CloudEvents 1.0 event in structured JSON form (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md). */
export const cloudEvent = z.object({
  specversion: z.literal('1.0', { error: 'must be 1.0' }),
  id: z.string().check(z.minLength(1), z.maxLength(256)),
  source: z.string().check(z.minLength(1), z.maxLength(256)),
  type: z.string().check(z.minLength(1), z.maxLength(128)),
  /** The account's id at the company. */
  subject: idText,
  time: instantText,
  datacontenttype: z.optional(
    z.string().check(z.regex(/^application\/(.*\+)?json/i, 'must be a JSON media type')),
  ),
  /** Ends in the major version of the data's shape, such as `…/account.signed-up/1`; version 1 when absent. */
  dataschema: z.optional(z.string().check(z.maxLength(256))),
  data: z.record(z.string(), z.unknown()),
});
export type CloudEvent = z.infer<typeof cloudEvent>;

export const eventAnswer = z.object({
  index: z.int(),
  status: z.enum(['accepted', 'rejected']),
  /** The product's id of the event: equal for repeats. */
  id: z.optional(z.string()),
  field: z.optional(z.string()),
  reason: z.optional(z.string()),
  /** What was not kept of an accepted event: the part about a person who was erased. */
  dropped: z.optional(z.literal('contact')),
});
export type EventAnswer = z.infer<typeof eventAnswer>;

export const postEvents = defineRoute({
  id: 'post-events',
  method: 'POST',
  path: '/v1/events',
  access: { to: 'machine', scope: 'events:write' },
  answeredBy: 'intake-api',
  summary: 'Sends facts as CloudEvents 1.0: structured, binary or batch. Each event gets its own answer.',
  maxBytes: 1024 * 1024,
  body: z.unknown() as z.ZodMiniType,
  answer: z.object({ accepted: z.int(), rejected: z.int(), events: z.array(eventAnswer) }),
});
