import { dayOf, daysTouched } from '../../shared/domain/calls/agent-day.ts';
import { emptyTeam, QUARTER } from '../../shared/domain/calls/slot-board.ts';
import { type Slot, searchSlots } from '../../shared/domain/calls/slot-search.ts';
import { wallStepFrom } from '../../shared/domain/time/wall-step.ts';
import { DAY, type Instant, MINUTE } from '../../shared/kernel/instant.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadBoard } from '../../shared/store/slot-board-store.ts';
import { ensureBoard } from './keep-board.ts';

export type SlotWish = {
  readonly language: string;
  /** Those who know it are asked, as long as there are any. */
  readonly product?: string | undefined;
  readonly minutes: number;
  /** Minutes from now until the first slot at the earliest. */
  readonly notice: number;
  /** Slots from then on, for so many days; from now on unless told. */
  readonly from?: Instant | undefined;
  readonly days: number;
  readonly limit?: number | undefined;
  /** Where the visitor is: slots begin at the quarters of their clocks. */
  readonly zone: string;
  readonly agentIds?: readonly string[] | undefined;
};

/**
 * Free slots from the board, the earliest first, each with the agents who could have it. The first one begins after the
 * notice, at the next quarter on the visitor's wall. They are candidates: whoever books looks at the agents' days.
 */
export async function findSlots(ports: Ports, wish: SlotWish): Promise<Slot[]> {
  const now = ports.clock.now();
  const begin = Math.max(wish.from ?? now, now);
  const from = wallStepFrom(wish.zone, Math.max(begin, now + wish.notice * MINUTE), QUARTER);
  const to = begin + wish.days * DAY;
  if (from >= to) return [];
  const needed = daysTouched(from, to);
  let board = await loadBoard(ports.table, dayOf(from), { mayLag: true });
  const known = new Set(board.days.map(({ day }) => day));
  if (!board.team || needed.some(day => !known.has(day))) {
    await ensureBoard(ports, await loadBoard(ports.table, dayOf(now)));
    board = await loadBoard(ports.table, dayOf(from));
  }
  const { team = emptyTeam, days } = board;
  return searchSlots({ ...wish, team, days, from, to, now });
}
