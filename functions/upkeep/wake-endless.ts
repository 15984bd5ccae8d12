import type { Instant } from '../../shared/kernel/instant.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { wakeShards } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Row } from '../../shared/store/table.ts';
import { isLookedAfter } from './guard.ts';

/** Nothing is promised for later than 400 days. */
const HORIZON = 401 * DAY;
/** Rows looked at per shard: there are none, unless something is wrong. */
const PAGE = 50;

/** Rows whose lease would never end are looked at again from now on, or from when they are due; answers how many. */
export async function wakeEndless(ports: Ports): Promise<number> {
  const now = ports.clock.now();
  const woken = await inParallel(wakeShards, wakeShards.length, async pk => {
    const far = { index: 'wake', pk, from: now + HORIZON, descending: true, limit: PAGE } as const;
    const { rows } = await ports.table.query(far);
    const endless = rows.filter(row => !isLookedAfter(row, now));
    return (await Promise.all(endless.map(row => wake(ports, row, now)))).filter(done => done).length;
  });
  return woken.reduce((sum, one) => sum + one, 0);
}

async function wake(
  { table, ids }: Ports,
  { pk, sk, wakeAt = 0, dueAt }: Row,
  now: Instant,
): Promise<boolean> {
  const { done } = await table.commit({
    commitId: ids.random('cmt'),
    writes: [
      {
        ...{ do: 'change', key: { pk, sk }, orElse: 'lease-over' },
        when: { is: 'equal', field: 'wakeAt', value: wakeAt },
        set: { wakeAt: Math.max(now, typeof dueAt === 'number' ? dueAt : now) },
      },
    ],
  });
  return done;
}
