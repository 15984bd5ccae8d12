import * as z from 'zod/mini';
import { defineRoute } from './define-route.ts';

const staff = { access: { to: 'staff', role: 'lead-or-ops' }, answeredBy: 'persons-api' } as const;

/** Why it is done, for whoever asks later; kept for ever, so it must not name the person. */
const reason = z
  .string()
  .check(
    z.trim(),
    z.minLength(3),
    z.maxLength(200),
    z.regex(/^[^\p{Cc}\p{Cf}]*$/u, 'must be one line of text'),
  );

const part = z.object({
  /** Which row it is, such as the id of a call. */
  id: z.string(),
  accountId: z.string(),
  /** What is held of the person, by where it stands in the row. */
  holds: z.record(z.string(), z.unknown()),
  /** What is kept beside it and tells nobody who it was. */
  keeps: z.record(z.string(), z.unknown()),
});

export const personalData = z.object({
  accountId: z.string(),
  contactId: z.string(),
  at: z.string(),
  /** By kind, such as `contact` and `call`; kinds of which there is nothing are not named. */
  kinds: z.record(z.string(), z.array(part)),
});
export type PersonalData = z.infer<typeof personalData>;

export const getPersonalData = defineRoute({
  ...staff,
  id: 'get-personal-data',
  method: 'GET',
  path: '/v1/accounts/{accountId}/contacts/{contactId}/personal-data',
  summary: 'Everything that is held of a customer’s person; that it was given out, by whom and why, is kept.',
  query: z.object({ reason }),
  answer: personalData,
});

export const erasedView = z.object({
  accountId: z.string(),
  contactId: z.string(),
  erasedAt: z.string(),
  /** `going`: what is personal is taken out of rows one after another. `gone`: nothing of it is left. */
  state: z.enum(['going', 'gone']),
});
export type ErasedView = z.infer<typeof erasedView>;

export const erasePerson = defineRoute({
  ...staff,
  id: 'erase-person',
  method: 'POST',
  path: '/v1/accounts/{accountId}/contacts/{contactId}/erase',
  summary:
    'Erases a customer’s person for good: calls with them end, nothing is sent to them any more, and what is personal goes everywhere. Asked again it says how far that is.',
  body: z.strictObject({ reason }),
  answer: erasedView,
});
