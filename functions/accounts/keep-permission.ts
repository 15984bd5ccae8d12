import { EVERYBODY, type PermissionWord, wordThatCounts } from '../../shared/domain/accounts/permissions.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { permissionChanged, type permissionRecorded } from '../../shared/events/outreach-events.ts';
import { journal } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import { loadPermissions, permissionWrite } from '../../shared/store/permission-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';
import { CAPABILITY, type Subject } from './commit-moment.ts';

type Recorded = Fact<DataOf<typeof permissionRecorded>>;

/**
 * Takes a word into the ledger of the account it names, known yet or not; an objection is never lost. What is planned is
 * looked at again unless a later word is known already.
 */
export async function keepPermission(ports: Ports, fact: Recorded, { id }: Subject): Promise<Attempt> {
  const { purpose, word, how, contactId: named } = fact.data;
  const contactId = named ?? EVERYBODY;
  // A producer whose clock is ahead does not outdo what is said after it.
  const at = Math.min(fact.occurredAt, fact.recordedAt);
  const said: PermissionWord = { contactId, purpose, word, how, at, by: fact.producer, eventId: fact.id };
  const words = [...(await loadPermissions(ports.table, fact.accountId, contactId)), said];
  const counts = wordThatCounts(purpose, words, contactId)?.eventId === said.eventId;
  const decision = counts ? 'permission-recorded' : 'older-than-known';
  const entry = journal({
    ...{ pk: accountPk(id), capability: CAPABILITY, decision, now: ports.clock.now() },
    fact: { ...fact, accountId: id as Fact['accountId'] },
    reason: { contactId, ...(id === fact.accountId ? {} : { saidOf: fact.accountId }) },
    follows: counts
      ? [permissionChanged.of({ purpose, word, ...(named === undefined ? {} : { contactId: named }) })]
      : [],
    shown: { accountId: id, inFeed: false },
  });
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [entry, permissionWrite(fact.accountId, said)],
  });
  return { answer, decision, detail: { account: id } };
}
