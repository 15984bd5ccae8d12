import type { InsightsView } from '../../../shared/contracts/insights-contract.ts';
import { bucketsOf, type Step } from '../../../shared/domain/insights/buckets.ts';
import type { CallLine, OutreachLine } from '../../../shared/domain/insights/figures.ts';
import { agentsOf, insightsOf, type Material } from '../../../shared/domain/insights/insights.ts';
import { DAY, HOUR } from '../../../shared/kernel/instant.ts';
import { type Handler, Refusal } from './mock-api.ts';
import { at, START } from './mock-data.ts';
import type { MockState } from './mock-state.ts';

/** What a test changes: no figures at all, or lists that were too long. */
export type MockInsights = { material: Material; short: InsightsView['short'] };

const segments = ['gold', 'standard', 'gold', 'key'] as const;
const people = ['anna', 'bruno', 'carmen'] as const;
const endings = [
  'reached',
  'reached',
  'declined',
  'reached',
  'never-reached',
  'reached',
  'cancelled',
] as const;

const pick = <T>(some: readonly T[], n: number): T => some[n % some.length] as T;

/** So many days back there is something; a weekend is quiet. */
const DAYS = 400;
const days = Array.from({ length: DAYS }, (_, ago) => ({ ago, noon: START - 2 * HOUR - ago * DAY })).filter(
  ({ noon }) => ![0, 6].includes(new Date(noon).getUTCDay()),
);

function callsOf(ago: number, noon: number): CallLine[] {
  return Array.from({ length: 2 + (ago % 4) }, (_, n) => {
    const ending = pick(endings, ago + 3 * n);
    const missed = ending === 'never-reached';
    return {
      ...{
        accountId: `acc-${ago + n}`,
        segment: pick(segments, ago + n),
        endedAt: noon + n * 600_000,
        ending,
      },
      ...{ agentId: pick(people, ago + n), late: (ago + n) % 9 === 0 },
      outcomes: missed ? ['no-answer', 'busy'] : ending === 'cancelled' ? [] : ['reached'],
    };
  });
}

const outreachOf = (ago: number, noon: number): OutreachLine => ({
  ...{ accountId: `acc-${ago % 31}`, segment: pick(segments, ago), openedAt: noon - DAY, endedAt: noon },
  ...{ ending: pick(['reached', 'withdrawn', 'never-reached', 'reached'], ago), exempt: ago % 3 === 0 },
  useful: ago % 2 === 0 ? ago % 10 !== 0 : undefined,
});

const material = (): Material => ({
  cases: days.map(({ ago, noon }) => ({
    ...{ openedAt: noon, segment: pick(segments, ago) },
    targets: Array.from({ length: 1 + (ago % 3) }, (_, n) => ({
      verdict: ago === 0 ? 'open' : (ago + n) % 8 === 0 ? 'breached' : 'kept',
      ...(ago === 0 ? {} : { marginMs: ((ago + n) % 8 === 0 ? -1 : 3) * HOUR }),
    })),
  })),
  calls: days.flatMap(({ ago, noon }) => callsOf(ago, noon)),
  feedback: days.map(({ ago, noon }) => ({
    ...{ accountId: `acc-${ago}`, segment: pick(segments, ago), at: noon, rating: 3 + (ago % 3) },
  })),
  outreach: days.filter(({ ago }) => ago % 5 !== 2).map(({ ago, noon }) => outreachOf(ago, noon)),
  answers: days.flatMap(({ ago, noon }) =>
    people.map((agentId, n) => ({
      ...{ day: new Date(noon).toISOString().slice(0, 10), agentId },
      counts: [2 + n, 3, 4 + (ago % 3), 2, ago % 5, 1, ago % 7 === 0 ? 2 : 0, 0, 0, 0, 0, 0],
    })),
  ),
});

const made = new WeakMap<MockState, MockInsights>();

/** What the insights of a state are made of. */
export function insightsIn(state: MockState): MockInsights {
  const held = made.get(state) ?? { material: material(), short: [] };
  made.set(state, held);
  return held;
}

/** The answer of the API, by the very rules of the product. */
export function insightsFor(
  state: MockState,
  {
    from,
    to,
    by,
    segment,
  }: { readonly from: string; readonly to: string; readonly by: Step; readonly segment?: string },
): InsightsView {
  const zone = 'Europe/Berlin';
  const buckets = bucketsOf({ from, to, by, zone });
  if (!buckets.ok) throw new Refusal(422, 'bad period', { refusal: buckets.refusal });
  const { material: all, short } = insightsIn(state);
  const names = new Map(state.agents.map(({ id, name }) => [id, name]));
  return {
    ...{ from, to, by, zone, ...(segment === undefined ? {} : { segment }) },
    ...insightsOf(all, { buckets: buckets.value, segment, quarterDays: 91, now: START }),
    agents: agentsOf(all, buckets.value).map(one => ({
      ...one,
      name: names.get(one.agentId) ?? one.agentId,
    })),
    ...{ budget: { limit: 18, quarterDays: 91 }, partial: short.length > 0, short, reads: 61, at: at(0) },
  };
}

export const insightHandlers: Readonly<Record<string, Handler>> = {
  'get-insights': ({ query }, state) => {
    const {
      from = '',
      to = '',
      by = 'week',
      segment,
    } = query as Readonly<Record<string, string | undefined>>;
    return insightsFor(state, { from, to, by: by as Step, ...(segment === undefined ? {} : { segment }) });
  },
};
