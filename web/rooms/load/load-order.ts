import type { AgentLoad, TeamLoad } from '../../../shared/contracts/team-contract.ts';

export const loadColumns = ['name', 'duty', 'book', 'share', 'tasks', 'unread', 'answers'] as const;
export type LoadColumn = (typeof loadColumns)[number];
export type LoadOrder = { readonly by: LoadColumn; readonly down: boolean };

/** What a column is sorted by; agents without a figure are last whichever way it goes. */
function figureOf(agent: AgentLoad, by: LoadColumn): number | undefined {
  switch (by) {
    case 'name':
      return 0;
    case 'duty':
      return agent.onDuty ? 2 : agent.absentUntil === undefined ? 1 : 0;
    case 'book':
      return fullness(agent);
    case 'share':
      return agent.share;
    case 'tasks':
      return agent.overdueTasks * 100_000 + agent.openTasks;
    case 'unread':
      return agent.unread;
    case 'answers':
      return agent.medianSeconds;
  }
}

/** The part of an agent's room that is taken: 1 is full; somebody without any room is full. */
export const fullness = ({ book, capacity }: Pick<AgentLoad, 'book' | 'capacity'>): number =>
  capacity === 0 ? 1 : book / capacity;

/** The agents by a column, by name among equals. */
export function inOrder(
  agents: readonly AgentLoad[],
  { by, down }: LoadOrder,
  locale: string,
): readonly AgentLoad[] {
  const byName = (one: AgentLoad, other: AgentLoad) => one.name.localeCompare(other.name, locale);
  return agents.toSorted((one, other) => {
    if (by === 'name') return down ? byName(other, one) : byName(one, other);
    const [first, second] = [figureOf(one, by), figureOf(other, by)];
    if (first === undefined || second === undefined)
      return Number(first === undefined) - Number(second === undefined) || byName(one, other);
    return (down ? second - first : first - second) || byName(one, other);
  });
}

/** The order after a press on a column: the other way round on the same, the largest first on another but names. */
export const pressed = (order: LoadOrder, by: LoadColumn): LoadOrder =>
  order.by === by ? { by, down: !order.down } : { by, down: by !== 'name' };

/** What all agents have together. */
export function totals({ agents }: Pick<TeamLoad, 'agents'>) {
  const sum = (part: (agent: AgentLoad) => number) =>
    agents.reduce((before, agent) => before + part(agent), 0);
  return {
    onDuty: sum(agent => Number(agent.onDuty)),
    all: agents.length,
    book: sum(agent => agent.book),
    capacity: sum(agent => agent.capacity),
    openTasks: sum(agent => agent.openTasks),
    overdueTasks: sum(agent => agent.overdueTasks),
    unread: sum(agent => agent.unread),
    snoozed: sum(agent => agent.snoozed),
  };
}
