import type { Fact, Follow } from '../../shared/events/envelope.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { journal } from '../../shared/store/journal.ts';
import { depotPk, journalKey } from '../../shared/store/keys.ts';
import type { Put, Row, Table } from '../../shared/store/table.ts';
import { CAPABILITY } from './commit-case.ts';

type Given = {
  readonly fact: Fact;
  readonly decision: string;
  readonly reason: Readonly<Record<string, unknown>>;
  readonly follows?: readonly Follow[];
  readonly now: Instant;
};

/** What was done at a depot, by whom and why: kept for ever, and where a repeat of the same call finds its answer. */
export function depotEntry(depotId: string, given: Given): Put {
  const { row, ...put } = journal({ pk: depotPk(depotId), capability: CAPABILITY, ...given });
  const { expiresAt: _never, ...kept } = row;
  return { ...put, row: kept };
}

/** Why something was done at a depot that was done with this very fact before. */
export async function doneBefore(
  table: Table,
  depotId: string,
  factId: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const row: Row | undefined = await table.get(journalKey(depotPk(depotId), factId, CAPABILITY));
  return row && (row['reason'] as Readonly<Record<string, unknown>>);
}
