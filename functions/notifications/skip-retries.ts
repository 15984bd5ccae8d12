import { conclude } from '../../shared/domain/notifications/delivery.ts';
import { deliveryWrite, type StoredDelivery } from '../../shared/store/delivery-store.ts';
import type { Ports } from '../../shared/store/ports.ts';

/** Ends the deliveries that wait for another attempt which nobody needs any more. Others stay as they are. */
export async function skipRetries(
  { table, clock, ids }: Ports,
  deliveries: readonly StoredDelivery[],
  detail: string,
): Promise<void> {
  for (const delivery of deliveries) {
    if (delivery.state !== 'sending' || delivery.retryAt === undefined) continue;
    const skipped = conclude(delivery, { state: 'skipped', detail, at: clock.now() });
    await table.commit({
      commitId: ids.random('cmt'),
      writes: [deliveryWrite(skipped, delivery.version)],
    });
  }
}
