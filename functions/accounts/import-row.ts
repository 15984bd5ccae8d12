import type { ImportRow } from '../../shared/contracts/accounts-contract.ts';
import { languageOf, segmentOf } from '../../shared/domain/accounts/account.ts';
import { takeInImported } from '../../shared/domain/accounts/imported.ts';
import { accountChanged } from '../../shared/events/account-events.ts';
import { command, type Fact } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId, digest, type EventId } from '../../shared/kernel/id.ts';
import { accountRow, loadAccount } from '../../shared/store/account-store.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { journal, replace } from '../../shared/store/journal.ts';
import { accountPk, journalKey } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';
import { CAPABILITY } from './commit-moment.ts';

/** One try to take in one row of an import: state, contact, history and the change for the team, nobody pushed. */
export async function importRow(ports: Ports, row: ImportRow, principal: string): Promise<Attempt> {
  const now = ports.clock.now();
  const id = derivedId('evt', 'import', row.accountId, digest(JSON.stringify(row)));
  const pk = accountPk(row.accountId);
  if (await ports.table.get(journalKey(pk, id, CAPABILITY)))
    return { answer: { done: true } as const, decision: 'already-done' };
  const stored = await loadAccount(ports.table, row.accountId);
  const { account, since } = takeInImported(stored?.state, row, { id, now });
  const kept = await keepContact(ports, row, since);
  const version = (stored?.version ?? 0) + 1;
  const fact = factOf(row, id, { now, since, principal });
  const change = accountChanged.of({
    moment: 'signed-up',
    product: row.product,
    language: languageOf(account),
    segment: segmentOf(account),
    accountVersion: version,
    ...(row.ownerId === undefined ? {} : { proposedOwnerId: row.ownerId }),
  });
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [
      journal({
        pk,
        capability: CAPABILITY,
        fact,
        decision: 'imported',
        reason: { accountVersion: version, ...(kept === 'erased' ? { contact: 'erased' } : {}) },
        follows: [change],
        now,
        shown: { accountId: row.accountId, inFeed: false },
      }),
      replace(
        accountRow({
          ...(stored ?? { id: row.accountId, origin: 'backfill', createdAt: now }),
          name: stored?.name ?? row.name,
          state: account,
        }),
        stored?.version,
      ),
    ],
  });
  return { answer, decision: 'imported' };
}

async function keepContact(ports: Ports, row: ImportRow, asOf: number) {
  const { contactName: name, contactEmail: email, contactPhone: phone } = row;
  if (name === undefined && email === undefined && phone === undefined) return undefined;
  const contact = {
    company: row.name,
    language: row.language,
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  };
  const contactId = row.contactId ?? 'main';
  return writeContact(ports, { accountId: row.accountId, contactId, contact, asOf });
}

/** An import speaks of the past: nothing that follows from it is live. */
const factOf = (
  row: ImportRow,
  id: EventId,
  of: { now: number; since: number; principal: string },
): Fact => ({
  ...command({
    id,
    name: 'account.imported',
    accountId: row.accountId as AccountId,
    principal: of.principal,
    now: of.now,
    data: { product: row.product, status: row.status },
  }),
  occurredAt: of.since,
  origin: 'backfill',
});
