import type { BudgetView, OutreachPage, OutreachView } from '../../../shared/contracts/outreach-contract.ts';
import { at } from './mock-data.ts';
import type { MockState } from './mock-state.ts';

export type MockOutreach = {
  readonly views: OutreachView[];
  budget: BudgetView;
  readonly sensitivity: Map<string, number>;
};

const DAY = 86_400_000;
export const dayBefore = (days: number): string =>
  new Date(Date.parse('2026-11-23T00:00:00Z') - days * DAY).toISOString().slice(0, 10);

type Burst = NonNullable<OutreachView['evidence']['burst']>;

const burst = (more: Partial<Burst> = {}): Burst => ({
  ...{ day: dayBefore(1), observed: 14, expected: 3.1, bound: 8, pValue: 0.000083, method: 'regression' },
  ...{ score: 2.2, excluded: [dayBefore(42)], value: 280, unvalued: 5 },
  ...more,
});

const claim = (id: string, inDays: number, more: object = {}) => ({
  ...{ claimId: id, closesOn: dayBefore(-inDays), value: 640, distance: inDays, waitsFor: 'customer' },
  ...{ marketplace: 'amazon-us', type: 'customer-return', by: 'rule' as const },
  ...more,
});

export const claims = [
  claim('clm-1', 2, { by: 'marketplace', value: 1240.5 }),
  claim('clm-2', 6, { waitsFor: 'marketplace' }),
  claim('clm-3', 9, { value: undefined, type: 'lost-inbound' }),
];

/** A signal; its account's name is that of the accounts there are. */
const view = (id: string, account: number, more: Partial<OutreachView>): OutreachView => ({
  ...{ id, accountId: `acc-${account}`, accountName: '', cause: 'burst', state: 'open', rank: 2.4 },
  ...{ value: 280, exempt: false, language: 'de', evidence: { burst: burst() }, updates: 0, version: 1 },
  ...{ openedAt: at(-70), updatedAt: at(-70), dueAt: at(151) },
  ...more,
});

const ended = (ending: string, ago: number): Partial<OutreachView> => ({
  ...{ state: 'ended', ending, endedAt: at(-ago), openedAt: at(-ago - 300), updatedAt: at(-ago) },
});

const held = (why: string, rank: number): Partial<OutreachView> => ({ state: 'held', why, rank });

const open = (): OutreachView[] => [
  view('out_burst', 0, { callId: 'call_welcome', updates: 1 }),
  view('out_claims', 5, {
    ...{ cause: 'deadline', language: 'en', exempt: true, value: 1880.5, evidence: { claims } },
    dueAt: at(421),
  }),
  view('out_market', 4, {
    ...{ cause: 'market', language: 'it', dueAt: at(1501) },
    evidence: {
      market: [
        { at: at(-60 * 30), marketplace: 'amazon-it', change: 'new-competitor' },
        { at: at(-60 * 3), marketplace: 'amazon-it', change: 'amazon-sells', articles: 12 },
      ],
    },
  }),
  ...Array.from({ length: 30 }, (_, n) =>
    view(`out_${n}`, 8 + n, {
      dueAt: at(2_000 + 60 * n),
      evidence: { burst: burst({ method: 'ears-c2', observed: 9 + n, pValue: 1e-9, excluded: [] }) },
    }),
  ),
];

const beside = (): OutreachView[] => [
  view('out_held_1', 1, { ...held('budget', 3.2), language: 'es' }),
  view('out_held_2', 2, { ...held('weaker', 1.3), language: 'fr' }),
  view('out_held_3', 3, held('objected', 2.8)),
  view('out_held_4', 6, held('no-contact', 1.1)),
  view('out_held_5', 7, { ...held('low-value', 0.8), value: 40 }),
  view('out_done', 0, {
    ...ended('reached', 1440 * 40),
    feedback: { useful: true, by: 'anna', at: at(-1440 * 40), note: 'Had lost a pallet' },
    pausedUntil: at(1440 * 3),
  }),
  view('out_gone', 2, { ...ended('withdrawn', 2880), cause: 'deadline', evidence: { claims } }),
];

const budget: BudgetView = {
  ...{ accounts: 200, percent: 5, limit: 10, called: 7, needed: 9, exempt: 5 },
  ...{ from: at(-1440 * 91), to: at(0) },
};

const made = new WeakMap<MockState, MockOutreach>();

/** The outreach of a state's day. */
export function outreachOf(state: MockState): MockOutreach {
  const known = made.get(state);
  if (known) return known;
  const named = [...open(), ...beside()].map(one => ({
    ...one,
    accountName: state.accounts.find(({ id }) => id === one.accountId)?.name ?? one.accountId,
  }));
  const fresh = { views: named, budget: { ...budget }, sensitivity: new Map([['acc-0', 0.5]]) };
  made.set(state, fresh);
  return fresh;
}

const few = (n: number, isWeekend: boolean): number => (isWeekend ? n % 2 : (n * 5) % 3);

/**
 * Nine weeks of an account: few reports, a burst six weeks ago and one yesterday; of a young one three weeks, of which the
 * first nine days cannot be judged.
 */
export function chartOf({ evidence }: OutreachView): OutreachPage['chart'] {
  const found = evidence.burst;
  if (!found) return [];
  const young = found.method === 'ears-c2';
  const length = young ? 24 : 63;
  return Array.from({ length }, (_, n) => {
    const ago = length - n;
    const day = dayBefore(ago);
    const isWeekend = [0, 6].includes(new Date(day).getUTCDay());
    const expected = isWeekend ? 2.6 : 3.1;
    if (ago === 1) return { day, observed: found.observed, expected: 3.1, bound: 8, isBurst: true };
    if (!young && ago === 42) return { day, observed: 11, expected, bound: 8, isBurst: true };
    const bound = young && n < 9 ? Number.MAX_SAFE_INTEGER : isWeekend ? 7 : 8;
    return { day, observed: 1 + few(n, isWeekend) + few(n + 1, false), expected, bound, isBurst: false };
  });
}
