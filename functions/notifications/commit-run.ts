import type { Advance } from '../../shared/domain/notifications/advance-escalation.ts';
import type { Run } from '../../shared/domain/notifications/escalation.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import { escalationChanged } from '../../shared/events/escalation-events.ts';
import { notificationWanted } from '../../shared/events/team-events.ts';
import { runWrites, type StoredRun } from '../../shared/store/escalation-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { escalationPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';
import { CAPABILITY } from './capability.ts';

/** Commits a run as it was decided on: its row and timers, its journal row, who is to be told, and that it changed. */
export async function commitRun(
  { table, clock, ids }: Ports,
  given: {
    before: StoredRun | undefined;
    moved: Advance;
    cause: Fact;
    /** When nothing rings. */
    decision: string;
    ownerId?: string | undefined;
  },
): Promise<Attempt> {
  const { before, moved, cause, ownerId } = given;
  const { run, tell, alarms } = moved;
  const decision = alarms.at(-1) ?? given.decision;
  const now = clock.now();
  const entry = journal({
    pk: escalationPk(run.id),
    capability: CAPABILITY,
    fact: cause,
    decision,
    reason: { step: run.step, cycle: run.cycle, told: tell.map(({ agentId }) => agentId), alarms },
    follows: [...tell.map(one => wantedOf(run, one, ownerId)), changedOf(run, before)],
    now,
  });
  const writes = [entry, ...runWrites(before, run, now)];
  return {
    answer: await table.commit({ commitId: ids.random('cmt'), writes }),
    decision,
    detail: { escalation: run.id, step: run.step, told: tell.length },
  };
}

function wantedOf(run: Run, told: Advance['tell'][number], ownerId: string | undefined): Follow {
  const { id, kind, language, product, fixBy, subjectKind, subjectId } = run;
  return notificationWanted.of({
    ...{ recipientId: told.agentId, reason: told.reason, kind, language },
    ...{ subjectKind, subjectId, escalationId: id },
    ...(product === undefined ? {} : { product }),
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(fixBy === undefined ? {} : { dueAt: fixBy }),
    ...(told.wake ? { critical: true } : {}),
  });
}

/** That the run is in its new state, with the version it gets. */
export function changedOf(run: Run, before: StoredRun | undefined): Follow {
  const { id, subjectKind, subjectId, state, acknowledgedBy } = run;
  return escalationChanged.of({
    ...{ escalationId: id, subjectKind, subjectId, state },
    ...(acknowledgedBy === undefined ? {} : { acknowledgedBy }),
    escalationVersion: (before?.version ?? 0) + 1,
  });
}
