import type { Instant } from '../../kernel/instant.ts';
import type { Heard, Journey, JourneyKind } from './journey.ts';

/** What the support that was offered came to, and since when; `undefined` as long as nobody has spoken of it. */
export type Support = {
  readonly is: 'wanted' | 'declined' | 'never-reached';
  readonly since: Instant;
  /** Wanted: what is left to do. */
  readonly session?: 'to-agree' | 'booked' | 'now' | 'held';
};

/**
 * What came of the offer of support. An agreed strategy and a session that was held count whatever was said before; else
 * the last word on a session, else the last word of a welcome. Words that say neither help nor a time mean no support.
 * What we took off an agenda ourselves says nothing.
 */
export function supportOf(journey: Journey): Support | undefined {
  const sessions = wordsOn(journey, 'session');
  const held = sessions.findLast(({ verdict, result }) => verdict === 'spoken' && result !== 'declined');
  const { strategy } = journey;
  if (held || strategy) return { is: 'wanted', since: held?.at ?? strategy?.at ?? 0, session: 'held' };
  const session = sessions.at(-1);
  if (session)
    return { is: session.verdict === 'never-reached' ? 'never-reached' : 'declined', since: session.at };
  const welcomes = wordsOn(journey, 'welcome');
  const said = welcomes.findLast(({ verdict }) => verdict === 'spoken') ?? welcomes.at(-1);
  if (!said) return undefined;
  const next = said.result === undefined ? undefined : SESSIONS[said.result];
  if (next) return { is: 'wanted', since: said.at, session: next };
  return { is: said.verdict === 'never-reached' ? 'never-reached' : 'declined', since: said.at };
}

const SESSIONS: Readonly<Record<string, NonNullable<Support['session']>>> = {
  wanted: 'to-agree',
  appointment: 'booked',
  'session-now': 'now',
};

/** The call at the end of the trial is behind them, reached or not. */
export const isTrialEndOver = (journey: Journey): boolean => wordsOn(journey, 'trial-end').length > 0;

/** What was heard of a kind of call, in the order of time; of what we withdrew ourselves, nothing. */
function wordsOn(journey: Journey, kind: JourneyKind): readonly Heard[] {
  const withdrawn = new Set(
    journey.wishes.filter(({ state }) => state === 'withdrawn').map(({ itemId }) => itemId),
  );
  return Object.entries(journey.heard)
    .filter(
      ([itemId, heard]) => heard.kind === kind && !(heard.verdict === 'dropped' && withdrawn.has(itemId)),
    )
    .sort(([a, one], [b, other]) => one.at - other.at || (a < b ? -1 : 1))
    .map(([, heard]) => heard);
}
