import type { TellingKind } from '../events/device-events.ts';
import type { Instant } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { tellingKey } from './keys.ts';
import { bare, type Put, type Table } from './table.ts';

/** One thing told to a contact about a case, with all attempts to tell it. */
export type StoredTelling = {
  readonly caseId: string;
  readonly tellingId: string;
  readonly kind: TellingKind;
  readonly state: 'sending' | 'sent' | 'failed' | 'no-address' | 'superseded';
  readonly attempts: number;
  readonly at: Instant;
  readonly dueAt?: Instant;
  /** In which it was written, and whose that is. */
  readonly language?: string;
  readonly languageOf?: 'contact' | 'case' | 'company';
  /** While `sending`: until then the attempt belongs to whoever took it. */
  readonly leaseUntil?: Instant;
  readonly detail?: string;
  readonly version: number;
};

export async function loadTelling(
  table: Table,
  caseId: string,
  tellingId: string,
): Promise<StoredTelling | undefined> {
  const row = await table.get(tellingKey(caseId, tellingId));
  return row && (bare(row) as unknown as StoredTelling);
}

export const tellingWrite = (telling: Omit<StoredTelling, 'version'>, read: number | undefined): Put =>
  replace({ ...tellingKey(telling.caseId, telling.tellingId), type: 'telling', ...telling }, read);
