import type { CallEnding } from '../../events/call-events.ts';
import { derivedId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Advice } from './advise-strategy.ts';

/** The calls that an onboarding consists of. */
export const journeyKinds = ['welcome', 'session', 'trial-end'] as const;
export type JourneyKind = (typeof journeyKinds)[number];

/**
 * `registered`: waits for the completed registration. `welcome-due`: the welcome call is to be made. Support was wanted:
 * `session-due` (now, or to be agreed on), `session-booked`, `session-held`. It was not: `declined`, or `never-reached`.
 * `strategy-agreed`, `trial-end-due`, `finished`. `stopped`: cancelled, or merged away.
 */
export type Phase =
  | 'registered'
  | 'welcome-due'
  | 'session-due'
  | 'session-booked'
  | 'session-held'
  | 'declined'
  | 'never-reached'
  | 'strategy-agreed'
  | 'trial-end-due'
  | 'finished'
  | 'stopped';

/** What came of an item on the agenda of a call. */
export type Heard = {
  readonly kind: JourneyKind;
  /** Spoken of; nobody could be reached; taken off the agenda. */
  readonly verdict: 'spoken' | 'never-reached' | 'dropped';
  /** The agent's word for it, such as `appointment`. */
  readonly result?: string;
  readonly at: Instant;
};

/** A call that was asked for, and what became of the wish. */
export type Wish = {
  readonly itemId: string;
  readonly kind: JourneyKind;
  readonly language: string;
  readonly readyAt: Instant;
  readonly dueAt: Instant;
  readonly state: 'open' | 'withdrawn' | 'over';
};

export type Agreed = {
  readonly id: string;
  readonly at: Instant;
  readonly by: string;
  readonly note?: string;
  /** With whom, when it was agreed on in a call. */
  readonly contactId?: string;
  /** What was advised at that moment, and why: the profile and the rules may have changed since. */
  readonly advised?: Pick<Advice, 'strategy' | 'confidence' | 'reasons'>;
};
export type Step = { readonly what: string; readonly at: Instant; readonly detail?: string };

/** The onboarding of an account with a product. */
export type Journey = {
  readonly accountId: string;
  readonly product: string;
  readonly startedAt: Instant;
  /** Started because the customer asked, whatever the registration. */
  readonly askedAt?: Instant;
  readonly phase: Phase;
  /** By item of a call's agenda, whoever wished for it. */
  readonly heard: Readonly<Record<string, Heard>>;
  readonly wishes: readonly Wish[];
  readonly strategy?: Agreed;
  /** The account lives on as another, and the onboarding with it. */
  readonly mergedInto?: string;
  /** When the clock looks next. */
  readonly lookAt?: Instant;
  readonly steps: readonly Step[];
};

/** A journey that nothing has happened in yet. */
export const newJourney = (given: {
  readonly accountId: string;
  readonly product: string;
  readonly startedAt: Instant;
}): Journey => ({ ...given, phase: 'registered', heard: {}, wishes: [], steps: [] });

/** The wish for a call: the same for the same account, product, kind and round, however often it is worked out. */
export const itemIdOf = (
  { accountId, product }: Pick<Journey, 'accountId' | 'product'>,
  kind: JourneyKind,
  round: number,
): string => derivedId('itm', accountId, product, kind, round);

/** An item of a call that is over. */
export type EndedItem = {
  readonly itemId: string;
  readonly kind: string;
  readonly product?: string | undefined;
  readonly state: 'done' | 'open' | 'dropped';
  readonly result?: string | undefined;
};

/**
 * Takes in what a call that is over brought for this journey: its items of the journey's kinds and product, whoever
 * wished for them. What is left open after a conversation goes on in another call and says nothing yet; nor does a call
 * whose wishes were all withdrawn. Of two words on one item the one that says more counts, so a repeat answers the very
 * same journey.
 */
export function hear(
  journey: Journey,
  ended: { readonly ending: CallEnding; readonly items: readonly EndedItem[]; readonly at: Instant },
): Journey {
  const news = ended.items.flatMap(item => {
    const heard = heardOf(item, ended);
    const before = journey.heard[item.itemId];
    const isNews = heard && (!before || SAYS.indexOf(heard.verdict) > SAYS.indexOf(before.verdict));
    return isNews && item.product === journey.product ? [[item.itemId, heard] as const] : [];
  });
  if (news.length === 0) return journey;
  return { ...journey, heard: { ...journey.heard, ...Object.fromEntries(news) } };
}

const SAYS: readonly Heard['verdict'][] = ['dropped', 'never-reached', 'spoken'];

function heardOf(
  { kind: any, state, result }: EndedItem,
  { ending, at }: { readonly ending: CallEnding; readonly at: Instant },
): Heard | undefined {
  const kind = journeyKinds.find(one => one === any);
  if (!kind) return undefined;
  if (state === 'done') return { kind, verdict: 'spoken', at, ...(result === undefined ? {} : { result }) };
  if (state === 'dropped') return ending === 'withdrawn' ? undefined : { kind, verdict: 'dropped', at };
  const gaveUp = ending === 'never-reached' || ending === 'wrong-number';
  return gaveUp ? { kind, verdict: 'never-reached', at } : undefined;
}

/** Keeps the strategy that was agreed on; an earlier word changes nothing. A change of mind is a step of its own. */
export function agree(journey: Journey, strategy: Agreed): Journey {
  if (journey.strategy && journey.strategy.at > strategy.at) return journey;
  const again =
    journey.strategy !== undefined || journey.phase === 'trial-end-due' || journey.phase === 'finished';
  const step = { what: 'strategy-agreed', at: strategy.at, detail: strategy.id };
  return { ...journey, strategy, steps: again ? [...journey.steps, step] : journey.steps };
}

/**
 * The onboarding of an account that turned out to be the same customer: what was heard of either counts, and the later
 * strategy. What was wished for with the other is not wished for any more.
 */
export function joinJourneys(journey: Journey, merged: Journey): Journey {
  const askedAt = journey.askedAt ?? merged.askedAt;
  const own = new Set(journey.wishes.map(({ itemId }) => itemId));
  const isForeign = ({ itemId }: Wish) => !own.has(itemId);
  const givenUp = (wish: Wish): Wish => (wish.state === 'open' ? { ...wish, state: 'withdrawn' } : wish);
  const joined: Journey = {
    ...journey,
    startedAt: Math.min(journey.startedAt, merged.startedAt),
    heard: { ...merged.heard, ...journey.heard },
    wishes: [...journey.wishes, ...merged.wishes.filter(isForeign).map(givenUp)],
    ...(askedAt === undefined ? {} : { askedAt }),
  };
  return merged.strategy ? agree(joined, merged.strategy) : joined;
}
