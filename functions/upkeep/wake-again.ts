import { inParallel } from '../../shared/kernel/parallel.ts';
import { isUnsent } from '../../shared/store/journal.ts';
import { wakeShardOf } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Change, Row } from '../../shared/store/table.ts';
import { isAwake } from '../../shared/store/wake.ts';
import { isTimer } from './hand-over.ts';
import type { TableChange } from './table-change.ts';

const AT_ONCE = 10;

/**
 * True for a change that takes a row out of the wake index although it still stands there with work to do: a timer, or a
 * journal row whose facts are not sent. Nobody would ever look at it again.
 */
export const fellAsleep = ({ before, after }: TableChange): boolean =>
  before !== undefined &&
  isAwake(before) &&
  after !== undefined &&
  !isAwake(after) &&
  (isTimer(after) || isUnsent(after));

/** Gives each its place back, at once or for when it is due, unless somebody has it or is done with it meanwhile. */
export async function wakeAgain(ports: Ports, changes: readonly TableChange[]) {
  const failed = new Set<string>();
  const causes: unknown[] = [];
  const woken = await inParallel(changes, AT_ONCE, ({ sequence, after }) =>
    wake(ports, after as Row).catch(cause => {
      failed.add(sequence);
      causes.push(cause);
      return false;
    }),
  );
  return { woken: woken.filter(done => done).length, failed, causes };
}

async function wake({ table, clock, ids }: Ports, row: Row): Promise<boolean> {
  const key = { pk: row.pk, sk: row.sk };
  const now = clock.now();
  const change: Change = {
    do: 'change',
    key,
    // The very commit that took it out must be the last one: whoever armed, sent or removed it since has seen to it.
    when: { is: 'equal', field: 'commitId', value: String(row.commitId) },
    orElse: 'woken-before',
    set: { wakeShard: wakeShardOf(key), wakeAt: isTimer(row) ? Math.max(now, row.dueAt) : now },
  };
  const { done } = await table.commit({ commitId: ids.random('cmt'), writes: [change] });
  return done;
}
