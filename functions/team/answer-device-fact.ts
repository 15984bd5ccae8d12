import { isOpenCase } from '../../shared/domain/devices/device-case.ts';
import * as device from '../../shared/events/device-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { taskDone } from '../../shared/events/team-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { loadCase } from '../../shared/store/case-store.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadTask, taskWrites } from '../../shared/store/task-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { commitDecision, recipientsOf, taskFor, wanted } from './device-tellings.ts';
import { refillDepot } from './refill-depot.ts';

/** What the team does about device cases and depots: who hears of it now, and who has the task. */
export async function answerDeviceFact(ports: Ports, fact: Fact): Promise<Handled | undefined> {
  if (device.caseOpened.is(fact) || device.caseReopened.is(fact))
    return untilFresh(() => takeOnCase(ports, fact, fact.data));
  if (device.caseSettled.is(fact)) return untilFresh(() => settleCase(ports, fact, fact.data.caseId));
  if (device.slaWarned.is(fact)) return untilFresh(() => warn(ports, fact));
  if (device.replenishmentWanted.is(fact)) return untilFresh(() => refillDepot(ports, fact));
  return undefined;
}

const caseTaskId = (caseId: string) => derivedId('tsk', caseId, 'device-case');

async function takeOnCase(
  ports: Ports,
  fact: Fact,
  { caseId, language, dueAt }: { caseId: string; language: string; dueAt?: number | undefined },
): Promise<Attempt> {
  // The bus keeps no order: a case that is settled by now needs nobody, one that is open again keeps its task.
  const held = await loadCase(ports.table, caseId);
  if (held && !isOpenCase(held))
    return commitDecision(ports, fact, { decision: 'settled-before', follows: [] });
  const ownership = await loadOwnership(ports.table, fact.accountId);
  const due = dueAt ?? fact.occurredAt + DAY;
  const { told, ownerId, holder, checks } = await recipientsOf(ports, ownership, due);
  const subject = { subjectKind: 'device-case', subjectId: caseId } as const;
  const task = await taskFor(ports.table, {
    ...{ id: caseTaskId(caseId), kind: 'device-case', accountId: fact.accountId, language, ...subject },
    ...{ holder, ownership, checks, dueAt: due },
    openedAt: ports.clock.now(),
    reason: holder === undefined ? 'no-owner' : holder.lentBy === undefined ? 'owner' : 'cover',
  });
  const notice = { kind: 'device-case-opened', language, subject, taskId: task.id, dueAt } as const;
  return commitDecision(ports, fact, {
    decision: 'case-taken-on',
    reason: { caseId, ...(ownerId === undefined ? {} : { owner: ownerId }) },
    follows: [task.opened, ...told.map(one => wanted(one, ownerId, notice))],
    writes: task.writes,
  });
}

/** The case is settled: so is its task, whoever has it, and with it what was told about it. */
async function settleCase(ports: Ports, fact: Fact, caseId: string): Promise<Attempt> {
  const held = await loadCase(ports.table, caseId);
  if (held && isOpenCase(held)) return commitDecision(ports, fact, { decision: 'open-again', follows: [] });
  const task = await loadTask(ports.table, caseTaskId(caseId));
  if (task?.state !== 'open') return commitDecision(ports, fact, { decision: 'no-open-task', follows: [] });
  return commitDecision(ports, fact, {
    decision: 'case-settled',
    reason: { caseId, taskId: task.id },
    follows: [taskDone.of({ taskId: task.id, kind: task.kind, agentId: task.agentId ?? '-' })],
    writes: taskWrites({ ...task, state: 'done', doneAt: ports.clock.now() }, task),
  });
}

/** A warning goes to the owner or the cover; one that is overtaken by a breach or a handover goes to nobody. */
async function warn(ports: Ports, fact: Fact): Promise<Attempt> {
  if (!device.slaWarned.is(fact)) throw new TypeError('not a warning');
  const { caseId, target, threshold, language, dueAt, overtaken } = fact.data;
  const reason = { caseId, target, threshold };
  const held = await loadCase(ports.table, caseId);
  if (overtaken || (held && !isOpenCase(held)))
    return commitDecision(ports, fact, { decision: 'overtaken', reason, follows: [] });
  const { told, ownerId } = await recipientsOf(ports, await loadOwnership(ports.table, fact.accountId));
  const subject = { subjectKind: 'device-case', subjectId: caseId } as const;
  const notice = {
    kind: 'device-warned',
    language,
    subject,
    taskId: caseTaskId(caseId),
    dueAt,
    threshold,
  } as const;
  return commitDecision(ports, fact, {
    decision: 'warned',
    reason,
    follows: told.map(one => wanted(one, ownerId, notice)),
  });
}
