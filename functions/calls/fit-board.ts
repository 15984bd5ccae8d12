import { dayOf } from '../../shared/domain/calls/agent-day.ts';
import { type CallRules, callRules } from '../../shared/domain/calls/call-rules.ts';
import type { OneDay } from '../../shared/domain/calls/slot-board.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadAgent, loadRoster, type StoredAgent } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { loadBoard } from '../../shared/store/slot-board-store.ts';
import type { CommitResult } from '../../shared/store/table.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { agentOnBoard } from './agent-on-board.ts';
import { keepDay, keepTeam } from './write-board.ts';

/** Without agents all of them are meant, without days all that the board has. */
export type Part = { readonly agentIds?: readonly string[]; readonly days?: readonly string[] };

const ABREAST = 10;
const DONE: CommitResult = { done: true };

/** The days (UTC) on the board: from today to the one after the last on which a slot may begin. */
export const boardDays = (now: Instant, { windowDays }: CallRules): string[] =>
  Array.from({ length: windowDays + 2 }, (_, at) => dayOf(now + at * DAY));

/**
 * Brings a part of the board up to date. Rows of the board are read before what they are made of: whoever was slower
 * finds them changed and looks again. Days that are not there yet are made for everybody, and with the first the timer.
 */
export async function fitBoard(ports: Ports, part: Part = {}): Promise<Handled> {
  const now = ports.clock.now();
  const rules = callRules((await loadSettings(ports.table)).calls);
  const all = boardDays(now, rules);
  let open = part.days?.filter(day => all.includes(day)) ?? all;
  return untilFresh(async (): Promise<Attempt> => {
    const board = await loadBoard(ports.table, dayOf(now));
    const known = new Set(board.days.map(({ day }) => day));
    open = [...new Set([...open, ...all.filter(day => !known.has(day))])];
    const agents = await agentsOf(ports, open.every(day => known.has(day)) ? part.agentIds : undefined);
    const { joined, placeOf } = await keepTeam(ports, board, agents);
    if (!joined.done) return { answer: joined, decision: 'board-contended' };
    const days = open;
    const found = await inParallel(agents, ABREAST, agent =>
      agentOnBoard(ports, agent, { days, rules, place: placeOf.get(agent.id) as number }),
    );
    const answers = await inParallel([...days.keys()], ABREAST, at =>
      keepDay(ports, board, { day: days[at] as string, agents: found.map(one => one[at] as OneDay) }),
    );
    open = days.filter((_, at) => !answers[at]?.done);
    return {
      answer: answers.find(({ done }) => !done) ?? DONE,
      decision: 'board-kept',
      detail: { agents: agents.length, days: days.length },
    };
  });
}

async function agentsOf({ table }: Ports, ids: readonly string[] | undefined): Promise<StoredAgent[]> {
  if (!ids) return loadRoster(table);
  const found = await inParallel(ids, ABREAST, id => loadAgent(table, id));
  return found.filter(agent => agent !== undefined);
}
