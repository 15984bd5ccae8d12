import { digest } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import { limitKey } from './keys.ts';
import type { Change, Table } from './table.ts';

/** Whose asking is counted: the subject stands in the table as a digest alone. */
export type Limited = {
  readonly of: 'phone' | 'account' | 'network' | 'address' | 'strangers';
  readonly subject: string;
};
/** Refused by a commit where a limit is reached. */
export const TOO_MANY = 'too-many';

/**
 * Counts one use as a part of the commit that uses it, so that parallel ones never exceed the cap: refused with `too-many` where the window has as many as it may
 * have. Windows stand side by side, so two of them may fall close together.
 */
export function limitWrite(
  { of, subject, cap, window }: Limited & { readonly cap: number; readonly window: number },
  now: Instant,
): Change {
  const at = Math.floor(now / window);
  return {
    do: 'change',
    key: limitKey(of, digest(subject), `${window}.${at}`),
    add: { uses: 1 },
    set: { type: 'limit', expiresAt: Math.ceil(((at + 2) * window) / 1000) },
    when: { is: 'below', field: 'uses', cap },
    orElse: TOO_MANY,
  };
}

/** At most one use in any stretch as long as the window, wherever it begins. */
export const onceWithin = (
  { of, subject, window }: Limited & { readonly window: number },
  now: Instant,
): Change => ({
  do: 'change',
  key: limitKey(of, digest(subject), 'last'),
  set: { type: 'limit', lastAt: now, expiresAt: Math.ceil((now + 2 * window) / 1000) },
  when: { is: 'below', field: 'lastAt', cap: now - window + 1 },
  orElse: TOO_MANY,
});

/**
 * Whether one of these has nothing left as far as a read can tell, so that a flood ends here and the commit, which
 * decides, has little to refuse.
 */
export async function isSpent(table: Table, limits: readonly Change[]): Promise<boolean> {
  const rows = await Promise.all(limits.map(({ key }) => table.get(key)));
  return limits.some(
    ({ when }, at) => when?.is === 'below' && Number(rows[at]?.[when.field] ?? -Infinity) >= when.cap,
  );
}
