import { afterCall } from '../../shared/domain/outreach/after-call.ts';
import { calledAnyway } from '../../shared/domain/outreach/called-anyway.ts';
import { wishName } from '../../shared/domain/outreach/outreach.ts';
import { outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import type { CallKind, callEnded } from '../../shared/events/call-events.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { exemptWrite } from '../../shared/store/budget-store.ts';
import { loadCall } from '../../shared/store/call-store.ts';
import { loadOutreach, loadStandings } from '../../shared/store/outreach-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { armLook } from './arm-look.ts';
import { calledNow } from './budget-change.ts';
import {
  anyway,
  type CauseChange,
  causeFollows,
  causeWrites,
  itemOf,
  outreachEntry,
} from './commit-outreach.ts';

/** What calls are wished for about an outreach. */
const OURS: readonly CallKind[] = ['outreach', 'consultation'];

type Ended = Fact<DataOf<typeof callEnded>>;

/**
 * The call is over that had an outreach on its agenda: the outreach ends by how it went, and its cause pauses. An outreach
 * that lost its reason while the customer was called counts as called all the same.
 */
export async function endCall(ports: Ports, fact: Ended): Promise<Handled> {
  const handled = await untilFresh(async (): Promise<Attempt> => {
    const { table, clock, ids } = ports;
    const changes = await changesOf(ports, fact);
    if (changes.length === 0) return { answer: { done: true }, decision: 'no-outreach' };
    const follows = changes.flatMap(change => causeFollows(change, anyway(fact.accountId)));
    const ended = changes.flatMap(({ step }) => step.outreach?.id ?? []);
    const decision = 'outreach-ended';
    const entry = outreachEntry({
      ...{ cause: fact, decision, follows, now: clock.now() },
      reason: { callId: fact.data.callId, ending: fact.data.ending, outreach: ended.join(' ') },
    });
    const isCounted = changes.some(({ step }) => step.budget === 'take');
    const budget = isCounted ? [await calledNow(ports, fact.accountId)] : [];
    const answer = await table.commit({
      commitId: ids.random('cmt'),
      writes: [entry, ...changes.flatMap(causeWrites), ...changes.flatMap(countedAgain), ...budget],
    });
    return { answer, decision, detail: { account: fact.accountId } };
  });
  // What was left for after the call may be due now; also when an earlier delivery got no further than its commit.
  if (fact.data.items.some(({ kind }) => OURS.includes(kind)))
    await armLook(ports, fact.accountId, ports.clock.now());
  return handled;
}

async function changesOf({ table, clock }: Ports, { accountId, data }: Ended): Promise<CauseChange[]> {
  const items = new Map(data.items.map(item => [item.itemId, item]));
  const [standings, settings] = await Promise.all([loadStandings(table, accountId), loadSettings(table)]);
  const around = { now: clock.now(), rules: outreachRules(settings.outreach) };
  const changes = standings.map(async (standing): Promise<CauseChange[]> => {
    const { outreachId } = standing;
    const outreach = outreachId === undefined ? undefined : await loadOutreach(table, outreachId);
    const item = outreach && items.get(itemOf(wishName(outreach)));
    if (!outreach || !item) return [];
    const { version: _standing, ...stood } = standing;
    const { version: _outreach, ...said } = outreach;
    const held = { standing: stood, outreach: said };
    const over = { ending: data.ending, item };
    const step =
      outreach.state === 'ended'
        ? calledAnyway(held, { ...over, attempts: await attemptsOf(table, data.callId) }, around)
        : afterCall(held, over, around);
    const isChange = step && (outreach.state === 'ended' || step.effects.length > 0);
    return isChange ? [{ before: { standing, outreach }, step }] : [];
  });
  return (await Promise.all(changes)).flat();
}

const attemptsOf = async (table: Table, callId: string): Promise<readonly Instant[]> =>
  ((await loadCall(table, callId))?.attempts ?? []).map(({ at }) => at);

/** A call about claims that counted no more since it lost its reason. */
const countedAgain = ({ before, step: { outreach } }: CauseChange): Write[] =>
  before.outreach?.state === 'ended' && outreach?.cause === 'deadline' ? [exemptWrite(outreach, true)] : [];
