import { productStatus } from '../../shared/domain/accounts/account.ts';
import { newJourney } from '../../shared/domain/onboarding/journey.ts';
import { command } from '../../shared/events/envelope.ts';
import type { AccountId, EventId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadJourney, type StoredJourney } from '../../shared/store/journey-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { commitJourneys } from './commit-journeys.ts';
import { knownAccount, survivorOf } from './known-account.ts';

type Given = { readonly accountId: string; readonly product: string; readonly principal: string };
export type StartRefusal = 'not-found' | 'unknown-product' | 'journey-stopped';

/** Starts the onboarding of a product because the customer asked for it; one that there is already stays as it is. */
export async function startJourney(
  ports: Ports,
  { accountId, product, principal }: Given,
): Promise<Outcome<StoredJourney, StartRefusal>> {
  const now = ports.clock.now();
  const id = ports.ids.random('evt') as EventId;
  let answered: Outcome<StoredJourney, StartRefusal> = refused('not-found');
  await untilFresh(async (): Promise<Attempt> => {
    const account = await survivorOf(ports.table, accountId);
    if (!account) return nothing;
    const parts = account.state.products[product];
    const before = await loadJourney(ports.table, account.id, product);
    if (before || !parts || productStatus(parts) === 'cancelled') {
      answered = before ? accepted(before) : refusalOf(parts !== undefined);
      return nothing;
    }
    const known = await knownAccount(ports, account);
    const held = { ...newJourney({ accountId: account.id, product, startedAt: now }), askedAt: now };
    const { answer, after } = await commitJourneys(ports, {
      cause: command({
        ...{ id, name: 'journey.started', accountId: account.id as AccountId, principal, now },
        data: { product },
      }),
      accounts: [{ known, changes: [{ before: undefined, held }] }],
    });
    if (after[0]) answered = accepted(after[0]);
    return { answer, decision: 'started' };
  });
  return answered;
}

const nothing: Attempt = { answer: { done: true }, decision: 'nothing-to-start' };

const refusalOf = (hasProduct: boolean): Outcome<never, StartRefusal> =>
  hasProduct
    ? refused('journey-stopped', { problem: 'The product is cancelled.' })
    : refused('unknown-product', { problem: 'The account does not have this product.' });
