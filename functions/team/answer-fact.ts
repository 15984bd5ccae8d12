import { UNKNOWN_LANGUAGE } from '../../shared/domain/accounts/account.ts';
import { accountChanged, accountMerged, ownerAssigned } from '../../shared/events/account-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { agentChanged, channelSwitchedOff } from '../../shared/events/team-events.ts';
import { accountPk, journalKey } from '../../shared/store/keys.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { adoptTasks } from './adopt-tasks.ts';
import { answerDeviceFact } from './answer-device-fact.ts';
import { answerOutreachFact } from './answer-outreach-fact.ts';
import { assign } from './assign.ts';
import { drainQueue } from './drain-queue.ts';
import { reassignLeaver } from './reassign-leaver.ts';
import { releaseAccount } from './release-account.ts';
import { tellLeads } from './tell-leads.ts';

const CAPABILITY = 'team';

/** What the team does about a fact: find the owner, tell the right person, open the task; give places back. */
export async function answerFact(ports: Ports, fact: Fact): Promise<Handled> {
  if (accountChanged.is(fact)) return untilFresh(() => answerAccountChange(ports, fact), ['book-full']);
  if (accountMerged.is(fact)) return untilFresh(() => releaseAccount(ports, fact), ['book-full']);
  if (ownerAssigned.is(fact)) return adoptTasks(ports, fact);
  if (channelSwitchedOff.is(fact)) return untilFresh(() => tellLeads(ports, fact));
  if (agentChanged.is(fact)) return answerRosterChange(ports, fact);
  const answered = (await answerDeviceFact(ports, fact)) ?? (await answerOutreachFact(ports, fact));
  return answered ?? { decision: 'not-ours' };
}

/** Somebody left: their work moves on. Somebody came, is back or has more room: the waiting accounts are looked at. */
async function answerRosterChange(ports: Ports, fact: Fact): Promise<Handled> {
  const agentId = String(fact.data['agentId']);
  const agent = await loadAgent(ports.table, agentId);
  return agent?.active === false ? reassignLeaver(ports, fact, agentId) : drainQueue(ports);
}

async function answerAccountChange(ports: Ports, fact: Fact): Promise<Attempt> {
  if (!accountChanged.is(fact)) throw new TypeError('not an account change');
  const { moment, product, language, proposedOwnerId } = fact.data;
  const held = await loadOwnership(ports.table, fact.accountId);
  if (held?.mergedInto !== undefined) return answerForSurvivor(ports, fact, held.mergedInto);
  const known = language === UNKNOWN_LANGUAGE && held ? held.language : language;
  // A fact that comes again while its account waits is told once.
  const waiting = (held?.state === 'queued' ? held.waiting : []).filter(({ factId }) => factId !== fact.id);
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
    // An import tells nobody of itself; what waited for an owner is told all the same.
    changes: fact.origin === 'backfill' ? waiting : [...waiting, change],
    held,
    cause: waiting.length > 0 ? { ...fact, origin: 'live' } : fact,
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
