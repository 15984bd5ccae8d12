import * as account from '../../../shared/events/account-events.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import type { By } from '../api.ts';
import type { Tale } from '../tale.ts';
import { aCustomer, telephone } from './telephone.ts';
import { keyed } from './the-client.ts';

const SHOP = 'azulejos';
const lead = { staff: 'anna', roles: ['agent', 'lead'] } as const;
const product = 'repricer';

/** From the sign-up to the end of the trial: not reached at first, then an appointment, a strategy and the last call. */
export async function aTrial(tale: Tale): Promise<void> {
  const { ask, fact, pass, world } = tale;
  const { act, callOf, goTo } = telephone(tale);
  const trialEnds = world.clock.now() + 4 * DAY;
  await aCustomer(tale, SHOP, product);
  fact(account.registrationCompleted.of({ product }), SHOP);
  fact(account.trialStarted.of({ product, endsAt: formatInstant(trialEnds) }), SHOP);
  await world.settle();
  await goTo(Number(callOf(SHOP)['readyAt']) + MINUTE);
  const owner: By = { staff: String(callOf(SHOP)['agentId']) };
  await act(owner, callOf(SHOP), { do: 'start' });
  await act(owner, callOf(SHOP), { do: 'end', outcome: 'no-answer' });
  await goTo(Number(callOf(SHOP)['readyAt']) + MINUTE);
  await act(owner, callOf(SHOP), { do: 'start' });
  const itemsOf = () => callOf(SHOP)['agenda'] as { id: string; kind: string }[];
  const results = (result: string) => itemsOf().map(({ id: itemId }) => ({ itemId, result }));
  const next = { do: 'book', kind: 'session', from: '2026-11-24T14:00:00Z' };
  const end = { do: 'end', outcome: 'reached' };
  await act(owner, callOf(SHOP), { ...end, results: results('appointment'), next });
  await goTo(Date.parse(next.from));
  const profile = { assortment: 'brands', experience: { level: 'new', source: 'said' }, skus: 40 };
  const about = { by: owner, params: { accountId: SHOP, product } } as const;
  await ask('put-seller-profile', { ...about, body: profile, ...keyed('profile-1') });
  await act(owner, callOf(SHOP), { do: 'start' });
  await ask('agree-strategy', { ...about, body: { strategy: 'buy-box' }, ...keyed('agree-1') });
  await act(owner, callOf(SHOP), { ...end, results: results('done') });
  await goTo(trialEnds - 2 * HOUR);
  await pass(2 * HOUR);
}

/** A cancellation takes the calls away that only the onboarding wanted; a product without one gets one when asked. */
export async function aCancellation(tale: Tale): Promise<void> {
  const { ask, fact, pass, world } = tale;
  await aCustomer(tale, SHOP, product);
  fact(account.registrationCompleted.of({ product }), SHOP);
  await pass(MINUTE);
  const effectiveAt = formatInstant(world.clock.now() + 30 * DAY);
  fact(account.cancelled.of({ product, effectiveAt }), SHOP);
  await pass(MINUTE);
  fact(account.cancellationWithdrawn.of({ product }), SHOP);
  await pass(MINUTE);
  await aCustomer(tale, 'tejas', 'lost-and-found');
  const starting = { by: lead, params: { accountId: 'tejas', product } } as const;
  fact(account.productAdded.of({ product: 'repricer' }), 'tejas', world.clock.now());
  await pass(MINUTE);
  await ask('start-journey', { ...starting, body: {}, ...keyed('start-1') });
  const merge = { into: 'tejas', reason: 'the same shop' };
  await ask('merge-accounts', { by: lead, params: { accountId: SHOP }, body: merge });
  await pass(MINUTE);
}
