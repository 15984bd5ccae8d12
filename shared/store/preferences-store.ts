import type { Pace } from '../domain/notifications/pace.ts';
import { noPreferences, type Preferences } from '../domain/notifications/preferences.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { paceKey, preferencesKey } from './keys.ts';
import { bare, type Put, type Table } from './table.ts';

export type StoredPreferences = Preferences & { readonly version: number };

/** How a person wants to be told; what is shipped when they never said. */
export async function loadPreferences(table: Table, agentId: string): Promise<StoredPreferences> {
  const row = await table.get(preferencesKey(agentId));
  return row
    ? { ...noPreferences, ...(bare(row) as object), version: row.version ?? 0 }
    : { ...noPreferences, version: 0 };
}

/** Refused with `stale` when somebody else wrote them meanwhile. */
export const preferencesWrite = (agentId: string, preferences: Preferences, read: number): Put => {
  const { version: _, ...said } = preferences as StoredPreferences;
  return replace({ ...preferencesKey(agentId), type: 'preferences', ...said }, read === 0 ? undefined : read);
};

export type StoredPace = { readonly recent: Pace; readonly version: number };

/** The pushes a person got lately. */
export async function loadPace(table: Table, agentId: string): Promise<StoredPace> {
  const row = await table.get(paceKey(agentId));
  return { recent: (row?.['recent'] as Pace | undefined) ?? [], version: row?.version ?? 0 };
}

/** Refused with `stale` when another push to the same person was counted meanwhile. */
export const paceWrite = (agentId: string, recent: Pace, given: { read: number; now: Instant }): Put =>
  replace(
    {
      ...paceKey(agentId),
      type: 'pace',
      recent,
      expiresAt: Math.floor((given.now + DAY) / 1000),
    },
    given.read === 0 ? undefined : given.read,
  );
