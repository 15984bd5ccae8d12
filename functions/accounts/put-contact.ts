import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import { isKnownZone } from '../../shared/domain/time/working-hours.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { accountRow, loadAccount } from '../../shared/store/account-store.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { replace } from '../../shared/store/journal.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';

/**
 * Writes a contact as the company's systems know it now; an account without a name takes the contact's company. Whoever
 * was erased is refused: a new person has a new id.
 */
export async function putContact(
  ports: Ports,
  given: { accountId: string; contactId: string; contact: Contact },
): Promise<Outcome<{ accountId: string; contactId: string }, 'unknown-zone' | 'person-erased'>> {
  const { accountId, contactId, contact } = given;
  if (contact.zone !== undefined && !isKnownZone(contact.zone))
    return refused('unknown-zone', { field: 'body.zone' });
  const written = await writeContact(ports, { accountId, contactId, contact, asOf: ports.clock.now() });
  if (written === 'erased')
    return refused('person-erased', {
      field: 'path.contactId',
      problem: 'This person was erased: a new person has a new id.',
    });
  if (contact.company !== undefined) await nameAccount(ports, accountId, contact.company);
  return accepted({ accountId, contactId });
}

const nameAccount = (ports: Ports, accountId: string, name: string) =>
  untilFresh(async () => {
    const stored = await loadAccount(ports.table, accountId);
    if (!stored || stored.name !== undefined) return { answer: { done: true }, decision: 'named-before' };
    const write = replace(accountRow({ ...stored, name }), stored.version);
    return {
      answer: await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [write] }),
      decision: 'named',
    };
  });
