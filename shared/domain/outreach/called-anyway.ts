import { DAY, type Instant, MINUTE } from '../../kernel/instant.ts';
import type { CallOver } from './after-call.ts';
import type { Around, Held } from './around.ts';
import { spokenOf } from './decide-deadline.ts';
import type { Outreach, Step } from './outreach.ts';

/** What was withdrawn may be on its way to whoever calls for so long. */
const ON_ITS_WAY = MINUTE;

type Over = CallOver & {
  /** When the call was tried, each time the phone rang. */
  readonly attempts: readonly Instant[];
};

/**
 * An outreach that lost its reason ended before its call was over. Where the customer was called about it by then, or
 * heard of it, they count as called: the place it gave back is taken again, and its cause pauses. Otherwise nothing changes.
 */
export function calledAnyway(
  { standing, outreach }: Held,
  over: Over,
  { now, rules }: Pick<Around, 'now' | 'rules'>,
): Step | undefined {
  if (outreach?.state !== 'ended' || outreach.wishes === 0 || !wasCalled(outreach, over)) return undefined;
  const days = outreach.cause === 'market' ? rules.market.coolDownDays : rules.coolDownDays;
  const isHeard = outreach.cause === 'deadline' && over.item.state === 'done';
  const heard = isHeard ? spokenOf(standing, outreach) : standing;
  return {
    standing: { ...heard, pausedUntil: Math.max(standing.pausedUntil ?? 0, now + days * DAY) },
    ...{ outreach, effects: [] },
    ...(outreach.exempt ? {} : { budget: 'take' }),
  };
}

function wasCalled({ openedAt, endedAt = openedAt }: Outreach, { ending, item, attempts }: Over): boolean {
  if (item.state === 'done') return true;
  // A conversation went by without it.
  if (item.state === 'open' && ending === 'reached') return false;
  return attempts.some(at => at >= openedAt && at <= endedAt + ON_ITS_WAY);
}
