import type { PermissionsView } from '../../shared/contracts/outreach-contract.ts';
import { mayApproach } from '../../shared/domain/accounts/permissions.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { loadLedger } from '../../shared/store/permission-store.ts';
import type { Ports } from '../../shared/store/ports.ts';

/** What the contacts of an account may be approached for, and every word of theirs, the latest first. */
export async function readPermissions(
  { table }: Ports,
  accountId: string,
): Promise<Outcome<PermissionsView, 'not-found'>> {
  const account = await loadAccount(table, accountId);
  if (!account) return refused('not-found');
  const ledger = await loadLedger(table, account);
  return accepted({
    contacts: ledger.contacts.map(contact => ({
      contactId: contact.id,
      name: contact.name ?? contact.company ?? contact.id,
      may: {
        service: mayApproach('service', ledger, contact),
        marketing: mayApproach('marketing', ledger, contact),
        survey: mayApproach('survey', ledger, contact),
      },
    })),
    ledger: ledger.words
      .toSorted((a, b) => b.at - a.at || (a.eventId < b.eventId ? 1 : -1))
      .map(({ contactId, purpose, word, how, at, by }) => ({
        ...{ contactId, purpose, word, how, by },
        at: formatInstant(at),
      })),
  });
}
