import * as z from 'zod/mini';
import { defineRoute } from './define-route.ts';

/** What can be found by its name: accounts, the people of them, devices and device cases. */
export const hitKinds = ['account', 'contact', 'device', 'device-case'] as const;
export type HitKind = (typeof hitKinds)[number];

export const searchHit = z.object({
  kind: z.enum(hitKinds),
  /** The account's, contact's or case's id, or the device's serial. */
  id: z.string(),
  /** What a person calls it: a name, a serial. */
  title: z.string(),
  /** Whose it is: the account of a contact, device or case. */
  accountId: z.optional(z.string()),
  accountName: z.optional(z.string()),
  /** The account's status, the device's model, the case's state. */
  note: z.optional(z.string()),
});
export type SearchHit = z.infer<typeof searchHit>;

const staff = { access: { to: 'staff' }, answeredBy: 'views-api' } as const;

/** Letters that a search needs at least. */
export const SEARCH_LETTERS = 2;

export const search = defineRoute({
  ...staff,
  id: 'search',
  method: 'GET',
  path: '/v1/search',
  summary: 'Finds accounts, contacts, devices and cases by the beginnings of their words, as one types.',
  query: z.object({
    /** Words, each of which must begin a word of what is found; case and accents do not matter. */
    q: z.string().check(z.minLength(SEARCH_LETTERS), z.maxLength(80)),
    kind: z.optional(z.enum(hitKinds)),
    /** At most so many of each kind; 1 to 50, 8 unless said. */
    limit: z.optional(z.string().check(z.regex(/^([1-9]|[1-4]\d|50)$/, 'must be 1 to 50'))),
  }),
  answer: z.object({
    hits: z.array(searchHit),
    /** True when there are more than could be looked through: a further word or letter helps. */
    more: z.boolean(),
  }),
});
