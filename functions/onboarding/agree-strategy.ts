import type { OnboardingInput } from '../../shared/contracts/onboarding-contract.ts';
import { type Seller, sellerOf } from '../../shared/domain/accounts/account.ts';
import { adviseStrategy } from '../../shared/domain/onboarding/advise-strategy.ts';
import { type Agreed, agree } from '../../shared/domain/onboarding/journey.ts';
import { command } from '../../shared/events/envelope.ts';
import type { AccountId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadOpenCalls } from '../../shared/store/call-store.ts';
import { requestId, wasDone } from '../../shared/store/done-before.ts';
import { loadJourney, type StoredJourney } from '../../shared/store/journey-store.ts';
import { accountPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { CAPABILITY, commitJourneys } from './commit-journeys.ts';
import { knownAccount, survivorOf } from './known-account.ts';

type Given = {
  readonly accountId: string;
  readonly product: string;
  readonly strategy: string;
  readonly note?: string | undefined;
  readonly principal: string;
  /** The same key is the same word. */
  readonly key?: string | undefined;
};
export type AgreeRefusal = 'not-found' | 'unknown-strategy' | 'journey-stopped';

/** Records the strategy that was agreed with the customer, mostly while they speak; the last word counts. */
export async function agreeStrategy(
  ports: Ports,
  given: Given,
): Promise<Outcome<StoredJourney, AgreeRefusal>> {
  const now = ports.clock.now();
  const subject = [given.accountId, given.product].join(' ');
  const id = requestId(ports.ids, { ...given, route: 'agree-strategy', subject });
  let answered: Outcome<StoredJourney, AgreeRefusal> = refused('not-found');
  await untilFresh(async (): Promise<Attempt> => {
    const { product, strategy, note, principal } = given;
    const account = await survivorOf(ports.table, given.accountId);
    const before = account && (await loadJourney(ports.table, account.id, product));
    if (!account || !before) return nothing;
    const place = { pk: accountPk(account.id), factId: id, capability: CAPABILITY };
    if (given.key !== undefined && (await wasDone(ports.table, place))) {
      answered = accepted(before);
      return nothing;
    }
    const known = await knownAccount(ports, account);
    const plan = known.planOf(product);
    const refusal = refusalOf(before, plan?.strategies[strategy] !== undefined);
    if (refusal) {
      answered = refusal;
      return nothing;
    }
    const advised = plan ? { advised: advisedBy(sellerOf(account.state), plan) } : {};
    const said = {
      id: strategy,
      at: now,
      by: principal,
      ...(note === undefined ? {} : { note }),
      ...(await spokenWith(ports, account.id)),
      ...advised,
    };
    const cause = command({
      ...{ id, name: 'journey.strategy-agreed', accountId: account.id as AccountId, principal, now },
      data: { product, strategy },
    });
    const changes = [{ before, held: agree(before, said) }];
    const { answer, after } = await commitJourneys(ports, {
      ...{ cause, talking: true },
      accounts: [{ known, changes }],
    });
    answered = accepted(after[0] ?? before);
    return { answer, decision: 'strategy-agreed' };
  });
  return answered;
}

/** Who is called just now, if anybody by name is. */
async function spokenWith({ table }: Ports, accountId: string): Promise<Pick<Agreed, 'contactId'>> {
  const running = (await loadOpenCalls(table, accountId)).filter(({ state }) => state === 'running');
  const [only, ...others] = running.filter(({ contactId }) => contactId !== '-');
  return only && others.length === 0 ? { contactId: only.contactId } : {};
}

/** What the agent saw advised when it was agreed on: the profile and the rules change. */
function advisedBy(seller: Seller, plan: OnboardingInput): NonNullable<Agreed['advised']> {
  const { strategy, confidence, reasons } = adviseStrategy(seller, plan);
  return { ...(strategy === undefined ? {} : { strategy }), confidence, reasons };
}

const nothing: Attempt = { answer: { done: true }, decision: 'refused' };

function refusalOf({ phase }: StoredJourney, isKnown: boolean) {
  if (!isKnown)
    return refused('unknown-strategy', {
      field: 'body.strategy',
      problem: 'The settings of this product name no such strategy.',
    });
  return phase === 'stopped'
    ? refused('journey-stopped', { problem: 'The product is cancelled.' })
    : undefined;
}
