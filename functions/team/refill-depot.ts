import { replenishmentWanted } from '../../shared/events/device-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadDepot } from '../../shared/store/promise-store.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';
import { commitDecision, recipientsOf, taskFor, wanted } from './device-tellings.ts';

/** Somebody refills the depot: the owner of the client in whose building it is, or whoever takes it from the queue. */
export async function refillDepot(ports: Ports, fact: Fact): Promise<Attempt> {
  if (!replenishmentWanted.is(fact)) throw new TypeError('not a replenishment');
  const { depotId, model, kind } = fact.data;
  const depot = await loadDepot(ports.table, depotId);
  const ownership =
    depot?.accountId === undefined ? undefined : await loadOwnership(ports.table, depot.accountId);
  const dueAt = ports.clock.now() + DAY;
  const { told, ownerId, holder, checks } = await recipientsOf(ports, ownership, dueAt);
  const subject = { subjectKind: 'depot', subjectId: depotId } as const;
  const language = ownership?.language ?? 'en';
  const task = await taskFor(ports.table, {
    ...{
      id: derivedId('tsk', 'replenish', depotId, model, kind, fact.data.promise ?? '-'),
      kind: 'replenish-stock',
      language,
      ...subject,
    },
    accountId: depot?.accountId ?? fact.accountId,
    ...{ holder, ownership, checks, dueAt },
    product: model,
    openedAt: ports.clock.now(),
    reason: kind,
  });
  const notice = { kind: 'replenish-stock', language, subject, taskId: task.id } as const;
  return commitDecision(ports, fact, {
    decision: 'replenishment-taken-on',
    reason: { depotId, model, kind },
    follows: [task.opened, ...told.map(one => wanted(one, ownerId, notice))],
    writes: task.writes,
  });
}
