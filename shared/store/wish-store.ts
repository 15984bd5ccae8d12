import type { Instant } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { callItemKey } from './keys.ts';
import { bare, type Check, type Put, type Table } from './table.ts';

/** When a wish to call was said last, and when it was withdrawn last. What comes later and was said before changes nothing. */
export type Wished = { readonly saidAt?: Instant; readonly withdrawnAt?: Instant };
export type StoredWish = Wished & { readonly version: number };

const SAID = 'said';

export async function loadWish(table: Table, itemId: string): Promise<StoredWish | undefined> {
  const row = await table.get(callItemKey(itemId, SAID));
  return row && (bare(row) as unknown as StoredWish);
}

/** What is said of a wish from now on; refused with `stale` when something else was said meanwhile. */
export function wishWrite(itemId: string, said: Wished, held: StoredWish | undefined): Put {
  const { version, ...before } = held ?? { version: undefined };
  return replace({ ...callItemKey(itemId, SAID), type: 'call-wish', ...before, ...said }, version);
}

/** The wish still leads to the call that was looked at, or to none. */
export const stillLeadsTo = (itemId: string, callId: string | undefined): Check => ({
  do: 'check',
  key: callItemKey(itemId),
  when: callId === undefined ? { is: 'absent' } : { is: 'equal', field: 'callId', value: callId },
  orElse: 'stale',
});
