import { resolve } from '../../shared/domain/notifications/escalation.ts';
import type { DataOf } from '../../shared/events/define-event.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { escalationEnded } from '../../shared/events/escalation-events.ts';
import { endedUnstarted, loadRun, runWrites } from '../../shared/store/escalation-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { escalationPk } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { CAPABILITY } from './capability.ts';
import { changedOf } from './commit-run.ts';

/**
 * The subject is solved: the chain stops, whoever has it, and what was told of it is settled by `escalation.changed`.
 * One that ends before it was wanted is written down as ended, so that it never starts.
 */
export const stopEscalation = (ports: Ports, fact: Fact<DataOf<typeof escalationEnded>>): Promise<Handled> =>
  untilFresh(async () => {
    const { table, clock, ids } = ports;
    const { escalationId, why } = fact.data;
    const now = clock.now();
    const before = await loadRun(table, escalationId);
    const after = before && resolve(before, now);
    const news = before && after && after !== before;
    const entry = journal({
      pk: escalationPk(escalationId),
      capability: CAPABILITY,
      fact,
      decision: 'escalation-ended',
      reason: { why },
      follows: news ? [changedOf(after, before)] : [],
      now,
    });
    const ended = before ? [] : [endedUnstarted(escalationId, now)];
    const writes = [entry, ...(news ? runWrites(before, after, now) : ended)];
    const answer = await table.commit({ commitId: ids.random('cmt'), writes });
    return { answer, decision: 'escalation-ended', detail: { escalation: escalationId, why } };
  });
