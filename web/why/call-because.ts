import type { CallDecision } from '../../shared/contracts/calls-contract.ts';
import type { Messages } from '../messages/messages.ts';
import { wordFor } from '../messages/words.ts';
import type { WhyWords } from './words/why-words.ts';

/** What reasons are put into words with. */
export type Tongue = {
  readonly m: Messages;
  readonly w: WhyWords;
  readonly agent: (id: string) => string;
  readonly date: (at: number) => string;
  readonly list: (parts: readonly string[]) => string;
};

type Reason = CallDecision['reason'];
type Ranked = { readonly agentId: string; readonly excluded?: string; readonly reason?: string };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const at = (value: unknown): number => (typeof value === 'number' ? value : 0);
const has = <T extends object>(table: T, key: string): key is string & keyof T => Object.hasOwn(table, key);

/** Everybody who was looked at, in the order of the ranking. */
const rankedIn = ({ ranking }: Reason): readonly Ranked[] =>
  Array.isArray(ranking) ? ranking.filter(one => typeof one?.agentId === 'string') : [];

/** So many of those who were left out are named. */
const MOST_NAMED = 8;

/**
 * What was recorded with a decision about a call, as sentences: when it may be made and from what that follows, who has
 * it and why nobody else, what comes next. A part that nobody has words for says nothing.
 */
export function callBecause({ decision, reason }: CallDecision, tongue: Tongue): readonly string[] {
  return [
    ...timesOf({ decision, reason }, tongue),
    ...slotOf(reason, tongue),
    ...offerOf(reason, tongue),
    ...handedOf({ decision, reason }, tongue),
    ...endOf({ decision, reason }, tongue),
    ...wordsOf({ decision, reason }, tongue),
  ];
}

type Decided = Pick<CallDecision, 'decision' | 'reason'>;

/** Nobody was reached: what comes next is another try. */
const IN_VAIN = new Set(['ended-no-answer', 'ended-busy', 'ended-no-show']);

function timesOf({ decision, reason }: Decided, { w, date }: Tongue): string[] {
  const made = !IN_VAIN.has(decision);
  const { wantedFrom, wantedBy, pausedUntil, readyAt, dueAt, openAt, promisedAt } = reason;
  return [
    ...(at(wantedBy) ? [w.wanted(date(at(wantedFrom)), date(at(wantedBy)))] : []),
    ...(at(pausedUntil) ? [w.paused(date(at(pausedUntil)))] : []),
    ...(made && at(readyAt) && at(dueAt) ? [w.ready(date(at(readyAt)), date(at(dueAt)))] : []),
    ...(at(promisedAt) ? [w.promised(date(at(openAt)), date(at(promisedAt)))] : []),
  ];
}

/** Who got a time and why; then whoever was left out, and for what. */
function slotOf(reason: Reason, tongue: Tongue): string[] {
  const ranking = rankedIn(reason);
  const [first] = ranking;
  const why = text(reason['agent']);
  if (!first || !has(tongue.w.slot, why)) return [];
  return [tongue.w.slot[why](tongue.agent(first.agentId)), ...leftOut(ranking, tongue)];
}

function leftOut(ranking: readonly Ranked[], { w, agent }: Tongue): string[] {
  return ranking
    .flatMap(({ agentId, excluded, reason }) => {
      const why = excluded ?? reason ?? '';
      return has(w.notAt, why) ? [w.notThem(agent(agentId), w.notAt[why])] : [];
    })
    .slice(0, MOST_NAMED);
}

function offerOf(reason: Reason, tongue: Tongue): string[] {
  const { round, to, until } = reason;
  const { w, agent, date, list } = tongue;
  if (typeof round !== 'number' || !Array.isArray(to)) return [];
  const offered =
    to.length > 0 ? w.offeredTo(list(to.map(id => agent(String(id))))) : w.offeredToNobody(date(at(until)));
  return [offered, ...leftOut(rankedIn(reason), tongue)];
}

const GIVEN = new Set(['call-opened', 'call-given']);

/** Whose it is from the account: its owner, or nobody. */
function handedOf({ decision, reason }: Decided, { w, agent }: Tongue): string[] {
  if (!GIVEN.has(decision)) return [];
  const to = text(reason['to']);
  return [to === '' || to === '-' ? w.goesToNobody : w.goesTo(agent(to))];
}

function endOf({ decision, reason }: Decided, { w, date }: Tongue): string[] {
  const { tries, readyAt, next, until, round } = reason;
  const tried = IN_VAIN.has(decision) && typeof tries === 'number';
  return [
    ...(tried ? [w.tries(tries)] : []),
    ...(tried && at(readyAt) ? [w.again(date(at(readyAt)))] : []),
    ...(has(w.next, text(next)) ? [w.next[text(next) as keyof WhyWords['next']]] : []),
    ...(at(until) && round === undefined ? [w.runsUntil(date(at(until)))] : []),
  ];
}

/** What a person said, or one of the words that are known. */
function wordsOf({ decision, reason }: Decided, { m, w }: Tongue): string[] {
  const why = text(reason['why']);
  const known = { ...m.calls.mustMove, ...m.calls.hindrances };
  const into = text(reason['into']);
  return [
    ...(why === ''
      ? []
      : [has(known, why) ? sentence(wordFor(known, why)) : spoken(decision, why, { m, w })]),
    ...(into === '' ? [] : [w.into(into)]),
    ...(decision === 'person-erased' ? [w.personErased] : []),
  ];
}

/** A reason of the product is a kebab word; whatever else there is somebody typed. */
const spoken = (decision: string, why: string, { m, w }: Pick<Tongue, 'm' | 'w'>): string =>
  decision === 'wish-withdrawn' ? sentence(wordFor({ ...m.decisions, ...m.reasons }, why)) : w.said(why);

const sentence = (words: string): string =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;
