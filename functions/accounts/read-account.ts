import type { AccountView } from '../../shared/contracts/accounts-contract.ts';
import { accountStatus, languagesOf } from '../../shared/domain/accounts/account.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { StoredAccount } from '../../shared/store/account-store.ts';
import { loadAccountView } from '../../shared/store/account-view.ts';
import type { Ports } from '../../shared/store/ports.ts';

/** One account as the console shows it, the contacts of its merged duplicates included. */
export async function readAccount(
  { table }: Ports,
  accountId: string,
): Promise<Outcome<AccountView, 'not-found'>> {
  const view = await loadAccountView(table, accountId);
  return view ? accepted(view) : refused('not-found');
}

/** One line of the accounts' list. */
export const lineOf = (stored: StoredAccount) => ({
  id: stored.id,
  name: stored.name ?? stored.id,
  status: stored.mergedInto === undefined ? accountStatus(stored.state) : 'merged',
  languages: [...languagesOf(stored.state)],
  ...(stored.owner ? { ownerId: stored.owner.id } : {}),
});
