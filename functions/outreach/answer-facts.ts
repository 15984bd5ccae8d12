import { accountChanged, accountMerged, contactChanged } from '../../shared/events/account-events.ts';
import { callEnded } from '../../shared/events/call-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { marketChanged, permissionChanged } from '../../shared/events/outreach-events.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { armLook } from './arm-look.ts';
import { endCall } from './end-call.ts';
import { moveMerged } from './move-merged.ts';
import { takeInClaims } from './take-in-claims.ts';
import { isDamage, takeInDamage } from './take-in-damage.ts';
import { takeInMarket } from './take-in-market.ts';
import { watchAccount } from './watch-account.ts';

const isClaim = ({ name }: Fact): boolean => name.startsWith('claim.');

/**
 * What the outreach does about facts of one account that came together: reports, claims and market news are taken in as
 * many as there are, what else happened to the account one by one.
 */
export async function answerFacts(ports: Ports, facts: readonly Fact[]): Promise<Handled> {
  const [first] = facts;
  if (!first) return { decision: 'nothing' };
  const { accountId } = first;
  let handled: Handled = { decision: 'not-ours' };
  for (const fact of facts) handled = (await answerOne(ports, fact)) ?? handled;
  const damage = facts.filter(isDamage);
  const claims = facts.filter(isClaim);
  const market = facts.filter(fact => marketChanged.is(fact));
  if (damage.length > 0) handled = await takeInDamage(ports, accountId, damage);
  if (claims.length > 0) handled = await takeInClaims(ports, accountId, claims);
  if (market.length > 0) handled = await takeInMarket(ports, accountId, market);
  return handled;
}

async function answerOne(ports: Ports, fact: Fact): Promise<Handled | undefined> {
  if (accountChanged.is(fact)) return watchAccount(ports, fact.accountId);
  if (accountMerged.is(fact)) return moveMerged(ports, fact, fact.data.into);
  if (callEnded.is(fact)) return endCall(ports, fact);
  if (!permissionChanged.is(fact) && !contactChanged.is(fact)) return undefined;
  await armLook(ports, fact.accountId, ports.clock.now());
  return { decision: 'to-be-looked-at', detail: { account: fact.accountId } };
}
