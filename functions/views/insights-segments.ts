import { segmentOf } from '../../shared/domain/accounts/account.ts';
import type { Material } from '../../shared/domain/insights/insights.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import type { Table } from '../../shared/store/table.ts';

/** So many accounts are asked for their segment. */
export const MOST_ACCOUNTS = 2_000;
const ABREAST = 25;

/**
 * Calls, feedback and outreach with the segment that their account is in now, each account read once; one that was merged has
 * the segment of the account it lives on as. `isShort`: of the accounts beyond the bound no segment is known.
 */
export async function withSegments(
  table: Table,
  { calls, feedback, outreach, ...rest }: Material,
): Promise<{ readonly material: Material; readonly isShort: boolean }> {
  const ids = [...new Set([...calls, ...feedback, ...outreach].map(({ accountId }) => accountId))];
  const asked = ids.slice(0, MOST_ACCOUNTS);
  const found = await inParallel(asked, ABREAST, id => segmentNow(table, id));
  const segments = new Map(asked.map((id, at) => [id, found[at]]));
  const known = <T extends { readonly accountId: string }>(lines: readonly T[]) =>
    lines.map(line => ({ ...line, segment: segments.get(line.accountId) }));
  return {
    material: { ...rest, calls: known(calls), feedback: known(feedback), outreach: known(outreach) },
    isShort: ids.length > asked.length,
  };
}

async function segmentNow(table: Table, accountId: string): Promise<string | undefined> {
  const account = await loadAccount(table, accountId);
  const into = account?.mergedInto === undefined ? account : await loadAccount(table, account.mergedInto);
  return into && segmentOf(into.state);
}
