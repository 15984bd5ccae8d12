import { accepted, type Outcome } from '../../kernel/outcome.ts';
import {
  type Asked,
  isTurnOf,
  kept,
  type No,
  no,
  type OverrideRefusal,
  overlap,
  strange,
} from './duty-override.ts';
import type { Schedule, Stretch } from './duty-schedule.ts';

export type Swap = {
  readonly give: Stretch;
  readonly take: Stretch;
  readonly ids: { readonly give: string; readonly take: string };
  readonly reason?: string | undefined;
};

/**
 * Two people change turns: two overrides at once, from now on where a side has begun. Who gives, who takes, or a lead
 * may. Refused besides: `same-agent`, `not-their-turn` when a side is not on the plan in all of its time, `in-the-past`
 * when a side is over, `overlap` when the sides overlap each other or an override. A swap that this caller made before
 * leaves everything as it is: the answer to it may have been lost.
 */
export function withSwap(schedule: Schedule, swap: Swap, asked: Asked): Outcome<Schedule, OverrideRefusal> {
  const { caller, now } = asked;
  if (isMade(schedule, swap, caller.id)) return accepted(schedule);
  const [give, take] = [swap.give, swap.take].map(side => ({ ...side, from: Math.max(side.from, now) })) as [
    Stretch,
    Stretch,
  ];
  const wrong =
    (caller.isLead || caller.id === give.agentId || caller.id === take.agentId
      ? undefined
      : no('forbidden', 'give.agentId', 'Swap turns of your own; a lead may swap those of others.')) ??
    (give.agentId === take.agentId ? no('same-agent', 'take.agentId', 'Name two people.') : undefined) ??
    overlap([{ ...give, id: 'give' }], take, 'take') ??
    wrongSide(schedule, asked, { name: 'give', side: give }) ??
    wrongSide(schedule, asked, { name: 'take', side: take });
  if (wrong) return wrong;
  const { ids, reason } = swap;
  const made = { by: caller.id, ...(reason === undefined ? {} : { reason }) };
  const overrides = [
    ...schedule.overrides,
    { id: ids.give, from: give.from, to: give.to, agentId: take.agentId, ...made },
    { id: ids.take, from: take.from, to: take.to, agentId: give.agentId, ...made },
  ];
  return kept(schedule, overrides, now);
}

function isMade({ overrides }: Schedule, { give, take }: Swap, by: string): boolean {
  const stands = (side: Stretch, agentId: string): boolean =>
    overrides.some(
      one => one.agentId === agentId && one.by === by && one.to === side.to && one.from >= side.from,
    );
  return stands(give, take.agentId) && stands(take, give.agentId);
}

function wrongSide(
  schedule: Schedule,
  asked: Asked,
  { name, side }: { readonly name: 'give' | 'take'; readonly side: Stretch },
): No {
  if (side.to <= asked.now) return no('in-the-past', `${name}.to`, 'It is over: what was stays as it was.');
  if (side.from >= side.to) return no('in-the-past', `${name}.to`, 'It must end after it starts.');
  return (
    strange(side.agentId, `${name}.agentId`, asked) ??
    overlap(schedule.overrides, side, name) ??
    (isTurnOf(side, schedule)
      ? undefined
      : no('not-their-turn', name, 'Give a time that is all this person’s turn.'))
  );
}
