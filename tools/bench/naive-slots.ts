import { withBuffer, workingTimes } from '../../shared/domain/calls/free-time.ts';
import { QUARTER } from '../../shared/domain/calls/slot-board.ts';
import type { Slot } from '../../shared/domain/calls/slot-search.ts';
import { isExpired } from '../../shared/domain/calls/take-time.ts';
import { sameLanguage } from '../../shared/domain/team/agent.ts';
import { DAY, MINUTE } from '../../shared/kernel/instant.ts';
import type { SlotAgent, Wish } from './slot-cases.ts';

type Times = readonly { readonly from: number; readonly to: number }[];
type Known = { readonly id: string; readonly working: Times; readonly taken: Times };

/**
 * Slots as one writes it with plain numbers: for every agent every quarter of an hour is held against every stretch that
 * they work and everything they have. What the numbers are made of is looked up beforehand, as it would stand in a table.
 */
export function naiveSlots(agents: readonly SlotAgent[], wish: Wish): () => (Slot & { agents: string[] })[] {
  const known = agents
    .filter(({ languages }) => languages.some(one => sameLanguage(one, wish.language)))
    .map(one => knownOf(one, wish));
  const start = Math.ceil(wish.from / QUARTER) * QUARTER;
  const length = Math.ceil((wish.minutes * MINUTE) / QUARTER) * QUARTER;
  return () => {
    const found = new Map<number, string[]>();
    for (const { id, working, taken } of known)
      for (let from = start; from < wish.to; from += QUARTER) {
        if (!working.some(one => one.from <= from && from + length <= one.to)) continue;
        if (taken.some(one => one.from < from + length && from < one.to)) continue;
        const others = found.get(from);
        if (others) others.push(id);
        else found.set(from, [id]);
      }
    return [...found]
      .sort(([a], [b]) => a - b)
      .map(([from, ids]) => ({ from, to: from + wish.minutes * MINUTE, agents: ids }));
  };
}

function knownOf({ id, worker, busy, entries }: SlotAgent, { from, to, now, buffer }: Wish): Known {
  const live = entries.filter(entry => !isExpired(entry, now));
  return {
    id,
    working: workingTimes(worker, { from: from - DAY, to: to + DAY }),
    taken: [
      ...live.map(entry => withBuffer(entry, buffer)),
      ...busy.map(([begins, ends]) => ({ from: begins, to: ends })),
    ],
  };
}
