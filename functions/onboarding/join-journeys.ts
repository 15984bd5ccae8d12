import { type Journey, joinJourneys as joined, newJourney } from '../../shared/domain/onboarding/journey.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { loadJourneys } from '../../shared/store/journey-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';
import { commitJourneys } from './commit-journeys.ts';
import { knownAccount, survivorOf } from './known-account.ts';

/** A merged account's journeys stop, and what was heard in them counts for the account it lives on as. */
export async function joinJourneys(ports: Ports, fact: Fact, into: string): Promise<Attempt> {
  const [account, survivor] = await Promise.all([
    loadAccount(ports.table, fact.accountId),
    survivorOf(ports.table, into),
  ]);
  const merged = await loadJourneys(ports.table, fact.accountId);
  if (!account || !survivor || merged.length === 0)
    return { answer: { done: true }, decision: 'no-journeys' };
  const [from, to] = await Promise.all([knownAccount(ports, account), knownAccount(ports, survivor)]);
  const theirs = await loadJourneys(ports.table, survivor.id);
  const stopped = merged.map(before => ({ before, held: { ...before, mergedInto: survivor.id } }));
  const theirsNow = merged.map(one => {
    const before = theirs.find(({ product }) => product === one.product);
    const { product, startedAt } = one;
    const held: Journey = before ?? newJourney({ accountId: survivor.id, product, startedAt });
    return { before, held: joined(held, one) };
  });
  const { answer } = await commitJourneys(ports, {
    cause: fact,
    accounts: [
      { known: from, changes: stopped },
      { known: to, changes: theirsNow },
    ],
  });
  return { answer, decision: 'joined', detail: { account: fact.accountId, into: survivor.id } };
}
