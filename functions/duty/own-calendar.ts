import type { OwnCalendarView } from '../../shared/contracts/duty-contract.ts';
import { BUSY_AHEAD } from '../../shared/domain/team/outside-calendar.ts';
import { command, NO_ACCOUNT } from '../../shared/events/envelope.ts';
import type { EventId } from '../../shared/kernel/id.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { loadFeed } from '../../shared/store/duty-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { agentPk } from '../../shared/store/keys.ts';
import { loadOutsideCalendar } from '../../shared/store/outside-calendar-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Write } from '../../shared/store/table.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';

export type Answer<R extends string = never> = Promise<Outcome<OwnCalendarView, R>>;

/** My calendar feed and my calendar elsewhere as they stand; `url` is shown when the feed was just made. */
export async function readOwnCalendar({ table, clock }: Ports, agentId: string, url?: string): Answer {
  const [feed, outside] = await Promise.all([loadFeed(table, agentId), loadOutsideCalendar(table, agentId)]);
  const now = clock.now();
  return accepted({
    feed: {
      live: feed !== undefined,
      ...(feed ? { since: formatInstant(feed.since) } : {}),
      ...(url === undefined ? {} : { url }),
    },
    ...(outside
      ? {
          outside: {
            host: outside.host,
            ...(outside.fetchedAt === undefined ? {} : { fetchedAt: formatInstant(outside.fetchedAt) }),
            ...(outside.failing
              ? { failing: { ...outside.failing, since: formatInstant(outside.failing.since) } }
              : {}),
            busy: outside.busy
              .filter(([from, to]) => to > now && from < now + BUSY_AHEAD)
              .map(([from, to]) => ({ from: formatInstant(from), to: formatInstant(to) })),
          },
        }
      : {}),
  });
}

/** Does what an agent wants with their own calendar, with a journal row; nothing where there is nothing to do. */
export async function changeOwnCalendar(
  { table, clock, ids }: Ports,
  given: { readonly agentId: string; readonly decision: string; readonly host?: string },
  decide: () => Promise<readonly Write[]>,
): Promise<void> {
  const { agentId, decision, host } = given;
  const now = clock.now();
  const id = ids.random('evt') as EventId;
  const fact = command({
    id,
    name: `duty.${decision}`,
    accountId: NO_ACCOUNT,
    principal: agentId,
    now,
    data: host === undefined ? {} : { host },
  });
  await untilFresh(async (): Promise<Attempt> => {
    const writes = await decide();
    if (writes.length === 0) return { answer: { done: true }, decision: 'nothing-to-do' };
    const entry = journal({ pk: agentPk(agentId), capability: 'duty', fact, decision, now });
    return {
      answer: await table.commit({ commitId: ids.random('cmt'), writes: [entry, ...writes] }),
      decision,
    };
  });
}
