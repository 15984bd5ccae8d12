import type { Ports } from '../../shared/store/ports.ts';
import type { Change, Row } from '../../shared/store/table.ts';
import { leasedUntil } from '../../shared/store/wake.ts';
import { isTimer } from './hand-over.ts';

/** How often the sweep has handed the row over before. */
export const triesOf = (row: Row): number => (typeof row.swept === 'number' ? row.swept : 0);

/**
 * Takes a row of the index if it still is what the index showed; the index may lag behind the row. The epoch
 * counts too: a timer moved to the very same instant must not be sent with its old epoch.
 */
export async function lease(ports: Ports, row: Row): Promise<boolean> {
  const dueAt = isTimer(row) ? row.dueAt : undefined;
  const change: Change = {
    do: 'change',
    key: { pk: row.pk, sk: row.sk },
    when: {
      is: 'same',
      fields: { wakeAt: row.wakeAt ?? 0, ...(isTimer(row) ? { epoch: row.epoch } : {}) },
    },
    orElse: 'taken',
    set: { wakeAt: leasedUntil(ports.clock.now(), dueAt, triesOf(row)), swept: triesOf(row) + 1 },
  };
  const result = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [change] });
  return result.done;
}
