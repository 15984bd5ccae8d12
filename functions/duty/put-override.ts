import type * as z from 'zod/mini';
import type { overrideInput, swapShifts as swapRoute } from '../../shared/contracts/duty-contract.ts';
import {
  type Asked,
  type OverrideRefusal,
  withOverride,
  withoutOverride,
} from '../../shared/domain/team/duty-override.ts';
import { withSwap } from '../../shared/domain/team/duty-swap.ts';
import { derivedId, type EventId } from '../../shared/kernel/id.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import type { Outcome } from '../../shared/kernel/outcome.ts';
import type { StoredSchedule } from '../../shared/store/duty-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { changeSchedule } from './change-schedule.ts';

type Who = { readonly id: string; readonly roles: readonly string[] };
type Changed = Promise<Outcome<StoredSchedule, OverrideRefusal | 'not-found'>>;

/** Somebody stands in for a time: who may arrange it and when is the domain's. */
export async function putOverride(
  ports: Ports,
  given: {
    readonly scheduleId: string;
    readonly overrideId: string;
    readonly input: z.infer<typeof overrideInput>;
    readonly who: Who;
  },
): Changed {
  const { scheduleId, overrideId, input, who } = given;
  const asked = await askedBy(ports, who);
  const { agentId, reason } = input;
  const wanted = {
    ...{ id: overrideId, agentId, by: who.id, ...(reason === undefined ? {} : { reason }) },
    ...rangeOf(input),
  };
  const deed = { scheduleId, principal: who.id, eventId: ports.ids.random('evt') as EventId };
  return changeSchedule(ports, { ...deed, decision: 'override-put', data: { overrideId, ...input } }, held =>
    withOverride(held, wanted, asked),
  );
}

/** The plan holds again; of an override that has begun, what has passed stays. */
export async function deleteOverride(
  ports: Ports,
  given: { readonly scheduleId: string; readonly overrideId: string; readonly who: Who },
): Changed {
  const { scheduleId, overrideId, who } = given;
  const asked = await askedBy(ports, who);
  const deed = { scheduleId, principal: who.id, eventId: ports.ids.random('evt') as EventId };
  return changeSchedule(ports, { ...deed, decision: 'override-ended', data: { overrideId } }, held =>
    withoutOverride(held, overrideId, asked),
  );
}

/** Two people change turns in one commit: both overrides, or none. */
export async function swapShifts(
  ports: Ports,
  given: {
    readonly scheduleId: string;
    readonly input: z.infer<typeof swapRoute.body>;
    readonly who: Who;
  },
): Changed {
  const { scheduleId, input, who } = given;
  const asked = await askedBy(ports, who);
  const eventId = ports.ids.random('evt') as EventId;
  const { give, take, reason } = input;
  const swap = {
    give: { agentId: give.agentId, ...rangeOf(give) },
    take: { agentId: take.agentId, ...rangeOf(take) },
    ids: { give: derivedId('ovr', eventId, 'give'), take: derivedId('ovr', eventId, 'take') },
    reason,
  };
  const deed = { scheduleId, principal: who.id, eventId, data: input };
  return changeSchedule(ports, { ...deed, decision: 'shifts-swapped' }, held => withSwap(held, swap, asked));
}

async function askedBy({ table, clock }: Ports, { id, roles }: Who): Promise<Asked> {
  const roster = await loadRoster(table);
  return {
    caller: { id, isLead: roles.includes('lead') },
    agents: new Set(roster.filter(({ active }) => active).map(one => one.id)),
    now: clock.now(),
  };
}

const rangeOf = ({ from, to }: { readonly from: string; readonly to: string }) => ({
  from: parseInstant(from) ?? 0,
  to: parseInstant(to) ?? 0,
});
