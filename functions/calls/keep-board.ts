import { callRules } from '../../shared/domain/calls/call-rules.ts';
import { agentDayChanged } from '../../shared/events/call-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { agentChanged } from '../../shared/events/team-events.ts';
import type { Tick } from '../../shared/events/timers.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { StoredBoard } from '../../shared/store/slot-board-store.ts';
import { readTimer } from '../../shared/store/timer-store.ts';
import { boardDays, fitBoard } from './fit-board.ts';
import { rollTimer } from './write-board.ts';

/** The board of free slots follows an agent: one day of theirs when what they have on it changed, else all their days. */
export async function keepBoard(ports: Ports, fact: Fact): Promise<Handled> {
  if (agentDayChanged.is(fact))
    return fitBoard(ports, { agentIds: [fact.data.agentId], days: [fact.data.day] });
  if (agentChanged.is(fact)) return fitBoard(ports, { agentIds: [fact.data.agentId] });
  return { decision: 'not-ours' };
}

/**
 * A day is over: the board is made anew, with another day at its end and without those that are past. What nobody
 * announces, such as calendars elsewhere and settings, is on it from then on, too.
 */
export async function rollBoard(ports: Ports, tick: Tick): Promise<Handled> {
  const read = await readTimer(ports, tick);
  if (!read.ok) return { decision: read.refusal };
  const { detail = {} } = await fitBoard(ports);
  const writes = [rollTimer(ports.clock.now(), read.value.epoch + 1)];
  await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
  return { decision: 'board-rolled', detail };
}

/** Makes what is missing of a board that was read: all of it in a new deployment, days that no timer has added yet. */
export async function ensureBoard(ports: Ports, board: StoredBoard): Promise<Handled> {
  if (!board.team) return fitBoard(ports);
  const rules = callRules((await loadSettings(ports.table)).calls);
  const known = new Set(board.days.map(({ day }) => day));
  const days = boardDays(ports.clock.now(), rules).filter(day => !known.has(day));
  return days.length === 0 ? { decision: 'board-complete' } : fitBoard(ports, { days });
}
