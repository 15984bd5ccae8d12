import { replace } from './journal.ts';
import { roundKey } from './outreach-keys.ts';
import { bare, type Table, type Write } from './table.ts';

/** How far the daily rounds have come in telling accounts of changed rules. */
export type Rounds = {
  /** Which rules the last round went by, as a digest, and which products were watched. */
  readonly rules?: string;
  readonly products?: string;
  /** Behind which watched account the round goes on, and behind which of all accounts. */
  readonly cursor?: string;
  readonly every?: string;
};
export type StoredRounds = Rounds & { readonly version: number | undefined };

export async function loadRounds(table: Table): Promise<StoredRounds> {
  const row = await table.get(roundKey);
  const said = (row ? bare(row) : {}) as Rounds;
  return { ...said, version: row?.version };
}

/** The rounds as they stand from now on; refused with `stale` when somebody was faster. */
export const roundsWrite = ({ version, ...rounds }: StoredRounds): Write =>
  replace({ ...roundKey, type: 'outreach-rounds', ...rounds }, version);
