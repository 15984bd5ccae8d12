import * as contract from '../../shared/contracts/callbacks-contract.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { answer, type Reply } from '../../shared/runtime/http.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { giveFeedback } from './give-feedback.ts';
import { readFeedback } from './read-feedback.ts';

const replied = async (answered: Promise<Outcome<unknown, string>>): Promise<Outcome<Reply, string>> => {
  const outcome = await answered;
  return outcome.ok ? accepted({ body: outcome.value }) : outcome;
};

/** Which use case answers the holder of a feedback link. */
export const feedbackRoutes = (ports: Ports) => [
  answer(contract.getFeedback, call => replied(readFeedback(ports, call.principal))),
  answer(contract.giveFeedback, call => replied(giveFeedback(ports, call.principal, call.body))),
];
