import type { JourneyView, SellerView } from '../../../shared/contracts/onboarding-contract.ts';
import type { Seller } from '../../../shared/domain/accounts/account.ts';
import { adviseStrategy } from '../../../shared/domain/onboarding/advise-strategy.ts';
import { found, type Handler, Refusal } from './mock-api.ts';
import { settings, textFor } from './mock-calls.ts';
import { at } from './mock-data.ts';
import type { MockState } from './mock-state.ts';

type MockOnboarding = {
  readonly journeys: Map<string, JourneyView>;
  readonly sellers: Map<string, SellerView>;
};

const journey = (more: Partial<JourneyView> = {}): JourneyView => ({
  ...{ product: 'repricer', phase: 'welcome-due', startedAt: at(-1_440), trialEndsAt: at(20_000) },
  next: { what: 'welcome', at: at(95), callId: 'call_welcome' },
  steps: [
    { what: 'registered', at: at(-1_440) },
    { what: 'welcome-due', at: at(-240) },
  ],
  version: 2,
  ...more,
});

const made = new WeakMap<MockState, MockOnboarding>();

function onboardingOf(state: MockState): MockOnboarding {
  const held = made.get(state);
  if (held) return held;
  const fresh: MockOnboarding = {
    journeys: new Map([['acc-0', journey()]]),
    sellers: new Map([
      [
        'acc-0',
        {
          ...{ marketplaces: ['amazon-de', 'amazon-es'], skus: 4_200, assortment: 'brands' },
          ...{ experience: { level: 'experienced', source: 'supposed' }, fields: ['garden'] },
        },
      ],
    ]),
  };
  made.set(state, fresh);
  return fresh;
}

const plan = found(settings.onboarding?.['repricer'], 'plan');

function adviceFor(state: MockState, seller: SellerView, agentId: string) {
  const textIn = textFor(state, agentId);
  const nameOf = (id: string) => textIn(plan.strategies[id]?.name ?? {});
  const { strategy, how, confidence, reasons, missing, otherwise } = adviseStrategy(seller as Seller, plan);
  return {
    ...(strategy
      ? { strategy, name: nameOf(strategy), says: textIn(plan.strategies[strategy]?.says ?? {}) }
      : {}),
    ...(how ? { how } : {}),
    ...{ confidence, reasons, missing },
    otherwise: otherwise.map(one => ({ ...one, name: nameOf(one.strategy) })),
  };
}

/** What the API answers about onboarding, by the ids of its routes. */
export const onboardingHandlers: Readonly<Record<string, Handler>> = {
  'get-onboarding': ({ params, agentId }, state) => {
    const id = params['accountId'] ?? '';
    const { journeys, sellers } = onboardingOf(state);
    const seller = sellers.get(id) ?? {};
    const textIn = textFor(state, agentId);
    const held = journeys.get(id);
    return {
      ...{ journeys: held ? [held] : [], profile: seller },
      advice: { repricer: adviceFor(state, seller, agentId) },
      strategies: {
        repricer: Object.entries(plan.strategies).map(([one, { name }]) => ({ id: one, name: textIn(name) })),
      },
    };
  },
  'put-seller-profile': ({ params, body }, state) => {
    const { sellers } = onboardingOf(state);
    const id = params['accountId'] ?? '';
    sellers.set(id, { ...sellers.get(id), ...(body as SellerView) });
    return sellers.get(id);
  },
  'agree-strategy': ({ params, body, agentId }, state) => {
    const { journeys } = onboardingOf(state);
    const id = params['accountId'] ?? '';
    const { strategy, note } = body as { strategy: string; note?: string };
    const held = found(journeys.get(id), 'journey');
    if (!plan.strategies[strategy])
      throw new Refusal(422, 'unknown strategy', { refusal: 'unknown-strategy' });
    const name = textFor(state, agentId)(plan.strategies[strategy]?.name ?? {});
    const { strategy: advisedId, name: advisedName, confidence, reasons } = adviceFor(state, {}, agentId);
    const advised = {
      ...(advisedId ? { strategy: advisedId, name: advisedName ?? advisedId } : {}),
      ...{ confidence, reasons: [...reasons] },
    };
    const agreed = {
      ...{ id: strategy, name, agreedAt: at(state.minute), by: agentId, advised },
      ...(note ? { note } : {}),
    };
    journeys.set(id, { ...held, strategy: agreed, phase: 'strategy-agreed', version: held.version + 1 });
    return journeys.get(id);
  },
  'start-journey': ({ params }, state) => {
    const { journeys } = onboardingOf(state);
    const id = params['accountId'] ?? '';
    journeys.set(id, journey({ steps: [{ what: 'welcome-due', at: at(state.minute) }], version: 1 }));
    return journeys.get(id);
  },
};
