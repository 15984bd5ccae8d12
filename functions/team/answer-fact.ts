import { UNKNOWN_LANGUAGE } from '../../shared/domain/accounts/account.ts';
import { accountChanged, accountMerged } from '../../shared/events/account-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { agentChanged } from '../../shared/events/team-events.ts';
import { disarm, journal, replace } from '../../shared/store/journal.ts';
import { accountPk, journalKey } from '../../shared/store/keys.ts';
import { loadOwnership, ownershipRow } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { givesPlaceBack } from '../../shared/store/roster-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { assign } from './assign.ts';
import { drainQueue } from './drain-queue.ts';

const CAPABILITY = 'team';

/** What the team does about a fact: find the owner, tell the right person, open the task; give places back. */
export async function answerFact(ports: Ports, fact: Fact): Promise<Handled> {
  if (accountChanged.is(fact)) return untilFresh(() => answerAccountChange(ports, fact), ['book-full']);
  if (accountMerged.is(fact)) return untilFresh(() => release(ports, fact));
  if (agentChanged.is(fact)) return drainQueue(ports);
  return { decision: 'not-ours' };
}

async function answerAccountChange(ports: Ports, fact: Fact): Promise<Attempt> {
  if (!accountChanged.is(fact)) throw new TypeError('not an account change');
  const { moment, product, language, proposedOwnerId } = fact.data;
  const held = await loadOwnership(ports.table, fact.accountId);
  if (held?.mergedInto !== undefined) return answerForSurvivor(ports, fact, held.mergedInto);
  const known = language === UNKNOWN_LANGUAGE && held ? held.language : language;
  const change = {
    factId: fact.id,
    moment,
    occurredAt: fact.occurredAt,
    ...(product === undefined ? {} : { product }),
  };
  return assign(ports, {
    accountId: fact.accountId,
    language: known,
    ...(product === undefined ? {} : { product }),
    ...(proposedOwnerId === undefined ? {} : { proposedOwnerId }),
    changes: [...(held?.state === 'queued' ? held.waiting : []), change],
    held,
    cause: fact,
  });
}

/**
 * A change of a merged account that comes after the merge concerns the account it lives on as: that one's owner hears
 * of it. What was answered before the merge stands in the old account's history and is not answered again.
 */
async function answerForSurvivor(ports: Ports, fact: Fact, into: string): Promise<Attempt> {
  const answered = await ports.table.get(journalKey(accountPk(fact.accountId), fact.id, CAPABILITY));
  if (answered) return { answer: { done: true }, decision: 'already-done' };
  return answerAccountChange(ports, { ...fact, accountId: into as Fact['accountId'] });
}

/**
 * The account lives on as another: its owner's book gets the place back, its timer goes. The row is written even when
 * nobody owned the account yet: the change that would find an owner may come after this.
 */
async function release(ports: Ports, fact: Fact): Promise<Attempt> {
  if (!accountMerged.is(fact)) throw new TypeError('not a merge');
  const held = await loadOwnership(ports.table, fact.accountId);
  const decision = held?.state === 'owned' ? 'released' : 'nothing-to-release';
  const pk = accountPk(fact.accountId);
  const now = ports.clock.now();
  const released = ownershipRow({
    ...(held ?? { accountId: fact.accountId, language: UNKNOWN_LANGUAGE, ranking: [] }),
    state: 'released',
    mergedInto: fact.data.into,
    reason: 'merged',
    waiting: [],
    decidedAt: now,
  });
  const writes = [
    journal({ pk, capability: CAPABILITY, fact, decision, now }),
    ...(held?.state === 'released' ? [] : [replace(released, held?.version)]),
    ...(held?.state === 'queued' ? [disarm(pk, 'task.unowned')] : []),
    ...(held?.state === 'owned' && held.ownerId !== undefined ? [givesPlaceBack(held.ownerId)] : []),
  ];
  const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
  return { answer, decision, detail: { account: fact.accountId } };
}
