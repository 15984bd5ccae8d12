import type { Around, Held } from './around.ts';
import type { ClaimLine } from './claim-signals.ts';
import {
  beginOutreach,
  callDueAt,
  endOutreach,
  judged,
  type Verdict,
  withEvidence,
  withoutContact,
} from './new-outreach.ts';
import {
  isOpenOutreach,
  type Outreach,
  type OutreachEffect,
  type Standing,
  type Step,
  unchanged,
} from './outreach.ts';

/**
 * What claims near their end lead to, those that wait for the customer or the marketplace: a call, when they are worth
 * it or nobody knows what they are worth, whatever the budget says; else the digest, once. All of an account are one
 * outreach. What was spoken of is not spoken of again unless its end moved; within the pause only a claim at its last
 * distance opens another.
 */
export function decideDeadline(held: Held, around: Around): Step {
  const standing = pruned(held.standing, around);
  const worth = around.claims.filter(({ value }) => value === undefined || value >= around.rules.claimValue);
  const fresh = worth.filter(line => standing.spoken?.[line.claimId] !== line.closesOn);
  const small = around.claims.filter(line => !worth.includes(line));
  const step = decide({ ...held, standing }, fresh, around);
  return around.isWatched ? withNoted(step, small) : step;
}

/** An outreach speaks of so many claims at most, those that close first. */
const MOST_CLAIMS = 200;

function decide({ standing, outreach }: Held, fresh: readonly ClaimLine[], around: Around): Step {
  const { now, isWatched } = around;
  if (isOpenOutreach(outreach)) {
    if (!isWatched) return endOutreach(standing, outreach, { ending: 'not-watched', now });
    if (fresh.length === 0) return endOutreach(standing, outreach, { ending: 'withdrawn', now });
    const lost = withoutContact({ standing, outreach }, around);
    if (lost) return lost;
    const news = withEvidence(outreach, freshOf(fresh), now);
    const step = judged({ standing, outreach: news.outreach, verdict: verdictOn(around), around });
    const isMoved = step.outreach?.state !== outreach.state || step.outreach?.why !== outreach.why;
    return news.isNews || isMoved
      ? sooner(step, outreach, around)
      : unchanged(standing, outreach, step.lookAt);
  }
  if (fresh.length === 0 || !isWatched) return unchanged(standing, outreach);
  const pausedUntil = standing.pausedUntil ?? 0;
  if (now < pausedUntil && !fresh.some(around.isLastDistance))
    return unchanged(standing, outreach, pausedUntil);
  return beginOutreach(standing, around, { ...freshOf(fresh), exempt: true, verdict: verdictOn(around) });
}

/** A claim that closes sooner than those before moves the call that was wished for. */
function sooner(step: Step, before: Outreach, around: Around): Step {
  const { outreach } = step;
  if (before.state !== 'open' || outreach?.dueAt === undefined) return step;
  const dueAt = callDueAt(outreach.evidence, around);
  if (dueAt >= outreach.dueAt) return step;
  const call = { is: 'call', readyAt: around.now, dueAt } as const;
  return { ...step, outreach: { ...outreach, dueAt }, effects: [...step.effects, call] };
}

const verdictOn = ({ contact }: Around): Verdict =>
  'why' in contact ? { state: 'held', why: contact.why } : { state: 'open' };

/** Claims rank by what they are worth; one of unknown worth counts as the least that is called about. */
function freshOf(claims: readonly ClaimLine[]) {
  const known = claims.flatMap(({ value }) => value ?? []);
  const value = Math.round(known.reduce((sum, one) => sum + one, 0) * 100) / 100;
  return {
    ...{ evidence: { claims: claims.slice(0, MOST_CLAIMS) }, rank: 1 + Math.log10(1 + value) },
    ...(known.length > 0 ? { value } : {}),
  };
}

/** What is no longer near its end needs no remembering. */
function pruned(standing: Standing, { claims }: Around): Standing {
  const near = new Set(claims.map(({ claimId }) => claimId));
  const kept = (said: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(said).filter(([id]) => near.has(id)));
  return { ...standing, spoken: kept(standing.spoken), noted: kept(standing.noted) };
}

function withNoted(step: Step, small: readonly ClaimLine[]): Step {
  const { noted = {} } = step.standing;
  const fresh = small.filter(line => noted[line.claimId] !== line.closesOn);
  if (fresh.length === 0) return step;
  const told = Object.fromEntries(fresh.map(({ claimId, closesOn }) => [claimId, closesOn]));
  const effects: OutreachEffect[] = [...step.effects, { is: 'noted' }];
  return { ...step, standing: { ...step.standing, noted: { ...noted, ...told } }, effects };
}

/** The claims of an outreach have been spoken of, with the ends they have. */
export const spokenOf = (standing: Standing, { evidence }: Outreach): Standing => ({
  ...standing,
  spoken: {
    ...standing.spoken,
    ...Object.fromEntries((evidence.claims ?? []).map(({ claimId, closesOn }) => [claimId, closesOn])),
  },
});
