import type { PushSubscriptionInput } from '../../shared/contracts/notifications-contract.ts';
import type { EndpointRefusal } from '../../shared/domain/notifications/push-endpoint.ts';
import {
  checkSubscription,
  MAX_SUBSCRIPTIONS,
  type Subscription,
  subscriptionIdOf,
} from '../../shared/domain/notifications/push-subscription.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import {
  loadSubscriptionOwner,
  loadSubscriptions,
  subscribeWrites,
  unsubscribeWrites,
} from '../../shared/store/subscription-store.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import type { ApiPorts } from './ports.ts';

/**
 * Keeps a browser's subscription for the one who is signed in there. The same browser with another person moves; the
 * eleventh browser takes the place of the one that has not asked for longest, so nobody is locked out by old ones.
 */
export async function putSubscription(
  ports: ApiPorts,
  agentId: string,
  offered: PushSubscriptionInput,
): Promise<Outcome<{ id: string }, EndpointRefusal | 'keys-malformed'>> {
  const checked = checkSubscription(offered, ports.extraPushHost);
  if (!checked.ok) return checked;
  const { table, clock, ids } = ports;
  const { endpoint, keys } = checked.value;
  const id = subscriptionIdOf(endpoint);
  await untilFresh(async () => {
    const [owner, mine] = await Promise.all([
      loadSubscriptionOwner(table, id),
      loadSubscriptions(table, agentId),
    ]);
    const instead = owner?.agentId === agentId ? undefined : oldestOfTooMany(mine);
    const subscription: Subscription = { id, agentId, endpoint, keys, renewedAt: clock.now() };
    const writes = subscribeWrites(subscription, { owner, ...(instead ? { instead } : {}) });
    return {
      answer: await table.commit({ commitId: ids.random('cmt'), writes }),
      decision: 'subscribed',
    };
  }, ['too-many']);
  return accepted({ id });
}

function oldestOfTooMany(mine: readonly Subscription[]): Subscription | undefined {
  if (mine.length < MAX_SUBSCRIPTIONS) return undefined;
  return [...mine].sort((a, b) => a.renewedAt - b.renewedAt || (a.id < b.id ? -1 : 1))[0];
}

/** Forgets a browser of this person. One that is not there, or somebody else's, is as good as forgotten. */
export async function deleteSubscription({ table, ids }: Ports, agentId: string, id: string): Promise<void> {
  await untilFresh(async () => {
    const mine = await loadSubscriptions(table, agentId);
    const there = mine.find(subscription => subscription.id === id);
    if (!there) return { answer: { done: true }, decision: 'not-there' };
    const writes = unsubscribeWrites(there);
    return { answer: await table.commit({ commitId: ids.random('cmt'), writes }), decision: 'unsubscribed' };
  });
}
