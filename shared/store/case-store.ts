import { type DeviceCase, isOpenCase } from '../domain/devices/device-case.ts';
import type { Instant } from '../kernel/instant.ts';
import { caseKey, lists, timeKey } from './keys.ts';
import { bare, type Row, type Table } from './table.ts';

export type StoredCase = DeviceCase & { readonly version: number };

/** Open cases without a due instant stand behind all that have one. */
const NEVER: Instant = Date.UTC(9999, 0, 1);

export async function loadCase(table: Table, caseId: string): Promise<StoredCase | undefined> {
  const row = await table.get(caseKey(caseId));
  return row && caseOf(row);
}

export const caseOf = (row: Row): StoredCase => {
  const { lookAt: _guarded, ...said } = bare(row);
  return said as unknown as StoredCase;
};

/**
 * The row of a case: while open, listed by when it is due; afterwards by the month it was opened in. `lookAt` says that
 * a timer must stand for it, so that the auditor can tell when one is missing.
 */
export const caseRow = (
  held: DeviceCase,
  { dueAt, lookAt }: { readonly dueAt: Instant | undefined; readonly lookAt: Instant | undefined },
): Row => ({
  ...caseKey(held.id),
  type: 'device-case',
  ...held,
  ...(lookAt === undefined ? {} : { lookAt }),
  ...(isOpenCase(held)
    ? { list: lists.deviceCases, listKey: timeKey(dueAt ?? NEVER, held.id) }
    : { list: lists.deviceCasesOpened(held.openedAt), listKey: timeKey(held.openedAt, held.id) }),
});
