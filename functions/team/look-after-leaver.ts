import { chooseRecipient } from '../../shared/domain/team/choose-recipient.ts';
import { command } from '../../shared/events/envelope.ts';
import { notificationReassigned } from '../../shared/events/team-events.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { journal, type TimerRow } from '../../shared/store/journal.ts';
import { accountPk, agentIdOf } from '../../shared/store/keys.ts';
import { loadMatters } from '../../shared/store/notification-store.ts';
import { loadSurvivor } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadAgent, loadRoster } from '../../shared/store/roster-store.ts';
import { handOnWork } from './hand-on.ts';
import { lookAgain, nextLook } from './look-again.ts';

/** Matters handed on at a look; a tick has a few seconds. */
const AT_ONCE = 100;

/**
 * Somebody left: what the lists did not show yet goes on now, and so does what they have open as somebody's cover. An
 * assignment that names them is refused from the moment they left, so what is theirs comes to light within seconds.
 */
export async function lookAfterLeaver(ports: Ports, timer: TimerRow): Promise<Handled> {
  const agentId = agentIdOf(timer.pk);
  const agent = await loadAgent(ports.table, agentId);
  if (!agent || agent.active) {
    await lookAgain(ports, timer);
    return { decision: 'nobody-left', detail: { agent: agentId } };
  }
  const { moved, more } = await handOnWork(ports, agentId, 'owner-left');
  const told = await handOnTold(ports, agentId, timer.epoch);
  await lookAgain(ports, timer, nextLook(timer, { moved, more, now: ports.clock.now() }));
  return { decision: 'leaver-looked-after', detail: { agent: agentId, moved, told } };
}

type Matter = { readonly accountId: string; readonly taskId?: string };

/** What they have open about accounts of others goes to the owner, or to whoever covers; without an owner it ends. */
async function handOnTold(ports: Ports, agentId: string, look: number): Promise<number> {
  const open = await loadMatters(ports.table, agentId);
  const matters = new Map(open.map(one => [`${one.accountId} ${one.taskId ?? '-'}`, one]));
  const due = [...matters.values()].slice(0, AT_ONCE);
  for (const matter of due) await handOnMatter(ports, matter, { agentId, look });
  return due.length;
}

async function handOnMatter(
  ports: Ports,
  { accountId, taskId }: Matter,
  { agentId, look }: { agentId: string; look: number },
): Promise<void> {
  const { table, clock, ids } = ports;
  const now = clock.now();
  const [ownership, agents] = await Promise.all([loadSurvivor(table, accountId), loadRoster(table)]);
  const ownerId = ownership?.state === 'owned' ? ownership.ownerId : undefined;
  if (ownerId === agentId) return;
  const owner = agents.find(({ id, active }) => active && id === ownerId);
  const next = owner && chooseRecipient({ owner, language: ownership?.language ?? 'en', agents, now });
  const fact = command({
    id: derivedId('evt', 'told-handed-on', agentId, accountId, taskId ?? '-', look),
    ...{ name: 'team.told-handed-on', accountId: accountId as AccountId, principal: 'firstcall', now },
  });
  const entry = journal({
    ...{ pk: accountPk(accountId), capability: 'team', fact, decision: 'told-handed-on', now },
    reason: { from: agentId, ...(next ? { to: next.agentId } : {}) },
    follows: [
      notificationReassigned.of({
        ...{ fromId: agentId, reason: next?.reason ?? 'handed-over' },
        ...(next ? { toId: next.agentId } : {}),
        ...(taskId === undefined ? {} : { taskId }),
      }),
    ],
  });
  await table.commit({ commitId: ids.random('cmt'), writes: [entry] });
}
