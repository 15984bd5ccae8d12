import { DAY } from '../../kernel/instant.ts';
import type { Around, Held } from './around.ts';
import { beginOutreach, endOutreach, withEvidence, withoutContact } from './new-outreach.ts';
import { isOpenOutreach, type Outreach, type Step, unchanged } from './outreach.ts';

/** News older than so many days is none. */
const NEWS_DAYS = 30;

/**
 * What a changed market leads to: the customer is offered a consultation, by a call or in writing as the contact likes it
 * or the settings say, and not again within the pause, whatever else changes. Whoever wants no offers gets none.
 */
export function decideMarket({ standing, outreach }: Held, around: Around): Step {
  const { market, now } = around;
  const until = Number(standing.until ?? 0);
  const news = market.news.filter(({ at }) => at > Math.max(until, now - NEWS_DAYS * DAY));
  if (isOpenOutreach(outreach)) {
    if (!market.isWatched) return endOutreach(standing, outreach, { ending: 'not-watched', now });
    const lost = withoutContact({ standing, outreach }, around);
    if (lost) return lost;
    const all = market.news.filter(({ at }) => at > until);
    const fresh = { evidence: { market: all }, rank: outreach.rank };
    const after = withEvidence(outreach, fresh, now);
    return after.isNews
      ? { standing, outreach: after.outreach, effects: [{ is: 'changed' }] }
      : unchanged(standing, outreach);
  }
  const latest = news.at(-1);
  const isOff = !market.isWatched || market.by === 'none' || 'why' in market.contact;
  if (!latest || isOff) return unchanged(standing, outreach);
  if (now < (standing.pausedUntil ?? 0)) return joined({ standing, outreach }, latest.at, now);
  const begun = beginOutreach(
    standing,
    { ...around, contact: market.contact },
    {
      ...{ evidence: { market: news }, rank: 1, exempt: true },
      verdict: market.by === 'call' ? { state: 'open' } : { state: 'noted' },
    },
  );
  return market.by === 'call' ? begun : offered(begun, around, latest.at);
}

/** Within the pause it only joins what is over, and is not offered when the pause ends. */
function joined({ standing, outreach }: Held, until: number, now: number): Step {
  if (!outreach) return unchanged(standing);
  const updated = { ...outreach, updates: outreach.updates + 1, updatedAt: now };
  return { standing: { ...standing, until }, outreach: updated, effects: [{ is: 'changed' }] };
}

/** In writing it is over once it is said: what comes of it, the customer books. */
function offered(begun: Step, { now, rules }: Around, until: number): Step {
  if (!begun.outreach) return begun;
  const over = { state: 'ended', ending: 'offered', endedAt: now, updatedAt: now } as const;
  const outreach: Outreach = { ...begun.outreach, ...over };
  const pausedUntil = now + rules.market.coolDownDays * DAY;
  return {
    standing: { ...begun.standing, isOpen: false, pausedUntil, until },
    outreach,
    effects: [{ is: 'offer' }, { is: 'changed' }],
  };
}
