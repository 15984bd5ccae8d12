import { MAX_SUBSCRIPTIONS, type Subscription } from '../domain/notifications/push-subscription.ts';
import { replace } from './journal.ts';
import { subscriptionCountKey, subscriptionKey, subscriptionOwnerKey, subscriptionPrefix } from './keys.ts';
import { bare, type Row, type Table, type Write } from './table.ts';

export type SubscriptionOwner = { readonly agentId: string; readonly version: number };

/** The browsers of a person, read consistently; there are at most ten. */
export async function loadSubscriptions(table: Table, agentId: string): Promise<readonly Subscription[]> {
  const { pk } = subscriptionKey(agentId, '-');
  const { rows } = await table.query({ pk, prefix: subscriptionPrefix });
  return rows.map(subscriptionOf);
}

function subscriptionOf(row: Row): Subscription {
  const { version: _, ...said } = bare(row);
  return said as unknown as Subscription;
}

/** Whose browser it is at the moment. */
export async function loadSubscriptionOwner(
  table: Table,
  subscriptionId: string,
): Promise<SubscriptionOwner | undefined> {
  const row = await table.get(subscriptionOwnerKey(subscriptionId));
  return row && (bare(row) as unknown as SubscriptionOwner);
}

const counted = (agentId: string, by: 1 | -1): Write => ({
  do: 'change',
  key: subscriptionCountKey(agentId),
  add: { open: by },
  ...(by > 0
    ? { when: { is: 'below', field: 'open', cap: MAX_SUBSCRIPTIONS } as const, orElse: 'too-many' }
    : {}),
});

const row = (subscription: Subscription): Row => ({
  ...subscriptionKey(subscription.agentId, subscription.id),
  type: 'subscription',
  ...subscription,
});

const removed = ({ id, agentId }: Pick<Subscription, 'id' | 'agentId'>): Write => ({
  do: 'delete',
  key: subscriptionKey(agentId, id),
  when: { is: 'present' },
  orElse: 'stale',
});

/**
 * Writes a browser's subscription: renewed, new, or moved here from another person. The eleventh is refused with
 * `too-many` unless `instead` gives its place. Refused with `stale` when somebody else changed the same meanwhile.
 */
export function subscribeWrites(
  subscription: Subscription,
  given: { owner: SubscriptionOwner | undefined; instead?: Subscription },
): Write[] {
  const { owner, instead } = given;
  const { id, agentId } = subscription;
  const ownerRow = { ...subscriptionOwnerKey(id), type: 'subscription-owner', agentId };
  const renewed = owner?.agentId === agentId;
  return [
    replace(ownerRow, owner?.version),
    renewed
      ? { do: 'put', row: row(subscription), when: { is: 'present' }, orElse: 'stale' }
      : { do: 'put', row: row(subscription), when: { is: 'absent' }, orElse: 'stale' },
    ...(owner !== undefined && !renewed
      ? [removed({ id, agentId: owner.agentId }), counted(owner.agentId, -1)]
      : []),
    ...(instead === undefined
      ? []
      : [removed(instead), { do: 'delete', key: subscriptionOwnerKey(instead.id) } as const]),
    ...(renewed || instead !== undefined ? [] : [counted(agentId, 1)]),
  ];
}

/** Takes a browser out; refused with `stale` when it is gone or somebody else's already. */
export const unsubscribeWrites = ({ id, agentId }: Pick<Subscription, 'id' | 'agentId'>): Write[] => [
  removed({ id, agentId }),
  {
    do: 'delete',
    key: subscriptionOwnerKey(id),
    when: { is: 'equal', field: 'agentId', value: agentId },
    orElse: 'stale',
  },
  counted(agentId, -1),
];
