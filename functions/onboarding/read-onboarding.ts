import type {
  AdviceView,
  OnboardingInput,
  OnboardingView,
} from '../../shared/contracts/onboarding-contract.ts';
import { type Seller, sellerOf } from '../../shared/domain/accounts/account.ts';
import { adviseStrategy } from '../../shared/domain/onboarding/advise-strategy.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { sellerViewOf } from '../../shared/store/account-view.ts';
import { loadJourneys } from '../../shared/store/journey-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { journeyViews, nameOf, type Reading, textsFor } from './journey-view.ts';
import { knownAccount, survivorOf } from './known-account.ts';

/** The journeys of an account, what is known of the seller, and for each of its products the strategy that is advised. */
export async function readOnboarding(
  ports: Ports,
  { accountId, agentId }: { readonly accountId: string; readonly agentId: string },
): Promise<Outcome<OnboardingView, 'not-found'>> {
  const account = await survivorOf(ports.table, accountId);
  if (!account) return refused('not-found');
  const [known, journeys, textIn] = await Promise.all([
    knownAccount(ports, account),
    loadJourneys(ports.table, account.id),
    textsFor(ports, agentId),
  ]);
  const seller = sellerOf(account.state);
  const products = [
    ...new Set([...Object.keys(account.state.products), ...journeys.map(({ product }) => product)]),
  ];
  const plans = products.flatMap(product => {
    const plan = known.planOf(product);
    return plan ? [[product, plan] as const] : [];
  });
  return accepted({
    journeys: await journeyViews(ports, journeys, { known, textIn }),
    profile: sellerViewOf(seller),
    advice: Object.fromEntries(plans.map(([product, plan]) => [product, adviceView(seller, plan, textIn)])),
    // A product without strategies is named too: its onboarding can be started when the customer asks.
    strategies: Object.fromEntries(
      products.map(product => {
        const plan = known.planOf(product);
        const ids = Object.keys(plan?.strategies ?? {});
        return [product, ids.map(id => ({ id, name: nameOf(id, { plan, textIn }) }))];
      }),
    ),
  });
}

function adviceView(seller: Seller, plan: OnboardingInput, textIn: Reading['textIn']): AdviceView {
  const { strategy, how, confidence, reasons, missing, otherwise } = adviseStrategy(seller, plan);
  const says = strategy === undefined ? undefined : plan.strategies[strategy]?.says;
  return {
    ...(strategy === undefined ? {} : { strategy, name: nameOf(strategy, { plan, textIn }) }),
    ...(says ? { says: textIn(says) } : {}),
    ...(how === undefined ? {} : { how }),
    confidence,
    reasons: [...reasons],
    missing: [...missing],
    otherwise: otherwise.map(one => ({ ...one, name: nameOf(one.strategy, { plan, textIn }) })),
  };
}
