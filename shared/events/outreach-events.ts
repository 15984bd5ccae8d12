import * as z from 'zod/mini';
import { instantText, languageTag, productName, reasonText } from './account-events.ts';
import { defineEvent } from './define-event.ts';
import { idText } from './envelope.ts';

/** An amount in the company's own currency, as its settings name it. */
const money = z.number().check(z.gte(0), z.lte(1e12));
const dayText = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-11-22'));

/** Why a customer is called without having asked. */
export const outreachCauses = ['burst', 'deadline', 'market'] as const;
export type OutreachCause = (typeof outreachCauses)[number];

/** Whom a claim waits for. */
export const claimWaits = ['company', 'customer', 'marketplace'] as const;
export type ClaimWait = (typeof claimWaits)[number];

export const marketChanges = ['new-competitor', 'amazon-sells'] as const;

/** What contacts of an account may be approached for. */
export const purposes = ['service', 'marketing', 'survey'] as const;
export type Purpose = (typeof purposes)[number];

const outside = { version: 1, from: 'outside', consumers: ['outreach'] } as const;
const inside = { version: 1, from: 'inside' } as const;

export const damageReported = defineEvent({
  ...outside,
  name: 'damage.reported',
  summary:
    'Goods of a customer were lost or damaged. One report by its id: said again it counts once; another day is said by a correction.',
  data: {
    reportId: idText,
    /** When it was reported; the event's time unless said. It counts on that day in the account's zone. */
    reportedAt: z.optional(instantText),
    /** What it is worth. */
    value: z.optional(money),
    marketplace: z.optional(reasonText),
    kind: z.optional(reasonText),
  },
  sample: { reportId: 'dmg-1', value: 18.5, marketplace: 'amazon-de', kind: 'lost-inbound' },
});

export const damageCorrected = defineEvent({
  ...outside,
  name: 'damage.corrected',
  summary: 'A damage report was wrong: from now on it counts as said here. The latest word counts.',
  data: { reportId: idText, reportedAt: instantText, value: z.optional(money) },
  sample: { reportId: 'dmg-1', reportedAt: '2026-11-20T08:00:00Z', value: 22 },
});

export const damageRetracted = defineEvent({
  ...outside,
  name: 'damage.retracted',
  summary: 'A damage report was none: it does not count.',
  data: { reportId: idText },
  sample: { reportId: 'dmg-1' },
});

const claim = { claimId: idText } as const;

export const claimOpened = defineEvent({
  ...outside,
  name: 'claim.opened',
  summary: 'There is a claim for a reimbursement; when it closes follows from the rules of its marketplace.',
  data: {
    ...claim,
    marketplace: reasonText,
    /** The type of claim that rules go by. */
    type: reasonText,
    /** The day from which the marketplace counts, such as the day of the refund. */
    basisOn: dayText,
    value: z.optional(money),
  },
  sample: {
    claimId: 'clm-1',
    marketplace: 'amazon-us',
    type: 'customer-return',
    basisOn: '2026-10-01',
    value: 640,
  },
});

export const claimDeadlineSet = defineEvent({
  ...outside,
  name: 'claim.deadline-set',
  summary: 'The marketplace named the last day of a claim itself; it counts before any rule.',
  data: { ...claim, closesOn: dayText },
  sample: { claimId: 'clm-1', closesOn: '2026-12-15' },
});

export const claimWaiting = defineEvent({
  ...outside,
  name: 'claim.waiting',
  summary: 'A claim waits for somebody: the company itself, the customer or the marketplace.',
  data: { ...claim, on: z.enum(claimWaits), reason: z.optional(reasonText) },
  sample: { claimId: 'clm-1', on: 'customer', reason: 'invoice-missing' },
});

export const claimSubmitted = defineEvent({
  ...outside,
  name: 'claim.submitted',
  summary: 'A claim was handed in; its deadline matters again when it waits for somebody afterwards.',
  data: claim,
  sample: { claimId: 'clm-1' },
});

export const claimClosed = defineEvent({
  ...outside,
  name: 'claim.closed',
  summary: 'A claim is over for good.',
  data: {
    ...claim,
    outcome: z.optional(z.enum(['paid', 'refused', 'expired', 'withdrawn'])),
    paid: z.optional(money),
  },
  sample: { claimId: 'clm-1', outcome: 'paid', paid: 610 },
});

export const marketChanged = defineEvent({
  ...outside,
  name: 'market.changed',
  summary: 'The market of a customer changed: a new competitor, or the marketplace itself sells.',
  data: {
    marketplace: reasonText,
    change: z.enum(marketChanges),
    /** How many of the customer's articles it concerns. */
    articles: z.optional(z.int().check(z.gte(1), z.lte(100_000_000))),
  },
  sample: { marketplace: 'amazon-de', change: 'amazon-sells', articles: 12 },
});

export const outreachFacts = [
  damageReported,
  damageCorrected,
  damageRetracted,
  claimOpened,
  claimDeadlineSet,
  claimWaiting,
  claimSubmitted,
  claimClosed,
  marketChanged,
] as const;

const outreach = { outreachId: idText, cause: z.enum(outreachCauses) } as const;
const sampleOutreach = { outreachId: 'out_1', cause: 'burst' } as const;

export const outreachOpened = defineEvent({
  ...inside,
  name: 'outreach.opened',
  summary: 'A customer is to be called for a reason of ours: whoever has the account hears of it now.',
  consumers: ['team', 'views'],
  data: { ...outreach, language: languageTag, product: z.optional(productName), dueAt: z.int() },
  sample: { ...sampleOutreach, language: 'de', product: 'lost-and-found', dueAt: 1795341600000 },
});

export const outreachNoted = defineEvent({
  ...inside,
  name: 'outreach.noted',
  summary: 'There was a signal that is not worth a call: it goes into the digest of whoever has the account.',
  consumers: ['team', 'views'],
  data: { ...outreach, language: languageTag, product: z.optional(productName) },
  sample: { ...sampleOutreach, language: 'de' },
});

export const outreachChanged = defineEvent({
  ...inside,
  name: 'outreach.changed',
  summary: 'A signal or what is done about it changed; open consoles show it so.',
  consumers: ['views'],
  data: { ...outreach, outreachVersion: z.int() },
  sample: { ...sampleOutreach, outreachVersion: 2 },
});

export const outreachSettled = defineEvent({
  ...inside,
  name: 'outreach.ended',
  summary: 'Nobody needs to act on a signal any more: the customer was spoken to, or it lost its reason.',
  consumers: ['notifications', 'views'],
  data: { ...outreach, ending: idText },
  sample: { ...sampleOutreach, ending: 'reached' },
});

export const outreachOffered = defineEvent({
  ...inside,
  name: 'outreach.offer-wanted',
  summary: 'A customer is to be offered a consultation in writing, with a link to choose a time.',
  consumers: ['tellings'],
  data: { outreachId: idText, contactId: idText },
  sample: { outreachId: 'out_1', contactId: 'c-1' },
});

export const budgetExceeded = defineEvent({
  ...inside,
  name: 'budget.exceeded',
  summary:
    'More customers should be called for statistical reasons than the budget allows: the leads are told.',
  consumers: ['team', 'views'],
  data: { accounts: z.int(), limit: z.int(), called: z.int(), needed: z.int() },
  sample: { accounts: 200, limit: 10, called: 10, needed: 14 },
});

export const claimWorkWanted = defineEvent({
  ...inside,
  name: 'claim.work-wanted',
  summary: 'Claims that come near their end wait for the company itself: work for whoever has the account.',
  consumers: ['team'],
  data: { workId: idText, claims: z.int(), language: languageTag, dueAt: z.int() },
  sample: { workId: 'wrk_1', claims: 3, language: 'de', dueAt: 1795341600000 },
});

export const claimWorkEnded = defineEvent({
  ...inside,
  name: 'claim.work-ended',
  summary: 'No claim waits for the company any more: the work is done by itself.',
  consumers: ['team'],
  data: { workId: idText },
  sample: { workId: 'wrk_1' },
});

/** How somebody said whether contacts may be approached. */
export const permissionWays = ['call', 'mail', 'page', 'contract', 'import', 'other'] as const;

export const permissionRecorded = defineEvent({
  version: 1,
  from: 'outside',
  name: 'permission.recorded',
  summary: 'A contact allowed or objected to being approached for a purpose; the latest word counts.',
  consumers: ['accounts'],
  data: {
    /** Without one it is said of the account as a whole. */
    contactId: z.optional(idText),
    purpose: z.enum(purposes),
    word: z.enum(['allows', 'objects']),
    how: z.enum(permissionWays),
  },
  sample: { contactId: 'c-1', purpose: 'survey', word: 'allows', how: 'page' },
});

export const permissionChanged = defineEvent({
  ...inside,
  name: 'permission.changed',
  summary: 'What a contact may be approached for changed: what is planned is looked at again.',
  consumers: ['calls', 'outreach', 'views'],
  data: { contactId: z.optional(idText), purpose: z.enum(purposes), word: z.enum(['allows', 'objects']) },
  sample: { contactId: 'c-1', purpose: 'service', word: 'objects' },
});
