import * as z from 'zod/mini';
import { wallMinutes } from '../kernel/wall-minutes.ts';
import { email, idText, instantText, languageTag, nameText, pageQuery, phone, zone } from './common.ts';
import { defineRoute } from './define-route.ts';
import { sellerView } from './onboarding-contract.ts';

const wallTime = z
  .string()
  .check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00'));

export const contact = z.strictObject({
  name: z.optional(nameText),
  company: z.optional(nameText),
  email: z.optional(email),
  phone: z.optional(phone),
  language: z.optional(languageTag),
  zone: z.optional(zone),
  role: z.optional(nameText),
  /** May decide about the account’s devices, such as having a lost one wiped. */
  authorised: z.optional(z.boolean()),
  /** When to call, on the wall where they are; the settings' hours unless said. */
  callHours: z.optional(
    z
      .tuple([wallTime, wallTime])
      .check(z.refine(hours => wallMinutes(hours) >= 30, 'must be 30 minutes or more')),
  ),
  /** Hours before a booked call at which to remind; empty: never. */
  reminders: z.optional(z.array(z.number().check(z.gte(0.25), z.lte(72))).check(z.maxLength(3))),
  /** Does not want to be called unless they ask for it. */
  objectsToCalls: z.optional(z.boolean()),
  /** How they would like to be offered something, such as a consultation; `none`: not at all. */
  offers: z.optional(z.enum(['call', 'mail', 'none'])),
});
export type Contact = z.infer<typeof contact>;

const productState = z.object({
  product: z.string(),
  status: z.enum(['registered', 'trial', 'active', 'cancelled']),
  since: z.string(),
  trialEndsAt: z.optional(z.string()),
  renewedUntil: z.optional(z.string()),
  endsAt: z.optional(z.string()),
});

export const accountView = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(['prospect', 'trial', 'active', 'cancelled', 'merged']),
  languages: z.array(z.string()),
  segment: z.string(),
  zone: z.optional(z.string()),
  country: z.optional(z.string()),
  origin: z.enum(['live', 'backfill']),
  products: z.array(productState),
  owner: z.optional(z.object({ id: z.string(), name: z.string(), version: z.int() })),
  contacts: z.array(
    z.object({
      id: z.string(),
      /** Where they are kept, when that is an account merged into this one. */
      accountId: z.optional(z.string()),
      /** They were erased: nothing is known of them but that they were, and whether all that was kept is gone. */
      erased: z.optional(z.object({ at: z.string(), state: z.enum(['going', 'gone']) })),
      ...contact.shape,
    }),
  ),
  contactMissing: z.boolean(),
  /** What is known of a customer who sells. */
  seller: z.optional(sellerView),
  mergedInto: z.optional(z.string()),
  version: z.int(),
});
export type AccountView = z.infer<typeof accountView>;

/** One line of an account's history or of the team's feed. */
export const historyEntry = z.object({
  eventId: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  name: z.string(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  decision: z.string(),
  reason: z.record(z.string(), z.unknown()),
  data: z.record(z.string(), z.unknown()),
  /** How often the producer said the same thing again. */
  repeats: z.int(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const rankedAgent = z.object({
  agentId: z.string(),
  name: z.string(),
  language: z.string(),
  book: z.int(),
  capacity: z.int(),
  /** Book and credit divided by weight; whoever would have the lowest with one account more goes first. */
  share: z.number(),
  /** Counted into the share for somebody who settles in, beside the book. */
  credit: z.optional(z.number()),
  skilled: z.boolean(),
  /** A rule of the settings wants them first. */
  preferred: z.optional(z.boolean()),
  excluded: z.optional(z.string()),
});

export const assignmentView = z.object({
  accountId: z.string(),
  ownerId: z.optional(z.string()),
  ownerName: z.optional(z.string()),
  language: z.string(),
  reason: z.string(),
  /** Name of the rule of the settings that applied. */
  rule: z.optional(z.string()),
  /** Who decided it by hand, and why. */
  by: z.optional(z.string()),
  why: z.optional(z.string()),
  decidedAt: z.string(),
  version: z.int(),
  ranking: z.array(rankedAgent),
});
export type AssignmentView = z.infer<typeof assignmentView>;

const staff = { access: { to: 'staff' }, answeredBy: 'accounts-api' } as const;

export const listAccounts = defineRoute({
  ...staff,
  id: 'list-accounts',
  method: 'GET',
  path: '/v1/accounts',
  summary: 'Accounts, the newest first; `owner` narrows to one agent’s book.',
  query: z.object({ ...pageQuery.shape, owner: z.optional(idText) }),
  answer: z.object({
    accounts: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        status: z.string(),
        languages: z.array(z.string()),
        ownerId: z.optional(z.string()),
      }),
    ),
    cursor: z.optional(z.string()),
  }),
});

export const createAccount = defineRoute({
  ...staff,
  id: 'create-account',
  method: 'POST',
  path: '/v1/accounts',
  summary: 'Creates an account by hand.',
  body: z.strictObject({
    id: idText,
    name: nameText,
    language: languageTag,
    product: idText,
    segment: z.optional(idText),
    zone: z.optional(zone),
    country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/, 'must be an ISO 3166 country such as DE'))),
    contact: z.optional(contact),
  }),
  answer: z.object({ id: z.string(), eventId: z.string() }),
});

export const getAccount = defineRoute({
  ...staff,
  id: 'get-account',
  method: 'GET',
  path: '/v1/accounts/{accountId}',
  summary: 'One account with its products, contacts and owner.',
  answer: accountView,
});

export const getTimeline = defineRoute({
  ...staff,
  id: 'get-timeline',
  method: 'GET',
  path: '/v1/accounts/{accountId}/timeline',
  summary: 'Everything that happened to the account, the newest first.',
  query: pageQuery,
  answer: z.object({ entries: z.array(historyEntry), cursor: z.optional(z.string()) }),
});

export const getFeed = defineRoute({
  ...staff,
  id: 'get-feed',
  method: 'GET',
  path: '/v1/feed',
  summary: 'The team feed: every account change of one day (UTC), the newest first.',
  query: z.object({
    ...pageQuery.shape,
    day: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-11-22'))),
  }),
  answer: z.object({ day: z.string(), entries: z.array(historyEntry), cursor: z.optional(z.string()) }),
});

export const mergeAccounts = defineRoute({
  ...staff,
  id: 'merge-accounts',
  method: 'POST',
  path: '/v1/accounts/{accountId}/merge',
  summary: 'Declares the account a duplicate of another; its history and contacts stay readable.',
  body: z.strictObject({ into: idText, reason: nameText }),
  answer: z.object({ id: z.string(), mergedInto: z.string() }),
});

export const putContact = defineRoute({
  id: 'put-contact',
  method: 'PUT',
  path: '/v1/accounts/{accountId}/contacts/{contactId}',
  access: { to: 'machine', scope: 'accounts:write' },
  answeredBy: 'accounts-api',
  summary: 'Writes a contact as the company’s own systems know it.',
  body: contact,
  answer: z.object({ accountId: z.string(), contactId: z.string() }),
});

/** One existing account of an import. */
export const importRow = z.strictObject({
  accountId: idText,
  name: nameText,
  language: languageTag,
  product: idText,
  status: z.enum(['trial', 'active', 'cancelled']),
  since: instantText,
  trialEndsAt: z.optional(instantText),
  endsAt: z.optional(instantText),
  segment: z.optional(idText),
  zone: z.optional(zone),
  country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/, 'must be an ISO 3166 country such as DE'))),
  ownerId: z.optional(idText),
  contactId: z.optional(idText),
  contactName: z.optional(nameText),
  contactEmail: z.optional(email),
  contactPhone: z.optional(phone),
});
export type ImportRow = z.infer<typeof importRow>;

export const postImport = defineRoute({
  id: 'post-import',
  method: 'POST',
  path: '/v1/imports/{importId}/rows',
  access: { to: 'machine', scope: 'accounts:write' },
  answeredBy: 'accounts-api',
  summary:
    'Takes up to 200 rows of existing accounts (JSON array, or CSV with a header). Sending a part again changes nothing: an import resumes by sending the rest.',
  maxBytes: 256 * 1024,
  query: z.object({ firstLine: z.optional(z.string().check(z.regex(/^\d{1,7}$/, 'must be a line number'))) }),
  body: z.unknown() as z.ZodMiniType,
  answer: z.object({
    importId: z.string(),
    imported: z.int(),
    unchanged: z.int(),
    rejected: z.int(),
    rows: z.array(
      z.object({
        line: z.int(),
        status: z.enum(['imported', 'unchanged', 'rejected']),
        accountId: z.optional(z.string()),
        field: z.optional(z.string()),
        reason: z.optional(z.string()),
      }),
    ),
  }),
});
