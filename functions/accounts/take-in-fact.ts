import { ownerAssigned } from '../../shared/events/account-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { permissionRecorded } from '../../shared/events/outreach-events.ts';
import { accountRow, loadAccount } from '../../shared/store/account-store.ts';
import { findContact } from '../../shared/store/contact-store.ts';
import { journal, replace } from '../../shared/store/journal.ts';
import { accountPk, journalKey } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { CAPABILITY, commitMoment, type Subject } from './commit-moment.ts';
import { keepPermission } from './keep-permission.ts';

/** Takes a fact about an account into its state and history, and says what was news. */
export async function takeInFact(ports: Ports, fact: Fact): Promise<Handled> {
  return untilFresh(async () => {
    const subject = await subjectOf(ports, fact.accountId);
    const earlier = await ports.table.get(journalKey(accountPk(subject.id), fact.id, CAPABILITY));
    if (earlier) return countRepeat(ports, fact, subject.id);
    const attempt = await takeIn(ports, fact, subject);
    // Another delivery of the same fact was faster than we since we looked.
    const overtaken = !attempt.answer.done && attempt.answer.refusal === 'already-done';
    return overtaken ? countRepeat(ports, fact, subject.id) : attempt;
  });
}

/**
 * A merged account lives on as another, which may have been merged since: what is still said of it concerns the last.
 * Nothing merged is ever merged into, so the way has an end.
 */
async function subjectOf(ports: Ports, accountId: string): Promise<Subject> {
  const stored = await loadAccount(ports.table, accountId);
  return stored?.mergedInto === undefined ? { id: accountId, stored } : subjectOf(ports, stored.mergedInto);
}

const takeIn = (ports: Ports, fact: Fact, subject: Subject) => {
  if (ownerAssigned.is(fact)) return keepOwner(ports, fact, subject);
  if (permissionRecorded.is(fact)) return keepPermission(ports, fact, subject);
  return takeInMoment(ports, fact, subject);
};

async function takeInMoment(ports: Ports, fact: Fact, subject: Subject) {
  const { contactId } = fact.data as { contactId?: string };
  if (contactId === undefined) return commitMoment(ports, fact, subject);
  const contact = await findContact(ports.table, fact.accountId, contactId);
  if (contact === 'erased') return commitMoment(ports, fact, { ...subject, isErased: true });
  return commitMoment(ports, fact, { ...subject, name: subject.stored?.name ?? contact?.company });
}

/** Keeps the versioned copy of the owner; an older word of the team changes nothing. */
async function keepOwner(ports: Ports, fact: Fact, { id, stored }: Subject) {
  if (!ownerAssigned.is(fact)) throw new TypeError('not an owner fact');
  if (!stored) return { answer: { done: true } as const, decision: 'no-such-account' };
  const { ownerId, ownerVersion, reason } = fact.data;
  const newer = ownerVersion > (stored.owner?.version ?? 0) && id === fact.accountId;
  const entry = journal({
    pk: accountPk(id),
    capability: CAPABILITY,
    fact,
    decision: newer ? 'owner-kept' : 'older-owner',
    reason: { ownerId, ownerVersion, why: reason },
    now: ports.clock.now(),
    shown: { accountId: id, inFeed: false },
  });
  const row = accountRow({ ...stored, owner: { id: ownerId, version: ownerVersion } });
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: newer ? [entry, replace(row, stored.version)] : [entry],
  });
  return { answer, decision: newer ? 'owner-kept' : 'older-owner', detail: { account: id, owner: ownerId } };
}

/**
 * A producer's repeat carries the same id and a later moment of intake; a queue's redelivery carries the same
 * moment and is not counted, but for the rare one of an earlier repeat. The timeline shows how often the producer said it.
 */
async function countRepeat({ table, ids }: Ports, fact: Fact, accountId: string) {
  await table.commit({
    commitId: ids.random('cmt'),
    writes: [
      {
        do: 'change',
        key: journalKey(accountPk(accountId), fact.id, CAPABILITY),
        when: { is: 'differs', field: 'saidAt', value: fact.recordedAt },
        orElse: 'redelivered',
        add: { repeats: 1 },
        set: { saidAt: fact.recordedAt },
      },
    ],
  });
  return { answer: { done: true } as const, decision: 'already-done', detail: { account: accountId } };
}
