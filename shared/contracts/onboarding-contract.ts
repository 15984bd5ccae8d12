import * as z from 'zod/mini';
import { sellerProfile } from '../events/account-events.ts';
import { idText, languageTag, nothing } from './common.ts';
import { defineRoute } from './define-route.ts';

const staff = { access: { to: 'staff' }, answeredBy: 'onboarding-api' } as const;
const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(300));
/** The same words in several languages; the company's first language is there at least. */
export const wordsIn = z.record(languageTag, text);
export type WordsIn = z.infer<typeof wordsIn>;

/** A pricing strategy that may be advised. */
export const strategyInput = z.strictObject({
  name: wordsIn,
  says: z.optional(wordsIn),
  /** What must be known of the articles before it can work. */
  requires: z.optional(z.array(z.enum(['minimum-price', 'maximum-price']))),
});
/** Which profile leads to which strategy. The first one that fits counts; a part that is not named fits all. */
export const adviceRule = z.strictObject({
  when: z.strictObject({
    assortment: z.optional(z.enum(['private-label', 'brands', 'both'])),
    experience: z.optional(z.enum(['new', 'experienced'])),
  }),
  strategy: idText,
  /** Closer guidance, own levels, per part of the assortment: what is different about it here. */
  how: z.optional(z.enum(['as-is', 'closer-guidance', 'own-levels', 'per-part'])),
});
/** Onboarding of a product, as the settings say it. */
export const onboardingInput = z.strictObject({
  /** Business hours from the completed registration until the welcome call is due, in the contact's window. */
  welcomeHours: z.optional(z.number().check(z.gt(0), z.lte(80))),
  /** Of a session. */
  sessionMinutes: z.optional(z.int().check(z.gte(15), z.lte(240))),
  strategies: z.record(idText, strategyInput),
  advice: z.array(adviceRule).check(z.maxLength(50)),
});
export type OnboardingInput = z.infer<typeof onboardingInput>;

export const adviceView = z.object({
  strategy: z.optional(z.string()),
  name: z.optional(z.string()),
  says: z.optional(z.string()),
  how: z.optional(z.string()),
  /** 0 to 1: less where something was supposed or is missing. */
  confidence: z.number(),
  /** Each part of the profile that spoke for it, or against certainty. */
  reasons: z.array(z.object({ part: z.string(), value: z.string(), effect: z.string() })),
  /** What to ask for. */
  missing: z.array(z.string()),
  /** What else it could be, and what would make it so. */
  otherwise: z.array(z.object({ strategy: z.string(), name: z.string(), when: z.string() })),
});
export type AdviceView = z.infer<typeof adviceView>;

export const journeyView = z.object({
  product: z.string(),
  phase: z.string(),
  startedAt: z.string(),
  trialEndsAt: z.optional(z.string()),
  /** What comes next, and by when. */
  next: z.optional(
    z.object({ what: z.string(), at: z.optional(z.string()), callId: z.optional(z.string()) }),
  ),
  support: z.optional(z.enum(['wanted', 'declined', 'never-reached'])),
  strategy: z.optional(
    z.object({
      id: z.string(),
      name: z.string(),
      agreedAt: z.string(),
      by: z.string(),
      note: z.optional(z.string()),
      /** What was advised when it was agreed on, and why. */
      advised: z.optional(
        z.object({
          ...{ strategy: z.optional(z.string()), name: z.optional(z.string()), confidence: z.number() },
          reasons: adviceView.shape.reasons,
        }),
      ),
    }),
  ),
  stopped: z.optional(z.object({ at: z.string(), why: z.string() })),
  steps: z.array(z.object({ what: z.string(), at: z.string(), detail: z.optional(z.string()) })),
  version: z.int(),
});
export type JourneyView = z.infer<typeof journeyView>;

export const sellerView = z.object({
  marketplaces: z.optional(z.array(z.string())),
  skus: z.optional(z.int()),
  assortment: z.optional(z.string()),
  experience: z.optional(z.object({ level: z.string(), source: z.string() })),
  fields: z.optional(z.array(z.string())),
  limits: z.optional(z.object({ minimum: z.boolean(), maximum: z.boolean() })),
});
export type SellerView = z.infer<typeof sellerView>;

export const getOnboarding = defineRoute({
  ...staff,
  id: 'get-onboarding',
  method: 'GET',
  path: '/v1/accounts/{accountId}/onboarding',
  summary:
    'The journeys of an account, what is known of the seller, and the strategy that is advised with its reasons.',
  answer: z.object({
    journeys: z.array(journeyView),
    profile: sellerView,
    advice: z.record(z.string(), adviceView),
    strategies: z.record(z.string(), z.array(z.object({ id: z.string(), name: z.string() }))),
  }),
});
export type OnboardingView = z.infer<typeof getOnboarding.answer>;

export const putSellerProfile = defineRoute({
  access: { to: 'staff' },
  answeredBy: 'accounts-api',
  id: 'put-seller-profile',
  method: 'PUT',
  path: '/v1/accounts/{accountId}/seller-profile',
  summary: 'Writes what was learned of the seller, such as in a call; parts that are not named stay.',
  body: z.strictObject(sellerProfile),
  answer: sellerView,
});

export const agreeStrategy = defineRoute({
  ...staff,
  id: 'agree-strategy',
  method: 'POST',
  path: '/v1/accounts/{accountId}/journeys/{product}/strategy',
  summary: 'Records the strategy that was agreed with the customer; a trial-end call may keep or change it.',
  body: z.strictObject({ strategy: idText, note: z.optional(text) }),
  answer: journeyView,
});

export const startJourney = defineRoute({
  ...staff,
  id: 'start-journey',
  method: 'POST',
  path: '/v1/accounts/{accountId}/journeys/{product}',
  summary: 'Starts the onboarding of a product that has none by itself, because the customer asked for it.',
  body: nothing,
  answer: journeyView,
});
