import type * as z from 'zod/mini';
import type { putSellerProfile as route, SellerView } from '../../shared/contracts/onboarding-contract.ts';
import { sellerOf } from '../../shared/domain/accounts/account.ts';
import { profileUpdated } from '../../shared/events/account-events.ts';
import { command, type Fact } from '../../shared/events/envelope.ts';
import { type AccountId, type EventId, eventIdOf } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount, type StoredAccount } from '../../shared/store/account-store.ts';
import { sellerViewOf } from '../../shared/store/account-view.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { commitMoment } from './commit-moment.ts';

type Given = {
  readonly accountId: string;
  readonly parts: z.infer<typeof route.body>;
  readonly principal: string;
  readonly idempotencyKey?: string | undefined;
};

/**
 * What an agent learned of a seller, such as in a call: the same as a moment `profile-updated`. Parts that are not named
 * stay; a merged account's word goes to the account it lives on as. The same idempotency key says it once.
 */
export async function putSellerProfile(
  ports: Ports,
  { accountId, parts, principal, idempotencyKey: key }: Given,
): Promise<Outcome<SellerView, 'not-found'>> {
  const stored = await survivor(ports, accountId);
  if (!stored) return refused('not-found');
  if (Object.keys(parts).length > 0) {
    const said = [accountId, key].join(' ');
    const id = key === undefined ? ports.ids.random('evt') : eventIdOf(principal, 'put-seller-profile', said);
    const fact = command({
      id: id as EventId,
      name: profileUpdated.name,
      accountId: stored.id as AccountId,
      principal,
      now: ports.clock.now(),
      data: parts,
    });
    await untilFresh(() => take(ports, fact));
  }
  const after = await loadAccount(ports.table, stored.id);
  return accepted(after ? sellerViewOf(sellerOf(after.state)) : {});
}

const take = async (ports: Ports, fact: Fact) => {
  const stored = await survivor(ports, fact.accountId);
  return commitMoment(ports, fact, { id: stored?.id ?? fact.accountId, stored });
};

async function survivor(ports: Ports, accountId: string): Promise<StoredAccount | undefined> {
  const stored = await loadAccount(ports.table, accountId);
  return stored?.mergedInto === undefined ? stored : survivor(ports, stored.mergedInto);
}
