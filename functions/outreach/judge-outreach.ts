import { adjustSensitivity } from '../../shared/domain/outreach/burst-detector.ts';
import { command } from '../../shared/events/envelope.ts';
import { outreachChanged } from '../../shared/events/outreach-events.ts';
import type { AccountId, EventId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { burstWrite, loadBurstRow } from '../../shared/store/damage-store.ts';
import { loadOutreach, outreachWrite, type StoredOutreach } from '../../shared/store/outreach-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Write } from '../../shared/store/table.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { outreachEntry } from './commit-outreach.ts';

type Judgement = {
  readonly outreachId: string;
  readonly useful: boolean;
  readonly note?: string | undefined;
  readonly agentId: string;
};

/**
 * Somebody says whether a signal was useful. Bursts of the account are found a step more or less readily from then on;
 * whoever thinks otherwise later takes that step back. Said again it changes nothing.
 */
export async function judgeOutreach(
  ports: Ports,
  judgement: Judgement,
): Promise<Outcome<StoredOutreach, 'not-found'>> {
  let after: StoredOutreach | undefined;
  const id = ports.ids.random('evt') as EventId;
  await untilFresh(async (): Promise<Attempt> => {
    after = await loadOutreach(ports.table, judgement.outreachId);
    if (!after) return { answer: { done: true }, decision: 'not-found' };
    const before = after.feedback;
    if (before && before.useful === judgement.useful && before.note === judgement.note)
      return { answer: { done: true }, decision: 'said-before' };
    const { writes, outreach } = await judged(ports, after, { ...judgement, id });
    after = outreach;
    const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
    return { answer, decision: 'outreach-judged' };
  });
  return after ? accepted(after) : refused('not-found');
}

async function judged(
  ports: Ports,
  held: StoredOutreach,
  { id, useful, note, agentId }: Judgement & { readonly id: EventId },
): Promise<{ writes: Write[]; outreach: StoredOutreach }> {
  const now = ports.clock.now();
  const { version, ...said } = held;
  const feedback = { useful, by: agentId, at: now, ...(note === undefined ? {} : { note }) };
  const outreach = { ...said, feedback, updatedAt: now };
  const { cause, accountId } = held;
  const entry = outreachEntry({
    cause: command({
      ...{ id, name: 'outreach.judged', accountId: accountId as AccountId, principal: agentId, now },
    }),
    ...{ decision: 'outreach-judged', reason: { outreachId: held.id, useful: String(useful) }, now },
    follows: [outreachChanged.of({ outreachId: held.id, cause, outreachVersion: version + 1 })],
  });
  const changes = held.feedback?.useful !== useful;
  const row = cause === 'burst' && changes ? await loadBurstRow(ports.table, accountId) : undefined;
  return {
    outreach: { ...outreach, version: version + 1 },
    writes: [
      ...[entry, outreachWrite(outreach, version)],
      ...(row ? [burstWrite(accountId, { ...row, sensitivity: moved(row.sensitivity, held, useful) })] : []),
    ],
  };
}

/** One step, from where it stood before what is taken back. */
function moved(sensitivity: number, { feedback }: StoredOutreach, useful: boolean): number {
  const taken = feedback === undefined ? 0 : adjustSensitivity(0, feedback.useful);
  return adjustSensitivity(sensitivity - taken, useful);
}
