import type { TimerKind } from '../../shared/events/timers.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { arm } from '../../shared/store/journal.ts';
import { accountPk, lists, timerKey } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Row } from '../../shared/store/table.ts';
import { isAwake } from '../../shared/store/wake.ts';

/** A list of open work of which every row must have a timer that brings it on. */
type Promised = {
  readonly list: string;
  readonly kind: TimerKind;
  /** Partition of the timer of a row; nothing when this row needs none. */
  timerPk(row: Row): string | undefined;
};

const promises: readonly Promised[] = [
  {
    list: lists.queue,
    kind: 'task.unowned',
    timerPk: row => (typeof row.accountId === 'string' ? accountPk(row.accountId) : undefined),
  },
];

/** Rows looked at per list: the oldest stand first, and a mended one is not found again. */
const PAGE = 500;
const AT_ONCE = 10;

/** Looks for open work without a timer and arms one that is due at once. */
export async function mendPromises(ports: Ports): Promise<{ unguarded: number; mended: number }> {
  let unguarded = 0;
  let mended = 0;
  for (const promised of promises) {
    const { rows } = await ports.table.query({ index: 'list', pk: promised.list, limit: PAGE });
    await inParallel(rows, AT_ONCE, async row => {
      if (await isGuarded(ports, promised, row)) return;
      unguarded++;
      if (await mend(ports, promised, row)) mended++;
    });
  }
  return { unguarded, mended };
}

async function isGuarded({ table }: Ports, promised: Promised, row: Row): Promise<boolean> {
  const pk = promised.timerPk(row);
  if (pk === undefined) return true;
  const timer = await table.get(timerKey(pk, promised.kind));
  return timer !== undefined && isAwake(timer);
}

/** Under the version that the index showed: work that moved on meanwhile has armed its own timer. */
async function mend({ table, ids, clock }: Ports, promised: Promised, row: Row): Promise<boolean> {
  const now = clock.now();
  const result = await table.commit({
    commitId: ids.random('cmt'),
    writes: [
      {
        do: 'check',
        key: { pk: row.pk, sk: row.sk },
        when: { is: 'version', version: row.version ?? 0 },
        orElse: 'moved-on',
      },
      arm({
        pk: promised.timerPk(row) ?? row.pk,
        kind: promised.kind,
        dueAt: now,
        epoch: row.version ?? 0,
        now,
      }),
    ],
  });
  return result.done;
}
