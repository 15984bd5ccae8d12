import { isOpen } from '../../shared/domain/notifications/notification.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { isAgent, isAwayLong, leavesForLong, looked } from './assignment-watch.ts';
import { AGENTS, type TeamWorld } from './assignment-world.ts';
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
  '7: with equal skills nobody has more than one account more, and what is under way': world => {
    if (!world.calm || world.isMixed) return undefined;
    const loads = AGENTS.map(world.book);
    const all = loads.reduce((sum, one) => sum + one, 0);
    if (all >= AGENTS.length) looked['books of equals']++;
    // One that is under way does not count for another yet.
    const uneven = Math.max(...loads) - Math.min(...loads) > Math.max(1, world.flight.most);
    return uneven ? `${loads} of ${all}` : undefined;
  },
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
  '5: who had it has nothing open about it any more': world => {
    if (!world.isMixed) return undefined;
    const open = world.notes().filter(isOpen);
    looked['former owners'] += world.former.size;
    return find(open, ({ recipientId, accountId, taskId, ownerId, reason }) => {
      // Leads hear of what waits, whoever had it.
      if (reason === 'lead') return false;
      const task = world.tasks().find(({ id, state }) => id === taskId && state === 'open');
      if (task) return world.former.has(`${recipientId} ${taskId}`);
      // Who covers hears of accounts of others, and of what they cover.
      return ownerId === recipientId && world.former.has(`${recipientId} ${accountId}`);
    });
  },
  '6: five minutes later nobody who left has anything': world =>
    find(world.owned(), ({ ownerId }) => ownerId !== undefined && !world.agent(ownerId).active) ??
    find(
      world.tasks(),
      ({ state, agentId }) => state === 'open' && agentId !== undefined && !world.agent(agentId).active,
    ),
  '6: five minutes later nobody who is away for long has what they had': world => {
    const now = world.clock.now();
    // Who came back meanwhile may have been given something since.
    const gone = (id: string | undefined): id is string =>
      id !== undefined && [now - 5 * MINUTE, now].every(at => isAwayLong(world.agent(id), at));
    const isTheirs = (accountId: string, id: string) => {
      const held = world.owned().find(one => one.accountId === accountId);
      // Whoever is away may claim one: it is their wish.
      const began = Object.values(world.agent(id).absences)[0]?.from ?? 0;
      return held?.ownerId === id && held.reason === 'claimed' && held.decidedAt >= began;
    };
    return (
      find(world.owned(), ({ accountId, ownerId }) => gone(ownerId) && !isTheirs(accountId, ownerId)) ??
      find(
        world.tasks(),
        ({ state, kind, accountId, agentId }) =>
          state === 'open' && kind !== 'find-owner' && gone(agentId) && !isTheirs(accountId, agentId),
      )
    );
  },
  '6: nothing waits that somebody could have': world => {
    const able = AGENTS.map(world.agent).filter(
      one =>
        isAgent(one) && !leavesForLong(one, world.clock.now()) && !isAwayLong(one, world.clock.now() - HOUR),
    );
    return find(
      world.owned(),
      ({ state, language }) =>
        state === 'queued' &&
        able.some(one => one.languages.includes(language) && world.book(one.id) < one.capacity),
    );
  },
};
