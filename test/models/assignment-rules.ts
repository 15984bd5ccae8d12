import { ACCOUNTS, AGENTS, type TeamWorld } from './assignment-world.ts';
import type { Rules } from './support/model.ts';

const find = <T>(list: readonly T[], wrong: (one: T) => boolean): string | undefined => {
  const one = list.find(wrong);
  return one === undefined ? undefined : JSON.stringify(one);
};

export const assignmentAlways: Rules<TeamWorld> = {
  '1: an account has one owner or waits in one queue': world =>
    find(world.owned(), ({ state, ownerId }) => (state === 'owned') !== (ownerId !== undefined)) ??
    find([...world.known], id => !world.owned().some(({ accountId }) => accountId === id)),
  '1: books count what is owned': world =>
    find(AGENTS, id => world.book(id) !== world.owned().filter(({ ownerId }) => ownerId === id).length),
  '1: who waits has a time to be looked at again': world =>
    find(
      world.owned(),
      ({ state, accountId }) =>
        (state === 'queued') !==
        world.timers().some(({ kind, pk }) => kind === 'task.unowned' && pk.endsWith(`#${accountId}`)),
    ),
};

export const assignmentAtRest: Rules<TeamWorld> = {
  '4: whoever was told that they have it had it': world =>
    find(
      world.claims,
      ({ accountId, agentId }) =>
        !world
          .rowsOf('journal')
          .some(
            row =>
              row.pk.endsWith(`#${accountId}`) && (row['reason'] as { owner?: string })['owner'] === agentId,
          ),
    ),
  '5: open tasks are with whoever owns the account, or covers': world =>
    find(world.tasks(), ({ state, kind, accountId, agentId, lentBy }) => {
      if (state !== 'open' || kind === 'find-owner' || agentId === undefined) return false;
      const owner = world.owned().find(one => one.accountId === accountId)?.ownerId;
      const isBack = [agentId, lentBy].some(id => id !== undefined && world.returned.has(id));
      return owner !== undefined && agentId !== owner && lentBy !== owner && !isBack;
    }),
  '6: five minutes later nobody who left has anything': world =>
    find(world.owned(), ({ ownerId }) => ownerId !== undefined && !world.agent(ownerId).active) ??
    find(
      world.tasks(),
      ({ state, agentId }) => state === 'open' && agentId !== undefined && !world.agent(agentId).active,
    ),
  '7: with equal skills nobody has more than one account more, and what is under way': world => {
    const loads = AGENTS.map(world.book);
    // One that is under way does not count for another yet.
    const uneven = Math.max(...loads) - Math.min(...loads) > Math.max(1, world.flight.most);
    return world.calm && uneven ? `${loads} of ${ACCOUNTS.length}` : undefined;
  },
};
