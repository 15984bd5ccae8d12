import { isByImport } from '../../shared/domain/accounts/imported.ts';
import { hear, newJourney } from '../../shared/domain/onboarding/journey.ts';
import { accountChanged, accountMerged, type Moment } from '../../shared/events/account-events.ts';
import { callEnded } from '../../shared/events/call-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { loadJourneys, type StoredJourney } from '../../shared/store/journey-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { commitJourneys, type JourneyChange } from './commit-journeys.ts';
import { joinJourneys } from './join-journeys.ts';
import { type KnownAccount, knownAccount, survivorOf } from './known-account.ts';

/** What the onboarding does about a fact: each journey of the account is worked out anew, and a new product may start one. */
export async function answerFact(ports: Ports, fact: Fact): Promise<Handled> {
  if (accountMerged.is(fact)) return untilFresh(() => joinJourneys(ports, fact, fact.data.into));
  if (accountChanged.is(fact)) {
    const { moment, product } = fact.data;
    return untilFresh(() =>
      workOut(ports, fact, (held, known) => [...held, ...begun(fact, { held, known, moment, product })]),
    );
  }
  if (callEnded.is(fact)) {
    const { ending, items } = fact.data;
    return untilFresh(() =>
      workOut(ports, fact, held => {
        // An item that names no product can only be about the one journey there is.
        const only = held.length === 1 ? held[0]?.before?.product : undefined;
        const named = items.map(item => ({ ...item, product: item.product ?? only }));
        return held.map(({ before, held: journey }) => ({
          before,
          held: hear(journey, { ending, items: named, at: fact.occurredAt }),
        }));
      }),
    );
  }
  return { decision: 'not-ours' };
}

type Change = (held: readonly JourneyChange[], known: KnownAccount) => readonly JourneyChange[];

async function workOut(ports: Ports, fact: Fact, change: Change): Promise<Attempt> {
  const account = await survivorOf(ports.table, fact.accountId);
  if (!account) return { answer: { done: true }, decision: 'no-such-account' };
  const [known, held] = await Promise.all([
    knownAccount(ports, account),
    loadJourneys(ports.table, account.id),
  ]);
  const changes = change(held.map(asHeld), known);
  const { answer, decision } = await commitJourneys(ports, { cause: fact, accounts: [{ known, changes }] });
  return { answer, decision, detail: { account: account.id } };
}

const asHeld = (before: StoredJourney): JourneyChange => ({ before, held: before });

/** Moments by which a product begins for a customer. */
const BEGINS: readonly Moment[] = ['signed-up', 'registration-completed', 'trial-started', 'product-added'];

/** A live beginning of a product with an onboarding; what an import told of has been the customer's for long. */
function begun(
  fact: Fact,
  given: {
    readonly held: readonly JourneyChange[];
    readonly known: KnownAccount;
    readonly moment: Moment;
    readonly product: string | undefined;
  },
): JourneyChange[] {
  const { held, known, moment, product } = given;
  if (product === undefined || fact.origin === 'backfill' || !BEGINS.includes(moment)) return [];
  if (!known.planOf(product) || held.some(({ before }) => before?.product === product)) return [];
  const parts = known.state.products[product];
  if (!parts || isByImport(parts.since) || isByImport(parts.completed)) return [];
  const startedAt = fact.occurredAt;
  return [{ before: undefined, held: newJourney({ accountId: known.id, product, startedAt }) }];
}
