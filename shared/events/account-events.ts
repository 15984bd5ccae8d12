import * as z from 'zod/mini';
import { parseInstant } from '../kernel/instant.ts';
import { defineEvent } from './define-event.ts';
import { idText } from './envelope.ts';

/** A BCP 47 language tag as far as care needs it: a language, perhaps with a region. */
export const languageTag = z
  .string()
  .check(z.regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'must be a language tag such as de or pt-BR'));
export const instantText = z
  .string()
  .check(
    z.refine(
      text => parseInstant(text) !== undefined,
      'must be an RFC 3339 timestamp such as 2026-11-22T09:00:00Z',
    ),
  );
export const productName = idText;
export const reasonText = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be a kebab-case word such as too-expensive'));
const segment = reasonText;
const zone = z
  .string()
  .check(
    z.regex(/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/, 'must be an IANA zone such as Europe/Berlin'),
    z.maxLength(64),
  );
const contactId = z.optional(idText);

const outside = { version: 1, from: 'outside', consumers: ['accounts'] } as const;

export const signedUp = defineEvent({
  ...outside,
  name: 'account.signed-up',
  summary: 'A customer signed up for a product.',
  data: {
    product: productName,
    language: languageTag,
    contactId,
    segment: z.optional(segment),
    zone: z.optional(zone),
    country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/, 'must be an ISO 3166 country such as DE'))),
  },
  sample: {
    product: 'repricer',
    language: 'de',
    contactId: 'c-1',
    segment: 'standard',
    zone: 'Europe/Berlin',
    country: 'DE',
  },
});

export const registrationCompleted = defineEvent({
  ...outside,
  name: 'account.registration-completed',
  summary: 'The customer finished the registration and can use the product.',
  data: { product: productName, contactId },
  sample: { product: 'repricer' },
});

export const trialStarted = defineEvent({
  ...outside,
  name: 'account.trial-started',
  summary: 'A trial of a product began.',
  data: { product: productName, endsAt: instantText },
  sample: { product: 'repricer', endsAt: '2026-12-06T09:00:00Z' },
});

export const trialExtended = defineEvent({
  ...outside,
  name: 'account.trial-extended',
  summary: 'A running trial got a later end.',
  data: { product: productName, endsAt: instantText },
  sample: { product: 'repricer', endsAt: '2026-12-20T09:00:00Z' },
});

export const converted = defineEvent({
  ...outside,
  name: 'account.converted',
  summary: 'A trial became a paid contract.',
  data: { product: productName, plan: z.optional(reasonText) },
  sample: { product: 'repricer', plan: 'business' },
});

export const contractRenewed = defineEvent({
  ...outside,
  name: 'account.contract-renewed',
  summary: 'A contract was renewed.',
  data: { product: productName, until: z.optional(instantText) },
  sample: { product: 'repricer', until: '2027-11-30T23:00:00Z' },
});

export const contractAdjusted = defineEvent({
  ...outside,
  name: 'account.contract-adjusted',
  summary: 'Terms of a running contract changed.',
  data: { product: productName, change: z.enum(['upgrade', 'downgrade', 'other']) },
  sample: { product: 'repricer', change: 'upgrade' },
});

export const cancelled = defineEvent({
  ...outside,
  name: 'account.cancelled',
  summary: 'The customer cancelled a product; service runs until effectiveAt.',
  data: { product: productName, effectiveAt: instantText, reason: z.optional(reasonText) },
  sample: { product: 'repricer', effectiveAt: '2026-12-31T23:00:00Z', reason: 'too-expensive' },
});

export const cancellationWithdrawn = defineEvent({
  ...outside,
  name: 'account.cancellation-withdrawn',
  summary: 'The customer took a cancellation back.',
  data: { product: productName },
  sample: { product: 'repricer' },
});

/** What is known of a customer who sells; each part by itself. */
export const sellerProfile = {
  /** Where they sell, such as `amazon-de`. */
  marketplaces: z.optional(z.array(reasonText).check(z.maxLength(40))),
  /** How many articles. */
  skus: z.optional(z.int().check(z.gte(0), z.lte(100_000_000))),
  assortment: z.optional(z.enum(['private-label', 'brands', 'both'])),
  experience: z.optional(
    z.strictObject({
      level: z.enum(['new', 'experienced']),
      /** Where that is known from: they said so, it was measured, or somebody supposes it. */
      source: z.enum(['said', 'measured', 'supposed']),
    }),
  ),
  /** In which fields, such as `toys`. */
  fields: z.optional(z.array(reasonText).check(z.maxLength(40))),
  /** Whether lowest and highest prices are known for the articles. */
  limits: z.optional(z.strictObject({ minimum: z.boolean(), maximum: z.boolean() })),
} as const;

export const profileUpdated = defineEvent({
  ...outside,
  name: 'account.profile-updated',
  summary: 'Something the company knows about the account changed: languages, segment, zone, country.',
  data: {
    languages: z.optional(z.array(languageTag).check(z.minLength(1), z.maxLength(8))),
    segment: z.optional(segment),
    zone: z.optional(zone),
    country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/, 'must be an ISO 3166 country such as DE'))),
    ...sellerProfile,
  },
  sample: {
    languages: ['de', 'en'],
    segment: 'key',
    zone: 'Europe/Vienna',
    country: 'AT',
    assortment: 'brands',
    experience: { level: 'experienced', source: 'said' },
    skus: 4200,
  },
});

export const productAdded = defineEvent({
  ...outside,
  name: 'account.product-added',
  summary: 'An existing customer took another product.',
  data: { product: productName },
  sample: { product: 'lost-and-found' },
});

export const helpAsked = defineEvent({
  ...outside,
  name: 'account.help-asked',
  summary:
    'Somebody asked for help, customer or not yet. It makes the account known; the language counts where none is known.',
  data: { product: z.optional(productName), language: languageTag, contactId },
  sample: { product: 'repricer', language: 'de', contactId: 'main' },
});

export const moments = [
  signedUp,
  registrationCompleted,
  trialStarted,
  trialExtended,
  converted,
  contractRenewed,
  contractAdjusted,
  cancelled,
  cancellationWithdrawn,
  profileUpdated,
  productAdded,
  helpAsked,
] as const;

export const momentNames = [
  'signed-up',
  'registration-completed',
  'trial-started',
  'trial-extended',
  'converted',
  'contract-renewed',
  'contract-adjusted',
  'cancelled',
  'cancellation-withdrawn',
  'profile-updated',
  'product-added',
  'help-asked',
] as const;
export type Moment = (typeof momentNames)[number];

export const accountChanged = defineEvent({
  version: 1,
  from: 'inside',
  name: 'account.changed',
  summary:
    'The account took in a moment that was news to it. Facts older than the state they concern do not lead to one.',
  consumers: ['team', 'onboarding', 'outreach', 'views'],
  data: {
    moment: z.enum(momentNames),
    product: z.optional(productName),
    language: languageTag,
    segment: z.optional(segment),
    accountVersion: z.int(),
    /** Owner named by an import; taken when that agent is on the roster. */
    proposedOwnerId: z.optional(idText),
  },
  sample: {
    moment: 'signed-up',
    product: 'repricer',
    language: 'de',
    segment: 'standard',
    accountVersion: 1,
  },
});

export const ownerAssigned = defineEvent({
  version: 1,
  from: 'inside',
  name: 'account.owner-assigned',
  summary:
    'The team gave the account an owner; accounts keeps a versioned copy, and open work of the account goes to the owner.',
  consumers: ['accounts', 'team', 'calls', 'views'],
  data: {
    ownerId: idText,
    ownerVersion: z.int(),
    reason: reasonText,
    /** Whose open tasks about the account the owner gets too. */
    formerId: z.optional(idText),
  },
  sample: { ownerId: 'anna', ownerVersion: 1, reason: 'speaks-language' },
});

export const contactChanged = defineEvent({
  version: 1,
  from: 'inside',
  name: 'contact.changed',
  summary:
    'A contact of an account that customers are called about without having asked became known, or is known otherwise now: it is looked at whom to call.',
  consumers: ['outreach'],
  data: { contactId: idText },
  sample: { contactId: 'c-1' },
});

export const accountMerged = defineEvent({
  version: 1,
  from: 'inside',
  name: 'account.merged',
  summary:
    'The account turned out to be a duplicate and lives on as another; its owner’s book gets its place back.',
  consumers: ['team', 'calls', 'onboarding', 'outreach', 'views'],
  data: { into: idText, accountVersion: z.int() },
  sample: { into: 'acme', accountVersion: 4 },
});
