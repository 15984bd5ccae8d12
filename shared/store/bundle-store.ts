import type { Bundle } from '../domain/notifications/bundle.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import { arm } from './journal.ts';
import { bundledKey, bundledPrefix, bundleKey, bundlePk, lists, timeKey } from './keys.ts';
import { bare, type Put, type Row, type Table, type Write } from './table.ts';

export type StoredBundle = Bundle & { readonly version: number };

const KEPT_DAYS = 400;
const keptUntil = (now: Instant): number => Math.floor((now + KEPT_DAYS * DAY) / 1000);

export async function loadBundle(table: Table, bundleId: string): Promise<StoredBundle | undefined> {
  const row = await table.get(bundleKey(bundleId));
  return row && (bare(row) as unknown as StoredBundle);
}

/**
 * A notification joins a bundle, which is made by the first that does. Refused with `bundle-closed` when its message is
 * under way already.
 */
export function joinWrites(
  bundle: Omit<Bundle, 'state' | 'id'> & { readonly id: string },
  notificationId: string,
  now: Instant,
): Write[] {
  const { id, dueAt, ...about } = bundle;
  const expiresAt = keptUntil(dueAt);
  return [
    {
      do: 'change',
      key: bundleKey(id),
      set: { type: 'bundle', id, dueAt, ...about, state: 'open', expiresAt, ...listed(id, dueAt) },
      when: { is: 'differs', field: 'closed', value: 1 },
      orElse: 'bundle-closed',
    },
    {
      do: 'put',
      row: { ...bundledKey(id, notificationId), type: 'bundled', notificationId, expiresAt },
    },
    arm({ pk: bundlePk(id), kind: 'bundle.due', dueAt, epoch: 1, now }),
  ];
}

const listed = (id: string, dueAt: Instant) => ({ list: lists.bundles, listKey: timeKey(dueAt, id) });

/** The bundle in its next state; from now on nothing joins it, and it is in no list. Refused with `stale` when somebody was faster. */
export const bundleWrite = (bundle: Bundle, read: StoredBundle): Put => {
  const { version: _, ...said } = bundle as StoredBundle;
  return {
    do: 'put',
    row: {
      ...bundleKey(bundle.id),
      type: 'bundle',
      ...said,
      closed: 1,
      version: read.version + 1,
      expiresAt: keptUntil(bundle.dueAt),
    },
    ...(read.version === 0
      ? { when: { is: 'differs', field: 'closed', value: 1 } as const }
      : { when: { is: 'version', version: read.version } as const }),
    orElse: 'stale',
  };
};

/** Ids of everything that waits in a bundle. */
export async function bundledIn(table: Table, bundleId: string): Promise<readonly string[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({
      ...{ pk: bundlePk(bundleId), prefix: bundledPrefix },
      ...(cursor === undefined ? {} : { cursor }),
    });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows.map(row => String(row['notificationId']));
}
