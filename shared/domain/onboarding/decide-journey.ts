import { callUnwanted, callWanted, journeyMoved } from '../../events/call-events.ts';
import type { Follow } from '../../events/envelope.ts';
import type { Instant } from '../../kernel/instant.ts';
import { type ProductState, productStatus } from '../accounts/account.ts';
import type { CallTimes, Due } from './call-times.ts';
import { itemIdOf, type Journey, type JourneyKind, type Phase, type Step, type Wish } from './journey.ts';
import { isTrialEndOver, type Support, supportOf } from './journey-support.ts';

/** What is known around a journey when it is decided on. */
export type Around = {
  readonly product: ProductState | undefined;
  readonly language: string;
  /** Who is called; without one whichever contact can be. */
  readonly contactId?: string | undefined;
  readonly times: CallTimes;
  readonly welcomeHours: number;
  readonly now: Instant;
  /** They may be speaking right now: nothing is taken off an agenda. */
  readonly talking?: boolean | undefined;
};

export type DecidedJourney = {
  readonly journey: Journey;
  readonly follows: readonly Follow[];
  /** Nothing of it differs from what was decided last. */
  readonly quiet: boolean;
};

/** Hours of the contact's window within which a session is agreed on, or a customer is asked how they like it. */
const SOON_HOURS = 18;
const MOST_STEPS = 60;

/**
 * Where an onboarding is, and which calls are wanted for it: worked out anew from what the account says, what the calls
 * brought and what was agreed, so that any order and repetition of the same facts ends in the same phase. A wish is said
 * again when its time moves; one that has lost its reason is withdrawn, and comes back as another wish.
 */
export function decideJourney(held: Journey, around: Around, version: number): DecidedJourney {
  const standing = standingOf(held, around);
  const { wishes, follows } = wishesFor(held, standing, around);
  const moved = standing.phase !== held.phase || held.steps.length === 0;
  const { lookAt: _read, ...rest } = held;
  const { lookAt } = standing;
  const journey: Journey = {
    ...{ ...rest, wishes, phase: standing.phase },
    ...(lookAt === undefined ? {} : { lookAt }),
    ...(moved ? { steps: [...held.steps, stepTo(standing.phase, held, around.now)].slice(-MOST_STEPS) } : {}),
  };
  const { product } = held;
  const news = journeyMoved.of({ product, phase: standing.phase, journeyVersion: version });
  return {
    journey,
    follows: [...follows, news],
    quiet: !moved && follows.length === 0 && lookAt === held.lookAt,
  };
}

const stepTo = (what: Phase, { strategy }: Journey, at: Instant): Step => ({
  ...{ what, at },
  ...(what === 'strategy-agreed' && strategy ? { detail: strategy.id } : {}),
});

type Standing = {
  readonly phase: Phase;
  readonly wanted: readonly (Due & { readonly kind: JourneyKind })[];
  readonly lookAt?: Instant;
};

function standingOf(journey: Journey, around: Around): Standing {
  const { product, times, now, welcomeHours } = around;
  if (journey.mergedInto !== undefined || (product && productStatus(product) === 'cancelled'))
    return { phase: 'stopped', wanted: [] };
  if (isTrialEndOver(journey)) return { phase: 'finished', wanted: [] };
  const from = beginOf(journey, product);
  if (from === undefined) return { phase: 'registered', wanted: [] };
  const support = supportOf(journey);
  const end = trialEndOf(journey, around, { from, support });
  if (!end && journey.askedAt !== undefined && support && isSettled(support))
    return { phase: 'finished', wanted: [] };
  const isEndDue = end !== undefined && end.readyAt <= now;
  const asked = journey.wishes.some(({ kind, state }) => kind === 'trial-end' && state === 'open');
  return {
    phase: isEndDue ? 'trial-end-due' : phaseOf(journey, support),
    wanted: [
      ...(support ? [] : [{ kind: 'welcome' as const, ...times.within(from, welcomeHours) }]),
      ...(support?.session === 'to-agree'
        ? [{ kind: 'session' as const, ...times.within(Math.max(from, support.since), SOON_HOURS) }]
        : []),
      ...(end && (isEndDue || asked) ? [{ kind: 'trial-end' as const, ...end }] : []),
    ],
    ...(end && !isEndDue ? { lookAt: end.readyAt } : {}),
  };
}

const isSettled = ({ is, session }: Support): boolean => is !== 'wanted' || session === 'held';

function phaseOf({ strategy }: Journey, support: Support | undefined): Phase {
  if (strategy) return 'strategy-agreed';
  if (!support) return 'welcome-due';
  if (support.is !== 'wanted') return support.is;
  if (support.session === 'held') return 'session-held';
  return support.session === 'booked' ? 'session-booked' : 'session-due';
}

/** From when times are counted: the completed registration, the customer's asking, or when a cancellation was over. */
function beginOf({ askedAt }: Journey, product: ProductState | undefined): Instant | undefined {
  const begun = askedAt ?? product?.completed?.at;
  if (begun === undefined) return undefined;
  const { cancellation, phase } = product ?? {};
  if (!cancellation) return begun;
  return Math.max(begun, cancellation.value === null ? cancellation.at : (phase?.at ?? 0));
}

/**
 * The call at the end of the trial: on the last business day on or before it. Who became a customer before is asked how
 * they like it soon after, when the support that was offered is behind them. A day that is over when times begin to be
 * counted is made up for as soon as a welcome is.
 */
function trialEndOf(
  { askedAt = 0 }: Journey,
  { product, times, welcomeHours }: Around,
  { from, support }: { readonly from: Instant; readonly support: Support | undefined },
): Due | undefined {
  const endsAt = product?.trialEndsAt?.value;
  const day = endsAt === undefined || endsAt < askedAt ? undefined : times.lastDayBefore(endsAt);
  const due = day && day.dueAt <= from ? times.within(from, welcomeHours) : day;
  const { phase } = product ?? {};
  const convertedAt = phase?.value === 'active' && phase.at > askedAt ? phase.at : undefined;
  if (convertedAt === undefined || !support || !isSettled(support)) return due;
  const soon = times.within(Math.max(from, convertedAt, support.since), SOON_HOURS);
  return due && due.readyAt <= soon.readyAt ? due : soon;
}

/** Which wishes stand after this, and what is said of them. */
function wishesFor(journey: Journey, { phase, wanted }: Standing, { language, contactId, talking }: Around) {
  const follows: Follow[] = [];
  const kept = journey.wishes.map((wish): Wish => {
    if (wish.state !== 'open') return wish;
    if (journey.heard[wish.itemId]) return { ...wish, state: 'over' };
    const due = wanted.find(({ kind }) => kind === wish.kind);
    if (due) return { ...wish, ...due, language };
    if (talking) return wish;
    follows.push(callUnwanted.of({ itemId: wish.itemId, why: phase }));
    return { ...wish, state: 'withdrawn' };
  });
  const known = new Set(kept.filter(({ state }) => state === 'open').map(({ kind }) => kind));
  const fresh = wanted
    .filter(({ kind }) => !known.has(kind))
    .map((due): Wish => {
      const round = kept.filter(({ kind }) => kind === due.kind).length + 1;
      return { ...due, itemId: itemIdOf(journey, due.kind, round), language, state: 'open' };
    });
  const before = new Map(journey.wishes.map(wish => [wish.itemId, wish]));
  for (const wish of [...kept, ...fresh]) {
    if (wish.state !== 'open' || isSame(wish, before.get(wish.itemId))) continue;
    const { state: _open, ...said } = wish;
    const { product } = journey;
    follows.push(callWanted.of({ ...said, product, ...(contactId === undefined ? {} : { contactId }) }));
  }
  return { wishes: [...kept, ...fresh], follows };
}

const isSame = (wish: Wish, before: Wish | undefined): boolean =>
  before !== undefined &&
  wish.readyAt === before.readyAt &&
  wish.dueAt === before.dueAt &&
  wish.language === before.language;
