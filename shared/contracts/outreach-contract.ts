import * as z from 'zod/mini';
import { marketChanges, outreachCauses, permissionWays, purposes } from '../events/outreach-events.ts';
import { idText, nameText, pageQuery } from './common.ts';
import { defineRoute } from './define-route.ts';
import { wordsIn } from './onboarding-contract.ts';

const kebab = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be a kebab-case word such as customer-return'));
const dayText = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-11-22'));
const amount = z.number().check(z.gte(0), z.lte(1e12));

/** From when to when a claim may be handed in, counted in days from its basis; true for claims from a day on. */
export const claimRule = z.strictObject({
  marketplace: kebab,
  type: kebab,
  opensAfterDays: z.int().check(z.gte(0), z.lte(3650)),
  closesAfterDays: z.int().check(z.gte(1), z.lte(3650)),
  /** Claims whose basis is on this day or later go by it, until a later rule of the same kind. */
  validFrom: dayText,
  /** Where it is written, and when that was read. */
  source: z.string().check(z.minLength(4), z.maxLength(300)),
});
export type ClaimRule = z.infer<typeof claimRule>;

const playbook = z.strictObject({
  /** What to say, in the customer's language; `{company}`, `{count}`, `{expected}`, `{value}`, `{claims}`, `{day}`, `{marketplace}` are filled in. */
  says: z.optional(wordsIn),
  steps: z.array(z.strictObject({ id: idText, text: wordsIn })).check(z.maxLength(20)),
});

/** When customers are called without having asked; everything but the products has a default. */
export const outreachInput = z.strictObject({
  /** Products whose accounts are watched and make up the budget. */
  products: z.array(idText).check(z.minLength(1), z.maxLength(20)),
  /** What values are given in, such as EUR. */
  currency: z.optional(z.string().check(z.regex(/^[A-Z]{3}$/, 'must be an ISO 4217 currency such as EUR'))),
  /** Accounts called for statistical reasons within a rolling quarter, in percent of all; at least one. */
  budgetPercent: z.optional(z.number().check(z.gte(0), z.lte(100))),
  quarterDays: z.optional(z.int().check(z.gte(7), z.lte(366))),
  /** The chance that a quiet day is taken for a burst. */
  alpha: z.optional(z.number().check(z.gte(0.000001), z.lte(0.1))),
  /** A burst that is worth less goes into the digest. */
  burstValue: z.optional(amount),
  /** What a report without a value counts for. */
  reportValue: z.optional(amount),
  /** A claim near its end that is worth less goes into the digest; one whose value nobody knows is called about. */
  claimValue: z.optional(amount),
  /** Days before the end of a claim at which it is a signal. */
  distances: z.optional(z.array(z.int().check(z.gte(0), z.lte(180))).check(z.minLength(1), z.maxLength(6))),
  /** Days after an outreach in which the same cause opens no other. */
  coolDownDays: z.optional(z.int().check(z.gte(0), z.lte(365))),
  /** Days for which a signal that was held back may still be called about. */
  heldDays: z.optional(z.int().check(z.gte(1), z.lte(90))),
  claimRules: z.optional(z.array(claimRule).check(z.maxLength(500))),
  market: z.optional(
    z.strictObject({
      /** Products whose accounts are offered a consultation when their market changes. */
      products: z.array(idText).check(z.minLength(1), z.maxLength(20)),
      coolDownDays: z.optional(z.int().check(z.gte(1), z.lte(365))),
      /** How, where the contact chose nothing. */
      by: z.optional(z.enum(['call', 'mail'])),
      purpose: z.optional(z.enum(['service', 'marketing'])),
    }),
  ),
  playbooks: z.optional(z.partialRecord(z.enum(outreachCauses), playbook)),
});
export type OutreachInput = z.infer<typeof outreachInput>;

const claimLine = z.object({
  claimId: z.string(),
  closesOn: z.string(),
  value: z.optional(z.number()),
  /** Days until it closes, as the signal had it. */
  distance: z.int(),
  waitsFor: z.optional(z.string()),
  marketplace: z.optional(z.string()),
  type: z.optional(z.string()),
  /** The marketplace said so itself, or a rule of the settings does. */
  by: z.enum(['marketplace', 'rule']),
});
export type ClaimLine = z.infer<typeof claimLine>;

/** What speaks for a call. */
export const evidenceView = z.object({
  burst: z.optional(
    z.object({
      day: z.string(),
      observed: z.int(),
      expected: z.number(),
      bound: z.number(),
      pValue: z.number(),
      method: z.string(),
      score: z.number(),
      /** Days or weeks that were left out or count less, as days. */
      excluded: z.array(z.string()),
      value: z.number(),
      /** Reports of the days in question whose value nobody knows; they count with the settings' value. */
      unvalued: z.int(),
    }),
  ),
  claims: z.optional(z.array(claimLine)),
  market: z.optional(
    z.array(
      z.object({
        at: z.string(),
        marketplace: z.string(),
        change: z.enum(marketChanges),
        articles: z.optional(z.int()),
      }),
    ),
  ),
});

export const outreachView = z.object({
  id: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  cause: z.enum(outreachCauses),
  /** `open`: the customer is to be called. `held`: not now, see why. `noted`: for the digest. `offered`: in writing. `ended`. */
  state: z.enum(['open', 'held', 'noted', 'offered', 'ended']),
  why: z.optional(z.string()),
  ending: z.optional(z.string()),
  /** What it ranks by among others: evidence and value. */
  rank: z.number(),
  value: z.optional(z.number()),
  /** Worth so much that no budget holds it back. */
  exempt: z.boolean(),
  language: z.string(),
  contactId: z.optional(z.string()),
  evidence: evidenceView,
  /** The call that has it on its agenda. */
  callId: z.optional(z.string()),
  openedAt: z.string(),
  updatedAt: z.string(),
  dueAt: z.optional(z.string()),
  endedAt: z.optional(z.string()),
  /** Until when the same cause opens no other. */
  pausedUntil: z.optional(z.string()),
  /** How often news joined it since. */
  updates: z.int(),
  feedback: z.optional(
    z.object({ useful: z.boolean(), by: z.string(), at: z.string(), note: z.optional(z.string()) }),
  ),
  version: z.int(),
});
export type OutreachView = z.infer<typeof outreachView>;

/** The evidence page: everything about one outreach, and how the account looks by itself. */
export const outreachPage = z.object({
  outreach: outreachView,
  currency: z.string(),
  /** Reports a day with what was expected and the bound, the oldest first. */
  chart: z.array(
    z.object({
      day: z.string(),
      observed: z.int(),
      expected: z.number(),
      bound: z.number(),
      isBurst: z.boolean(),
    }),
  ),
  /** Open claims of the account by when they close. */
  claims: z.array(z.object({ ...claimLine.shape, inOutreach: z.boolean() })),
  sensitivity: z.number(),
  /** What may be said, in the customer's language. */
  says: z.string(),
  steps: z.array(z.object({ id: z.string(), text: z.string() })),
  /** How earlier ones went. */
  earlier: z.array(
    z.object({
      id: z.string(),
      cause: z.string(),
      endedAt: z.string(),
      ending: z.string(),
      useful: z.optional(z.boolean()),
    }),
  ),
});
export type OutreachPage = z.infer<typeof outreachPage>;

export const budgetView = z.object({
  /** Accounts of the watched products. */
  accounts: z.int(),
  percent: z.number(),
  /** So many accounts may be called for statistical reasons within the quarter. */
  limit: z.int(),
  called: z.int(),
  /** Called and held back: what would have been called without a budget. */
  needed: z.int(),
  /** Called about claims, which no budget holds back. */
  exempt: z.int(),
  from: z.string(),
  to: z.string(),
});
export type BudgetView = z.infer<typeof budgetView>;

const staff = { access: { to: 'staff' }, answeredBy: 'outreach-api' } as const;

export const listOutreach = defineRoute({
  ...staff,
  id: 'list-outreach',
  method: 'GET',
  path: '/v1/outreach',
  summary:
    'Signals: the open ones by when they are due, those held back by rank, or those that ended, the latest first.',
  query: z.object({ ...pageQuery.shape, state: z.optional(z.enum(['open', 'held', 'ended'])) }),
  answer: z.object({ outreach: z.array(outreachView), currency: z.string(), cursor: z.optional(z.string()) }),
});

export const getOutreach = defineRoute({
  ...staff,
  id: 'get-outreach',
  method: 'GET',
  path: '/v1/outreach/{outreachId}',
  summary:
    'Why this customer is to be called: reports with bound and marked days, claims near their end, what to say.',
  answer: outreachPage,
});

export const judgeOutreach = defineRoute({
  ...staff,
  id: 'judge-outreach',
  method: 'POST',
  path: '/v1/outreach/{outreachId}/feedback',
  summary:
    'Says whether a signal was useful; bursts of this account are found more or less readily from then on.',
  body: z.strictObject({ useful: z.boolean(), note: z.optional(nameText) }),
  answer: outreachView,
});

export const getBudget = defineRoute({
  ...staff,
  id: 'get-outreach-budget',
  method: 'GET',
  path: '/v1/outreach-budget',
  summary:
    'How many accounts were called for statistical reasons within the rolling quarter, may be and should have been.',
  answer: budgetView,
});

export const getAccountOutreach = defineRoute({
  ...staff,
  id: 'get-account-outreach',
  method: 'GET',
  path: '/v1/accounts/{accountId}/outreach',
  summary: 'Signals of an account, open and earlier, with its open claims.',
  answer: z.object({
    outreach: z.array(outreachView),
    claims: z.array(claimLine),
    sensitivity: z.number(),
    currency: z.string(),
  }),
});
export type AccountOutreach = z.infer<typeof getAccountOutreach.answer>;

const permissionWord = z.object({
  /** `-`: the account as a whole. */
  contactId: z.string(),
  purpose: z.enum(purposes),
  word: z.enum(['allows', 'objects']),
  how: z.enum(permissionWays),
  at: z.string(),
  by: z.string(),
});

/** Who may be approached for what, and who said so when and how. */
export const permissionsView = z.object({
  contacts: z.array(
    z.object({
      contactId: z.string(),
      name: z.string(),
      may: z.object({ service: z.boolean(), marketing: z.boolean(), survey: z.boolean() }),
    }),
  ),
  /** The latest first; nothing is ever taken out. */
  ledger: z.array(permissionWord),
});
export type PermissionsView = z.infer<typeof permissionsView>;

export const getPermissions = defineRoute({
  access: { to: 'staff' },
  answeredBy: 'accounts-api',
  id: 'get-permissions',
  method: 'GET',
  path: '/v1/accounts/{accountId}/permissions',
  summary: 'What the contacts of an account may be approached for, with every word they ever said about it.',
  answer: permissionsView,
});

export const recordPermission = defineRoute({
  access: { to: 'staff' },
  answeredBy: 'accounts-api',
  id: 'record-permission',
  method: 'POST',
  path: '/v1/accounts/{accountId}/permissions',
  summary:
    'Records that a contact, or the account as a whole, allowed or objected to being approached for a purpose.',
  body: z.strictObject({
    /** Without one it is said of the account as a whole. */
    contactId: z.optional(idText),
    purpose: z.enum(purposes),
    word: z.enum(['allows', 'objects']),
    how: z.enum(permissionWays),
  }),
  answer: permissionsView,
});
