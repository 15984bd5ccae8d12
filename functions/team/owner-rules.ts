import type { Settings } from '../../shared/contracts/settings.ts';
import { segmentOf } from '../../shared/domain/accounts/account.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import type { Table } from '../../shared/store/table.ts';

type TeamSettings = Settings['team'];

/** What the settings say about the choice of an owner. */
export const ownerRules = ({ fallbackLanguages, longAbsenceDays, rules }: TeamSettings) => ({
  fallbackLanguages,
  ...(longAbsenceDays === undefined ? {} : { longAbsenceDays }),
  ...(rules === undefined ? {} : { assignmentRules: rules }),
});

/** The account's segment, when rules or head starts of the settings ask for it. */
export async function segmentAsked(
  table: Table,
  accountId: string,
  { rules = [], headStartMinutes }: TeamSettings,
): Promise<string | undefined> {
  if (headStartMinutes === undefined && rules.every(({ match }) => match.segments === undefined))
    return undefined;
  const account = await loadAccount(table, accountId);
  return account && segmentOf(account.state);
}
