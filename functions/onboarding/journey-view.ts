import type { JourneyView, OnboardingInput, WordsIn } from '../../shared/contracts/onboarding-contract.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import type { Agreed, JourneyKind } from '../../shared/domain/onboarding/journey.ts';
import { supportOf } from '../../shared/domain/onboarding/journey-support.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { callIdOfItem, loadOpenCalls } from '../../shared/store/call-store.ts';
import type { StoredJourney } from '../../shared/store/journey-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { type KnownAccount, knownAccount, survivorOf } from './known-account.ts';

/** Texts in the reader's own language first, then in the company's in their order. */
export async function textsFor({ table }: Ports, agentId: string): Promise<(words: WordsIn) => string> {
  const [agent, { company }] = await Promise.all([loadAgent(table, agentId), loadSettings(table)]);
  const languages = [...(agent?.languages ?? []).slice(0, 1), ...company.languages];
  return words =>
    languages.flatMap(one => words[one] ?? words[one.split('-')[0] ?? one] ?? []).at(0) ??
    Object.values(words)[0] ??
    '';
}

export type Reading = {
  readonly known: Pick<KnownAccount, 'state' | 'planOf'>;
  readonly textIn: (words: WordsIn) => string;
};

/** The name of a strategy for the reader; one that the settings have no longer goes by its id. */
export const nameOf = (
  id: string,
  { plan, textIn }: { readonly plan: OnboardingInput | undefined; readonly textIn: Reading['textIn'] },
): string => {
  const strategy = plan?.strategies[id];
  return strategy ? textIn(strategy.name) : id;
};

/** Journeys as the console shows them, with the call that comes next. */
export async function journeyViews(
  { table }: Ports,
  journeys: readonly StoredJourney[],
  { known, textIn }: Reading,
): Promise<JourneyView[]> {
  return inParallel(journeys, 4, async journey => {
    const { product, phase, strategy, version } = journey;
    const parts = known.state.products[product];
    const name = strategy && nameOf(strategy.id, { plan: known.planOf(product), textIn });
    const next = await nextOf(table, journey);
    const support = supportOf(journey)?.is;
    const stop = journey.steps.findLast(({ what }) => what === 'stopped');
    return {
      ...{ product, phase, version, startedAt: formatInstant(journey.startedAt) },
      ...(parts?.trialEndsAt ? { trialEndsAt: formatInstant(parts.trialEndsAt.value) } : {}),
      ...(next ? { next } : {}),
      ...(support ? { support } : {}),
      ...(strategy && name !== undefined
        ? { strategy: strategyView(strategy, { name, plan: known.planOf(product), textIn }) }
        : {}),
      ...(phase === 'stopped' && stop
        ? { stopped: { at: formatInstant(stop.at), why: journey.mergedInto ? 'merged' : 'cancelled' } }
        : {}),
      steps: journey.steps.map(step => ({ ...step, at: formatInstant(step.at) })),
    };
  });
}

type Named = Parameters<typeof nameOf>[1] & { readonly name: string };

/** What was agreed on, with what was advised at that moment, under the names that the strategies have now. */
function strategyView(
  { id, at, by, note, advised }: Agreed,
  { name, ...named }: Named,
): NonNullable<JourneyView['strategy']> {
  const agreed = { id, name, by, agreedAt: formatInstant(at), ...(note === undefined ? {} : { note }) };
  if (!advised) return agreed;
  const { strategy, confidence, reasons } = advised;
  const of = strategy === undefined ? {} : { strategy, name: nameOf(strategy, named) };
  return { ...agreed, advised: { ...of, confidence, reasons: reasons.map(one => ({ ...one })) } };
}

/** A journey alone, for the one who changed it. */
export async function journeyViewOf(
  ports: Ports,
  journey: StoredJourney,
  agentId: string,
): Promise<JourneyView> {
  const account = await survivorOf(ports.table, journey.accountId);
  const known = account
    ? await knownAccount(ports, account)
    : { state: { profile: {}, products: {} }, planOf: () => undefined };
  const [view] = await journeyViews(ports, [journey], { known, textIn: await textsFor(ports, agentId) });
  return view as JourneyView;
}

/** What comes next: the call that is due first, the one that is booked, or the day that the clock waits for. */
async function nextOf(table: Ports['table'], journey: StoredJourney): Promise<JourneyView['next']> {
  const [wish] = journey.wishes.filter(({ state }) => state === 'open').sort((a, b) => a.dueAt - b.dueAt);
  if (wish) {
    const callId = await callIdOfItem(table, wish.itemId);
    return { what: wish.kind, at: formatInstant(wish.dueAt), ...(callId === undefined ? {} : { callId }) };
  }
  if (journey.phase === 'session-booked' || journey.phase === 'session-due') {
    const calls = await loadOpenCalls(table, journey.accountId);
    const call = calls.find(one => isAbout(one, 'session', journey.product));
    if (!call) return { what: 'session' };
    return { what: 'session', at: formatInstant(call.booking?.from ?? call.dueAt), callId: call.id };
  }
  if (journey.phase === 'registered') return { what: 'registration' };
  const { lookAt } = journey;
  return lookAt === undefined ? undefined : { what: 'trial-end', at: formatInstant(lookAt) };
}

const isAbout = ({ agenda }: Call, kind: JourneyKind, product: string): boolean =>
  agenda.some(item => item.kind === kind && (item.product ?? product) === product);
