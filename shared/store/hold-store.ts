import type { Slot } from '../domain/calls/call-commands.ts';
import type { Instant } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { holdKey } from './keys.ts';
import { bare, type Table, type Write } from './table.ts';

/** A time that a source keeps free for a few minutes; the agent's days hold it too, under the same id. */
export type Hold = Slot & { readonly id: string; readonly madeAt: Instant; readonly until: Instant };
export type StoredHold = Hold & { readonly version: number };

const KEPT_SECONDS = 3_600;

/** The one hold of a source, which goes by a digest, also when its time is over: the caller looks. */
export async function loadHold(table: Table, source: string): Promise<StoredHold | undefined> {
  const row = await table.get(holdKey(source));
  return row && (bare(row) as unknown as StoredHold);
}

/** A source's hold takes the place of the one before; refused with `stale` when that changed meanwhile. */
export const holdWrite = (source: string, hold: Hold, read: StoredHold | undefined): Write =>
  replace(
    { ...holdKey(source), type: 'hold', ...hold, expiresAt: Math.floor(hold.until / 1000) + KEPT_SECONDS },
    read?.version,
  );

/** It is used up, or given up. */
export const dropHold = (source: string, { version }: StoredHold): Write => ({
  do: 'delete',
  key: holdKey(source),
  when: { is: 'version', version },
  orElse: 'stale',
});
