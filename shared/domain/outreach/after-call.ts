import type { CallEnding } from '../../events/call-events.ts';
import { DAY } from '../../kernel/instant.ts';
import type { Around, Held } from './around.ts';
import { isLastDistance } from './claim-signals.ts';
import { spokenOf } from './decide-deadline.ts';
import { isOpenOutreach, type Outreach, type Step, unchanged, wishName } from './outreach.ts';

export type CallOver = {
  readonly ending: CallEnding;
  /** Of the wish that the outreach stood behind. */
  readonly item: { readonly state: 'done' | 'open' | 'dropped' };
};

/** The customer was not heard of it: what is close to its end is tried once more. */
const UNHEARD: readonly CallEnding[] = ['never-reached', 'wrong-number'];

/**
 * The call about an outreach is over. Spoken of, declined or dropped, it ends, and its cause pauses. What a conversation
 * left open goes on in the call that follows it, and is not over. Claims that nobody could be told of are not taken as spoken of, but for those at their
 * last distance: they were tried once more. A place in the budget is held for a quarter from the end of the call: who was
 * called late counts as called then.
 */
export function afterCall(
  { standing, outreach }: Held,
  over: CallOver,
  { now, rules }: Pick<Around, 'now' | 'rules'>,
): Step {
  if (!isOpenOutreach(outreach) || outreach.state !== 'open') return unchanged(standing, outreach);
  if (over.item.state === 'open' && over.ending === 'reached') return unchanged(standing, outreach);
  const ending = over.item.state === 'dropped' ? 'dropped' : over.ending;
  const days = outreach.cause === 'market' ? rules.market.coolDownDays : rules.coolDownDays;
  const isUnheard = UNHEARD.includes(over.ending);
  const heard = heardOf(standing, isUnheard ? atLast(outreach, rules.distances) : outreach);
  return {
    standing: { ...heard, isOpen: false, pausedUntil: now + days * DAY, ...untilOf(outreach) },
    outreach: { ...outreach, state: 'ended', ending, endedAt: now, updatedAt: now },
    effects: [{ is: 'ended', ending }],
    ...(outreach.exempt ? {} : { budget: 'take' }),
  };
}

const heardOf = (standing: Held['standing'], outreach: Outreach): Held['standing'] =>
  outreach.cause === 'deadline' ? spokenOf(standing, outreach) : standing;

/** With no other claims than those that no distance comes after. */
const atLast = (outreach: Outreach, distances: readonly number[]): Outreach => ({
  ...outreach,
  evidence: { claims: (outreach.evidence.claims ?? []).filter(line => isLastDistance(line, distances)) },
});

/** Up to where its news has been dealt with. */
function untilOf({ evidence }: Outreach): { until?: string | number } {
  const until = evidence.burst?.day ?? evidence.market?.at(-1)?.at;
  return until === undefined ? {} : { until };
}

/** Is this the wish that the outreach stands behind now? */
export const isBehind = (outreach: Outreach, wish: string): boolean => wishName(outreach) === wish;
