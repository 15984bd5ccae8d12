import { refused } from '../../shared/kernel/outcome.ts';
import { dropFeed, feedDigest, loadFeed, putFeed } from '../../shared/store/duty-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { type Answer, changeOwnCalendar, readOwnCalendar } from './own-calendar.ts';

export type FeedPorts = Ports & {
  /** Public origin, without a slash at the end. */
  readonly origin: string;
};

/** A new secret address in the place of the one before. The table keeps the token's digest alone. */
export async function makeFeed(ports: FeedPorts, agentId: string): Answer<'not-found'> {
  const { table, clock, ids, origin } = ports;
  if (!(await loadAgent(table, agentId))?.active) return refused('not-found');
  // Two random roots, for one has 160 bits.
  const token = `${ids.random('cal')}${ids.random('')}`;
  await changeOwnCalendar(ports, { agentId, decision: 'feed-made' }, async () => {
    const feed = { agentId, tokenDigest: feedDigest(token), since: clock.now() };
    return putFeed(feed, await loadFeed(table, agentId));
  });
  const url = new URL(`/api/v1/calendar-feeds/${token}`, origin).href;
  return readOwnCalendar(ports, agentId, url);
}

/** The secret address stops working; there may be none. */
export async function revokeFeed(ports: Ports, agentId: string): Answer {
  await changeOwnCalendar(ports, { agentId, decision: 'feed-revoked' }, async () => {
    const held = await loadFeed(ports.table, agentId);
    return held ? dropFeed(held) : [];
  });
  return readOwnCalendar(ports, agentId);
}
