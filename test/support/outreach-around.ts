import type { Around, Held } from '../../shared/domain/outreach/around.ts';
import type { ClaimLine } from '../../shared/domain/outreach/claim-signals.ts';
import type {
  BurstEvidence,
  MarketNews,
  Outreach,
  Standing,
  Step,
} from '../../shared/domain/outreach/outreach.ts';
import { outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { NOW } from './facts.ts';

/** The rules of the tests, with numbers that tell each other apart. */
export const rules = outreachRules({
  ...{ products: ['lost-and-found'], burstValue: 100, claimValue: 200, distances: [14, 7, 2] },
  ...{ coolDownDays: 30, heldDays: 7, quarterDays: 91 },
  market: { products: ['repricer'], coolDownDays: 60, by: 'call', purpose: 'marketing' },
});

type Given = Partial<Omit<Around, 'market'>> & { readonly market?: Partial<Around['market']> };

/** An account as it is looked at: watched, nothing said of it, somebody to call, and room in the budget. */
export const around = ({ market, ...given }: Given = {}): Around => ({
  ...{ accountId: 'acme', now: NOW, today: '2026-11-23', isWatched: true, rules, language: 'de' },
  ...{ product: 'lost-and-found', contact: { id: 'c-1' }, mayCall: () => true },
  noonOf: day => Date.parse(`${day}T12:00:00Z`),
  isLastDistance: ({ distance }) => distance <= 2,
  ...{ bursts: [], claims: [], ownClaims: [], room: { limit: 10, used: 0, isGranted: false } },
  ...given,
  market: {
    ...{ isWatched: true, news: [], by: 'call', contact: { id: 'c-2' }, product: 'repricer' },
    ...market,
  },
});

export const standing = (given: Partial<Standing> = {}): Standing => ({
  ...{ accountId: 'acme', cause: 'deadline', isOpen: false, count: 0 },
  ...given,
});

/** An outreach that was opened an hour ago and has been wished for once. */
export const anOutreach = (given: Partial<Outreach> = {}): Outreach => ({
  ...{ id: 'out_1', accountId: 'acme', cause: 'deadline', state: 'open', evidence: {}, rank: 1 },
  ...{ exempt: true, language: 'de', contactId: 'c-1', wishes: 1, updates: 0 },
  ...{ openedAt: NOW - DAY, updatedAt: NOW - DAY },
  ...given,
});

export const aClaim = (claimId: string, given: Partial<ClaimLine> = {}): ClaimLine => ({
  ...{ claimId, closesOn: '2026-12-01', value: 500, distance: 7, by: 'rule' },
  ...given,
});

export const aBurst = (day: string, given: Partial<BurstEvidence> = {}): BurstEvidence => ({
  ...{ day, observed: 9, expected: 2, bound: 5, pValue: 0.0001, method: 'farrington', score: 3 },
  ...{ excluded: [], value: 400, unvalued: 0 },
  ...given,
});

export const someNews = (daysAgo: number): MarketNews => ({
  ...{ at: NOW - daysAgo * DAY, marketplace: 'de', change: 'amazon-sells' },
});

/** Where a decision left an account. */
export const leftBy = ({ standing, outreach }: Step): Held => ({ standing, outreach });
