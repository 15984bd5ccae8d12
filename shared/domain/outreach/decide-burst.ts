import { DAY } from '../../kernel/instant.ts';
import type { Around, Held } from './around.ts';
import { barAt, rankOf } from './budget.ts';
import {
  beginOutreach,
  endOutreach,
  judged,
  type Verdict,
  withEvidence,
  withoutContact,
} from './new-outreach.ts';
import { type BurstEvidence, isOpenOutreach, type Outreach, type Step, unchanged } from './outreach.ts';
import type { OutreachRules } from './outreach-rules.ts';

/**
 * What bursts of an account lead to. A burst needs the statistic and value at risk; without the value it goes into the
 * digest. It is called about while the budget has room for one so strong; else it waits, and is looked at again whenever
 * the account is. One at a time; news joins the one that is open, and a burst within the pause after the last joins that
 * one. A burst that corrections took away loses its outreach; one that waited too long expires, and so does one that nobody
 * called about in time.
 */
export function decideBurst(held: Held, around: Around): Step {
  const step = decide(held, around);
  if (step.outreach?.state !== 'open') return step;
  const lookAt = Math.min(step.lookAt ?? Number.POSITIVE_INFINITY, lastsUntil(step.outreach, around.rules));
  return { ...step, lookAt };
}

/**
 * Until when a burst is of use: held for `heldDays`, to be called for the pause longer, and never until its place in the
 * budget would be another's.
 */
function lastsUntil({ state, openedAt }: Outreach, { heldDays, coolDownDays, quarterDays }: OutreachRules) {
  const days = state === 'open' ? Math.min(heldDays + coolDownDays, quarterDays - 1) : heldDays;
  return openedAt + days * DAY;
}

function decide({ standing, outreach }: Held, around: Around): Step {
  if (isOpenOutreach(outreach)) {
    const strongest = strongestOf(around.bursts);
    const gone = !strongest ? 'withdrawn' : !around.isWatched ? 'not-watched' : undefined;
    if (!strongest || gone)
      return endOutreach(standing, outreach, { ending: gone ?? 'withdrawn', now: around.now });
    const lost = withoutContact({ standing, outreach }, around);
    if (lost) return lost;
    if (around.now >= lastsUntil(outreach, around.rules)) return expired({ standing, outreach }, around);
    const news = withEvidence(outreach, freshOf(strongest, around), around.now);
    const step = judged({
      standing,
      outreach: news.outreach,
      verdict: verdictOn(strongest, news.outreach.picked, around),
      around,
    });
    return news.isNews || step.outreach?.state !== outreach.state || step.outreach?.why !== outreach.why
      ? step
      : unchanged(standing, outreach, step.lookAt);
  }
  const fresh = strongestOf(around.bursts.filter(burst => isNew(standing.until, burst)));
  return fresh && around.isWatched
    ? begins({ standing, outreach }, fresh, around)
    : unchanged(standing, outreach);
}

const strongestOf = (bursts: readonly BurstEvidence[]): BurstEvidence | undefined =>
  bursts.toSorted((a, b) => b.score - a.score || (a.day < b.day ? -1 : 1))[0];

const latestOf = (bursts: readonly BurstEvidence[]): string | undefined =>
  bursts
    .map(({ day }) => day)
    .sort()
    .at(-1);

/** The days up to the last that was dealt with have been dealt with. */
const isNew = (until: string | number | undefined, { day }: BurstEvidence): boolean =>
  until === undefined || day > String(until);

function begins({ standing, outreach }: Held, burst: BurstEvidence, around: Around): Step {
  if (around.now >= (standing.pausedUntil ?? 0))
    return beginOutreach(standing, around, {
      ...{ ...freshOf(burst, around), exempt: false },
      verdict: verdictOn(burst, undefined, around),
    });
  if (!outreach) return unchanged(standing);
  // Within the pause it only joins what is over: the page shows that it went on.
  const updated = { ...outreach, updates: outreach.updates + 1, updatedAt: around.now };
  return {
    standing: { ...standing, until: latestOf(around.bursts) ?? burst.day },
    outreach: updated,
    effects: [{ is: 'changed' }],
  };
}

const freshOf = (burst: BurstEvidence, { rules }: Around) => ({
  evidence: { burst },
  rank: rankOf(burst.score, burst.value, rules.burstValue),
  value: burst.value,
});

/** Value first, then whether anybody may be called, then room. */
function verdictOn(burst: BurstEvidence, picked: string | undefined, around: Around): Verdict {
  const { rules, contact, room } = around;
  if (burst.value < rules.burstValue) return { state: 'noted' };
  if ('why' in contact) return { state: 'held', why: contact.why };
  if (room.isGranted) return { state: 'open' };
  if (room.used >= room.limit) return { state: 'held', why: 'budget' };
  if (picked !== around.today && burst.score < barAt(room)) return { state: 'held', why: 'weaker' };
  return { state: 'open' };
}

/** Whatever is known by then has been dealt with: days after a burst that are bursts with it open no other. */
function expired({ standing, outreach }: Held, { now, bursts }: Around): Step {
  if (!outreach) return unchanged(standing);
  const step = endOutreach(standing, outreach, { ending: 'expired', now });
  const until = latestOf(bursts);
  return until === undefined ? step : { ...step, standing: { ...step.standing, until } };
}
