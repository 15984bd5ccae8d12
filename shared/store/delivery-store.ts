import { BUNDLE_PREFIX } from '../domain/notifications/bundle.ts';
import type { Delivery } from '../domain/notifications/delivery.ts';
import { DAY } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { bundlePk, deliveryKey, deliveryPrefix, notificationPk } from './keys.ts';
import { bare, type Put, type Row, type Table } from './table.ts';

export type StoredDelivery = Delivery & { readonly version: number };

const KEPT_DAYS = 400;

/** All attempts of all rounds on all channels, of a notification or, by its id, of a bundle. */
export async function loadDeliveries(table: Table, id: string): Promise<readonly StoredDelivery[]> {
  const { rows } = await table.query({ pk: placeOf(id), prefix: deliveryPrefix });
  return rows.map(row => bare(row) as unknown as StoredDelivery);
}

/** A bundle's id says what it is. */
export const placeOf = (id: string): string =>
  id.startsWith(BUNDLE_PREFIX) ? bundlePk(id) : notificationPk(id);

/** Writes a delivery in the place of the one read; refused with `stale` when somebody else took the attempt. */
export function deliveryWrite(delivery: Delivery, readVersion: number | undefined): Put {
  const { notificationId, channel, target, at, round } = delivery;
  const { version: _, ...said } = delivery as Delivery & { version?: number };
  const row: Row = {
    ...deliveryKey(placeOf(notificationId), channel, target, round),
    type: 'delivery',
    ...said,
    expiresAt: Math.floor((at + KEPT_DAYS * DAY) / 1000),
  };
  return replace(row, readVersion);
}
