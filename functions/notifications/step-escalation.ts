import { advance } from '../../shared/domain/notifications/advance-escalation.ts';
import { remind } from '../../shared/domain/notifications/escalation.ts';
import { wakeRun } from '../../shared/domain/notifications/escalation-snooze.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { loadRun } from '../../shared/store/escalation-store.ts';
import { finish } from '../../shared/store/journal.ts';
import { escalationIdOf } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { readTimer } from '../../shared/store/timer-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { commitRun } from './commit-run.ts';
import { loadDuty } from './load-duty.ts';
import { tickFact } from './tick-fact.ts';

/**
 * Takes an escalation on from where it stands: the step that is due, or, when nobody confirmed in time, the one after
 * the last; a snooze that is over lets the chain begin anew. The run is read again; a timer that belongs to another version of it goes without doing anything, and
 * whoever changes the run between reading and commit makes this decide again.
 */
export const stepEscalation = (ports: Ports, tick: Tick): Promise<Handled> =>
  untilFresh(async (): Promise<Attempt> => {
    const { table, ids } = ports;
    const read = await readTimer(ports, tick);
    if (!read.ok) return { answer: { done: true }, decision: read.refusal };
    const timer = read.value;
    const before = await loadRun(table, escalationIdOf(timer.pk));
    const duty = before?.version === timer.epoch ? await loadDuty(ports, before) : undefined;
    const moved = before && duty && advance(wakeRun(remind(before, duty.now), duty.now), duty);
    if (!moved || moved.run === before) {
      const answer = await table.commit({ commitId: ids.random('cmt'), writes: [finish(timer)] });
      return { answer, decision: 'not-needed', detail: { escalation: escalationIdOf(timer.pk) } };
    }
    const cause = tickFact(before, timer, duty.now);
    const decision = before.state === 'running' ? 'escalation-stepped' : 'escalation-resumed';
    return commitRun(ports, { before, moved, cause, decision, ownerId: duty.ownerId });
  });
