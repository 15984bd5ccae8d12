import { UNKNOWN_LANGUAGE } from '../../shared/domain/accounts/account.ts';
import { accountChanged, accountMerged } from '../../shared/events/account-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { agentChanged } from '../../shared/events/team-events.ts';
import { journal, replace } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import { loadOwnership, ownershipRow } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { givesPlaceBack } from '../../shared/store/roster-store.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { assign } from './assign.ts';
import { drainQueue } from './drain-queue.ts';

/** What the team does about a fact: find the owner, tell the right person, open the task; give places back. */
export async function answerFact(ports: Ports, fact: Fact): Promise<Handled> {
  if (accountChanged.is(fact)) return untilFresh(() => answerAccountChange(ports, fact), ['book-full']);
  if (accountMerged.is(fact)) return untilFresh(() => release(ports, fact));
  if (agentChanged.is(fact)) return drainQueue(ports);
  return { decision: 'not-ours' };
}

async function answerAccountChange(ports: Ports, fact: Fact) {
  if (!accountChanged.is(fact)) throw new TypeError('not an account change');
  const { moment, product, language, proposedOwnerId } = fact.data;
  const held = await loadOwnership(ports.table, fact.accountId);
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

/** The account lives on as another: its owner's book gets the place back. */
async function release(ports: Ports, fact: Fact) {
  const held = await loadOwnership(ports.table, fact.accountId);
  const decision = held?.state === 'owned' ? 'released' : 'nothing-to-release';
  const entry = journal({
    pk: accountPk(fact.accountId),
    capability: 'team',
    fact,
    decision,
    now: ports.clock.now(),
  });
  const writes =
    held && held.state !== 'released'
      ? [
          replace(
            ownershipRow({
              ...held,
              state: 'released',
              reason: 'merged',
              waiting: [],
              decidedAt: ports.clock.now(),
            }),
            held.version,
          ),
          ...(held.state === 'owned' && held.ownerId !== undefined ? [givesPlaceBack(held.ownerId)] : []),
        ]
      : [];
  const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [entry, ...writes] });
  return { answer, decision, detail: { account: fact.accountId } };
}
