import type { Delivery } from '../domain/notifications/delivery.ts';
import { DAY } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { deliveryKey, deliveryPrefix, notificationPk } from './keys.ts';
import { bare, type Put, type Row, type Table } from './table.ts';

export type StoredDelivery = Delivery & { readonly version: number };

const KEPT_DAYS = 400;

/** All attempts on all channels, by channel and target; one notification has at most a dozen. */
export async function loadDeliveries(
  table: Table,
  notificationId: string,
): Promise<readonly StoredDelivery[]> {
  const { rows } = await table.query({ pk: notificationPk(notificationId), prefix: deliveryPrefix });
  return rows.map(row => bare(row) as unknown as StoredDelivery);
}

/** Writes a delivery in the place of the one read; refused with `stale` when somebody else took the attempt. */
export function deliveryWrite(delivery: Delivery, readVersion: number | undefined): Put {
  const { notificationId, channel, target, at } = delivery;
  const { version: _, ...said } = delivery as Delivery & { version?: number };
  const row: Row = {
    ...deliveryKey(notificationId, channel, target),
    type: 'delivery',
    ...said,
    expiresAt: Math.floor((at + KEPT_DAYS * DAY) / 1000),
  };
  return replace(row, readVersion);
}
