import { spokenOf } from './decide-deadline.ts';
import { isOpenOutreach, type Outreach, type Standing } from './outreach.ts';

/**
 * Where an account stands with a cause that takes over what was said with another, its duplicate: the later pause, the
 * later end of what has been dealt with, and everything that either was spoken or told of; of a claim that both were
 * spoken of, the end it had here. Its own outreach and number stay. Joined again it is the same.
 */
export function joinStandings(own: Standing, theirs: Standing): Standing {
  const pausedUntil = later(own.pausedUntil, theirs.pausedUntil);
  const until = later(own.until, theirs.until);
  const spoken = both(own.spoken, theirs.spoken);
  const noted = both(own.noted, theirs.noted);
  return {
    ...own,
    ...(pausedUntil === undefined ? {} : { pausedUntil }),
    ...(until === undefined ? {} : { until }),
    ...(spoken === undefined ? {} : { spoken }),
    ...(noted === undefined ? {} : { noted }),
  };
}

/** A call that goes on as it is will speak of what its outreach stands for: nobody else needs to. */
export function asIfSpoken(standing: Standing, outreach: Outreach | undefined): Standing {
  if (!isOpenOutreach(outreach)) return standing;
  if (outreach.cause === 'deadline') return spokenOf(standing, outreach);
  const latest = outreach.evidence.market?.at(-1)?.at;
  return latest === undefined ? standing : { ...standing, until: latest };
}

function later<T extends string | number>(one: T | undefined, other: T | undefined): T | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one > other ? one : other;
}

const both = (own: Standing['spoken'], theirs: Standing['spoken']): Standing['spoken'] =>
  own === undefined && theirs === undefined ? undefined : { ...theirs, ...own };
