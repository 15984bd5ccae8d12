import { dayOf } from '../../shared/domain/calls/agent-day.ts';
import {
  type BoardDay,
  type BoardTeam,
  dayWith,
  emptyDay,
  emptyTeam,
  type OneDay,
  startOfDay,
  teamWith,
} from '../../shared/domain/calls/slot-board.ts';
import { DAY, type Instant, MINUTE } from '../../shared/kernel/instant.ts';
import { arm } from '../../shared/store/journal.ts';
import { slotBoardPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { StoredAgent } from '../../shared/store/roster-store.ts';
import { boardDayWrite, boardTeamWrite, type StoredBoard } from '../../shared/store/slot-board-store.ts';
import type { CommitResult } from '../../shared/store/table.ts';

const ROLL_AFTER = 5 * MINUTE;
const DONE: CommitResult = { done: true };

/** The timer at which the board gets another day, soon after the day (UTC) is over. */
export const rollTimer = (now: Instant, epoch: number) =>
  arm({
    ...{ pk: slotBoardPk, kind: 'board.roll', epoch, now },
    dueAt: startOfDay(dayOf(now)) + DAY + ROLL_AFTER,
  });

/** Places are given before days are written by them, and stay: nobody ever reads one agent's time as another's. */
export async function keepTeam(
  { table, ids, clock }: Ports,
  { team }: StoredBoard,
  agents: readonly StoredAgent[],
): Promise<{ joined: CommitResult; placeOf: ReadonlyMap<string, number> }> {
  const next = teamWith(team ?? emptyTeam, agents);
  const placeOf = new Map(next.ids.map((id, place) => [id, place]));
  if (team && isSameTeam(team, next)) return { joined: DONE, placeOf };
  const writes = [boardTeamWrite(next, team?.version), ...(team ? [] : [rollTimer(clock.now(), 1)])];
  return { joined: await table.commit({ commitId: ids.random('cmt'), writes }), placeOf };
}

/** One day with what some agents have on it; untouched when it says so already. */
export async function keepDay(
  { table, ids, clock }: Ports,
  board: StoredBoard,
  { day, agents }: { readonly day: string; readonly agents: readonly OneDay[] },
): Promise<CommitResult> {
  const held = board.days.find(one => one.day === day);
  const next = dayWith(held ?? emptyDay(day), agents, clock.now());
  if (held && isSameDay(held, next)) return DONE;
  return table.commit({ commitId: ids.random('cmt'), writes: [boardDayWrite(next, held?.version)] });
}

const isSameTeam = (one: BoardTeam, other: BoardTeam): boolean =>
  JSON.stringify([one.ids, one.skills, one.skillsOf]) ===
  JSON.stringify([other.ids, other.skills, other.skillsOf]);

const isSameDay = (one: BoardDay, other: BoardDay): boolean =>
  JSON.stringify([[...one.free], one.held]) === JSON.stringify([[...other.free], other.held]);
