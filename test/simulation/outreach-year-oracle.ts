import { dayOfText, dayText, instantOnDay, workdayOnOrBefore } from '../../shared/domain/time/local-days.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';
import { type Story, yearsRules } from './outreach-claims.ts';
import { FIRST, YEAR } from './outreach-days.ts';
import type { Ledger } from './outreach-life.ts';
import type { Planted, Seller, Year } from './outreach-year.ts';

const QUARTER = 91 * DAY;
const PAUSE = 30 * DAY;
const WORTH = 200;
/** Nearest to its end a claim is a signal for the last time. */
const LAST_DISTANCE = 2;

type Called = { readonly at: Instant; readonly accountId: string };

/** What a year must have been like, judged by what was said to the product and what it did, and by nothing it keeps. */
export function judgeYear(year: Year, ledger: Ledger, percent: number) {
  const sellers = new Map(year.sellers.map(seller => [seller.id, seller]));
  const isStatistical = (itemId: string) => ledger.behind.get(itemId)?.cause === 'burst';
  const opened = ledger.opened.filter(({ cause }) => cause === 'burst');
  const rung = ledger.rung.filter(({ items }) =>
    items.some(({ id, state }) => state === 'open' && isStatistical(id)),
  );
  const limitAt = (at: Instant): number =>
    Math.max(1, Math.floor((percent / 100) * year.sellers.filter(seller => isWatched(seller, at)).length));
  return {
    opened: opened.length,
    rung: rung.length,
    byOpening: quarters(opened, limitAt),
    byRinging: quarters(rung, limitAt),
    claims: claimsOf(year, ledger, sellers),
    bursts: burstsOf(year.planted, { opened, rung, limitAt }),
    ...wordsOf(ledger, sellers),
    ...pausesOf(ledger),
  };
}

const isWatched = ({ from, until }: Seller, at: Instant): boolean =>
  FIRST + from * DAY <= at && at < FIRST + until * DAY;

type LimitAt = (at: Instant) => number;

/** The most accounts called within any quarter that ends with a call, and the quarters in which there were too many. */
function quarters(calls: readonly Called[], limitAt: LimitAt) {
  const inOrder = calls.toSorted((a, b) => a.at - b.at);
  const found = inOrder.map(({ at }) => {
    const within = inOrder.filter(call => call.at > at - QUARTER && call.at <= at);
    const accounts = new Set(within.map(({ accountId }) => accountId)).size;
    return { at, accounts, limit: limitAt(at) };
  });
  const over = found.filter(({ accounts, limit }) => accounts > limit);
  const [most] = found.toSorted((a, b) => b.accounts - a.accounts);
  return {
    ...{ most: most?.accounts ?? 0, limit: most?.limit ?? 0 },
    over: over.map(({ at, accounts, limit }) => `${new Date(at).toISOString()} ${accounts} of ${limit}`),
  };
}

/** A claim that somebody must have been called about: known, at stake and worth it on its last day of signals until its end. */
function claimsOf(year: Year, ledger: Ledger, sellers: ReadonlyMap<string, Seller>) {
  const missed: string[] = [];
  let due = 0;
  for (const claim of year.claims) {
    const seller = sellers.get(claim.accountId);
    const closes = seller && dueAt(claim, seller);
    if (!seller || closes === undefined) continue;
    due++;
    const end = instantOnDay(seller.zone, closes + 1);
    const isCalled = ledger.rung.some(
      ({ at, accountId, claims }) => accountId === claim.accountId && at < end && claims.includes(claim.id),
    );
    if (!isCalled) missed.push(`${claim.id} of ${claim.accountId}, closes ${dayText(closes)}`);
  }
  return { due, missed };
}

/** The last day of a claim that must have been called about; `undefined` for any other. */
function dueAt({ heard }: Story, seller: Seller): number | undefined {
  if (!seller.hasPhone) return undefined;
  const closes = closesOn(heard.map(({ fact }) => fact));
  if (closes === undefined) return undefined;
  const last = workdayOnOrBefore(closes.day - LAST_DISTANCE, seller.country);
  const [from, to] = [instantOnDay(seller.zone, last), instantOnDay(seller.zone, closes.day + 1)];
  const isWhole = from > FIRST + seller.from * DAY && to < FIRST + Math.min(seller.until, YEAR) * DAY;
  const isKnown = heard.every(({ at }) => at < from || at >= to);
  const isFree = [from - DAY, to].every(at => !objects(seller, 'service', at));
  const changes = seller.words.some(({ at }) => at > from - DAY && at < to);
  const known = heard.filter(({ at }) => at < from).map(({ fact }) => fact);
  const now = closesOn(known);
  const isSo = now?.day === closes.day && now.opens <= last;
  return isWhole && isKnown && isFree && !changes && isSo && isWorthIt(known) ? closes.day : undefined;
}

const latest = (facts: readonly Fact[], name: string): Fact | undefined =>
  facts.filter(fact => fact.name === `claim.${name}`).toSorted((a, b) => b.occurredAt - a.occurredAt)[0];

function closesOn(facts: readonly Fact[]): { readonly opens: number; readonly day: number } | undefined {
  const named = latest(facts, 'deadline-set')?.data['closesOn'];
  if (named !== undefined) return { opens: 0, day: dayOfText(String(named)) };
  const { marketplace, basisOn } = (latest(facts, 'opened')?.data ?? {}) as Record<string, string>;
  const [rule] = yearsRules
    .filter(one => one.marketplace === marketplace && one.validFrom <= String(basisOn))
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  if (!rule || basisOn === undefined) return undefined;
  const basis = dayOfText(basisOn);
  return { opens: basis + rule.opensAfterDays, day: basis + rule.closesAfterDays };
}

/** Neither over nor handed in for good, not for the company to do, and worth a call as far as anybody knows. */
function isWorthIt(facts: readonly Fact[]): boolean {
  const [opened, waiting, submitted] = ['opened', 'waiting', 'submitted'].map(name => latest(facts, name));
  if (!opened || latest(facts, 'closed')) return false;
  const waits = waiting && waiting.occurredAt > (submitted?.occurredAt ?? 0) ? waiting.data['on'] : undefined;
  if (waits === 'company' || (submitted && waits === undefined)) return false;
  const { value } = opened.data as { value?: number };
  return value === undefined || value >= WORTH;
}

const wordOf = (seller: Seller, purpose: string, at: Instant) =>
  seller.words.findLast(word => word.purpose === purpose && word.at <= at)?.word;
const objects = (seller: Seller, purpose: string, at: Instant): boolean =>
  wordOf(seller, purpose, at) === 'objects';

/** Calls and offers against an objection, and surveys without consent. */
function wordsOf({ rung, offers }: Ledger, sellers: ReadonlyMap<string, Seller>) {
  const isAgainst = (purpose: string) => (call: Called) => {
    const seller = sellers.get(call.accountId);
    return !seller || objects(seller, purpose, call.at);
  };
  const open = (kinds: (kind: string) => boolean) =>
    rung.filter(({ items }) => items.some(({ kind, state }) => state === 'open' && kinds(kind)));
  const surveys = open(kind => kind === 'survey');
  const consents = ({ accountId, at }: Called) =>
    wordOf(sellers.get(accountId) as Seller, 'survey', at) === 'allows';
  return {
    surveys: surveys.length,
    againstObjection: [...open(kind => kind !== 'survey'), ...offers].filter(isAgainst('service')).length,
    withoutConsent: surveys.filter(call => !consents(call)).length,
  };
}

/** Outreach that was opened while another of the cause was open, or a burst within the pause. */
function pausesOf({ opened, ended }: Ledger) {
  const groups = Map.groupBy(opened, ({ accountId, cause }) => `${accountId} ${cause}`);
  const wrong: string[] = [];
  for (const [about, all] of groups)
    for (const [at, one] of all.entries()) {
      const before = all[at - 1];
      const end = before && ended.get(before.id);
      if (!before) continue;
      const pause = one.cause === 'burst' && end?.ending !== 'withdrawn' ? PAUSE : 0;
      if (!end || end.at + pause > one.at) wrong.push(`${about} at ${new Date(one.at).toISOString()}`);
    }
  return { tooSoon: wrong };
}

const SOON = 2 * DAY;

type Calls = {
  readonly opened: readonly Called[];
  readonly rung: readonly Called[];
  readonly limitAt: LimitAt;
};

/** Large bursts: whether the account was to be called, and rung, soon after the last of its reports. */
function burstsOf(planted: readonly Planted[], { opened, rung, limitAt }: Calls) {
  const room = planted.filter(burst => hasRoom(burst, opened, limitAt));
  const isSoon = (all: readonly Called[], { accountId, day, last }: Planted, days = SOON): boolean =>
    all.some(
      ({ at, accountId: called }) =>
        called === accountId && at >= FIRST + day * DAY && at <= FIRST + (last + 1) * DAY + days,
    );
  return {
    planted: planted.length,
    inBudget: room.length,
    opened: room.filter(burst => isSoon(opened, burst)).length,
    rung: room.filter(burst => isSoon(rung, burst, workdays(burst))).length,
    missed: room.filter(burst => !isSoon(opened, burst)),
  };
}

/** Two days on which people work: over a weekend it is four. */
const workdays = ({ last }: Planted): number => (last % 7 >= 3 ? SOON + 2 * DAY : SOON);

/** Fewer accounts were called in the quarter before than may be. */
function hasRoom({ last }: Planted, opened: readonly Called[], limitAt: LimitAt): boolean {
  const at = FIRST + (last + 1) * DAY;
  const within = opened.filter(call => call.at > at - QUARTER && call.at <= at);
  return new Set(within.map(({ accountId }) => accountId)).size < limitAt(at);
}
