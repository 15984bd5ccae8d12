import * as contract from '../../shared/contracts/onboarding-contract.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { answer, type Call, type Reply } from '../../shared/runtime/http.ts';
import type { StoredJourney } from '../../shared/store/journey-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { agreeStrategy } from './agree-strategy.ts';
import { journeyViewOf } from './journey-view.ts';
import { readOnboarding } from './read-onboarding.ts';
import { startJourney } from './start-journey.ts';

const who = ({ principal }: Call): string => (principal.kind === 'nobody' ? '-' : principal.id);
const part = (call: Call, name: string): string => call.params[name] ?? '';

/** Which use case answers which route of the onboarding. */
export const onboardingRoutes = (ports: Ports) => {
  const shown = async (
    changed: Promise<Outcome<StoredJourney, string>>,
    agentId: string,
  ): Promise<Outcome<Reply, string>> => {
    const outcome = await changed;
    return outcome.ok ? accepted({ body: await journeyViewOf(ports, outcome.value, agentId) }) : outcome;
  };
  return [
    answer(contract.getOnboarding, async call => {
      const read = await readOnboarding(ports, { accountId: part(call, 'accountId'), agentId: who(call) });
      return read.ok ? accepted({ body: read.value }) : read;
    }),
    answer(contract.agreeStrategy, call => {
      const { strategy, note } = call.body;
      const path = { accountId: part(call, 'accountId'), product: part(call, 'product') };
      const said = { strategy, note, principal: who(call), key: call.headers['idempotency-key'] };
      return shown(agreeStrategy(ports, { ...path, ...said }), who(call));
    }),
    answer(contract.startJourney, call => {
      const path = { accountId: part(call, 'accountId'), product: part(call, 'product') };
      return shown(startJourney(ports, { ...path, principal: who(call) }), who(call));
    }),
  ];
};
