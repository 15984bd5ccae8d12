import type { AuditReport } from '../../functions/upkeep/audit.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';
import { keyOfWrite } from '../../shared/store/commit.ts';
import { isUnsent } from '../../shared/store/journal.ts';
import { heartbeatKey } from '../../shared/store/keys.ts';
import type { Key, Row, Write } from '../../shared/store/table.ts';
import { isAwake, LONGEST_LEASE } from '../../shared/store/wake.ts';
import type { World } from './world.ts';

/** What is done to a row so that nobody would ever look at it again. */
export const losses = ['deleted', 'asleep', 'leased for ever', 'leased far too long'] as const;
export type Loss = (typeof losses)[number];
export type Planted = { readonly row: Row; readonly loss: Loss; readonly at: Instant };

const FOR_EVER = Date.UTC(9999, 0, 1);

function writeOf({ pk, sk }: Key, loss: Loss, now: Instant): Write {
  const change = { do: 'change', key: { pk, sk } } as const;
  switch (loss) {
    case 'deleted':
      return { do: 'delete', key: { pk, sk } };
    case 'asleep':
      return { ...change, remove: ['wakeShard', 'wakeAt'] };
    case 'leased for ever':
      return { ...change, set: { wakeAt: FOR_EVER } };
    case 'leased far too long':
      return { ...change, set: { wakeAt: now + 90 * DAY } };
  }
}

let planted = 0;

/** Takes a row away from everybody who would look at it. */
export async function lose(world: World, row: Row, loss: Loss): Promise<Planted> {
  const now = world.clock.now();
  await world.table.commit({ commitId: `lost-${++planted}`, writes: [writeOf(row, loss, now)] });
  return { row, loss, at: now };
}

/** Watches which rows somebody looks at in time again from now on, or is done with. */
export function watchFound(world: World): (planted: Planted) => Instant | undefined {
  const found = new Map<string, Instant>();
  world.table.onCommit((changes, { commitId }) => {
    if (commitId.startsWith('lost-')) return;
    const now = world.clock.now();
    for (const { after } of changes) {
      if (!after || found.has(nameOf(after))) continue;
      if (after.type === 'journal' ? !isUnsent(after) : isInReach(after, now)) found.set(nameOf(after), now);
    }
  });
  return ({ row }) => found.get(nameOf(row));
}

export const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

const isInReach = (row: Row, now: Instant): boolean =>
  isAwake(row) && Number(row.wakeAt) <= Math.max(now, Number(row.dueAt)) + LONGEST_LEASE;

export type Repairs = {
  mended: number;
  unguarded: number;
  runs: number;
  looked: number;
  complete: boolean;
  /** Names of the rows that were given their next step back, as often as they were: by the auditor, and by the relay. */
  readonly byAuditor: string[];
  readonly byRelay: string[];
};

/** Writes what auditor and relay mend from now on down. */
export function countRepairs(world: World): Repairs {
  const repairs: Repairs = {
    mended: 0,
    unguarded: 0,
    runs: 0,
    looked: 0,
    complete: true,
    byAuditor: [],
    byRelay: [],
  };
  const { pk, sk } = heartbeatKey('auditor');
  world.table.onCommit((changes, { writes }) => {
    for (const { after } of changes) {
      if (after?.pk !== pk || after.sk !== sk) continue;
      const report = after['report'] as AuditReport;
      repairs.mended += report.mended;
      repairs.unguarded += report.unguarded;
      repairs.runs++;
      repairs.looked += Number(after['looked']);
      repairs.complete &&= after['complete'] === true;
    }
    for (const write of writes) {
      const name = nameOf(keyOfWrite(write));
      if (write.orElse === 'armed-again' || write.orElse === 'lease-over') repairs.byAuditor.push(name);
      if (write.orElse === 'woken-before') repairs.byRelay.push(name);
    }
  });
  return repairs;
}
