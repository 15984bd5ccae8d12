import { chooseRecipient } from '../../shared/domain/team/choose-recipient.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import {
  type NoticeKind,
  notificationWanted,
  type RecipientReason,
  taskOpened,
} from '../../shared/events/team-events.ts';
import { journal, replace } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import type { Ownership } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { loadTask, type Task, taskRow } from '../../shared/store/task-store.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';

type Told = { readonly agentId: string; readonly reason: RecipientReason };

/** The owner, or whoever covers now; the leads when the account has no owner. */
export async function recipientsOf(
  { table, clock }: Ports,
  ownership: Ownership | undefined,
): Promise<{ told: readonly Told[]; ownerId?: string }> {
  const agents = await loadRoster(table);
  const owner = agents.find(
    ({ id, active }) => active && ownership?.state === 'owned' && id === ownership.ownerId,
  );
  if (owner) {
    const asked = { owner, language: ownership?.language ?? 'en', agents, now: clock.now() };
    return { told: [chooseRecipient(asked)], ownerId: owner.id };
  }
  const leads = agents.filter(({ active, roles }) => active && roles.includes('lead'));
  return { told: leads.map(({ id }) => ({ agentId: id, reason: 'lead' })) };
}

type Notice = {
  readonly kind: NoticeKind;
  readonly language: string;
  readonly subject: { readonly subjectKind: 'device-case' | 'depot'; readonly subjectId: string };
  readonly taskId?: string;
  readonly dueAt?: number | undefined;
  readonly threshold?: string;
};

/** One person is to be told. */
export const wanted = (told: Told, ownerId: string | undefined, notice: Notice): Follow =>
  notificationWanted.of({
    recipientId: told.agentId,
    reason: told.reason,
    kind: notice.kind,
    language: notice.language,
    ...notice.subject,
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(notice.taskId === undefined ? {} : { taskId: notice.taskId }),
    ...(notice.dueAt === undefined ? {} : { dueAt: notice.dueAt }),
    ...(notice.threshold === undefined ? {} : { threshold: notice.threshold }),
  });

/** The team's line in the account's journal, with what follows from it. */
export async function commitDecision(
  { table, clock, ids }: Ports,
  fact: Fact,
  what: { decision: string; reason?: Record<string, unknown>; follows: readonly Follow[]; writes?: Write[] },
): Promise<Attempt> {
  const { decision, reason = {}, follows, writes = [] } = what;
  const entry = journal({
    ...{ pk: accountPk(fact.accountId), capability: 'team', fact, decision, reason, follows },
    now: clock.now(),
  });
  const answer = await table.commit({ commitId: ids.random('cmt'), writes: [entry, ...writes] });
  return { answer, decision, detail: { account: fact.accountId } };
}

/** Opens a task, or opens it again. */
export async function taskFor(table: Table, asked: Omit<Task, 'version' | 'state'>) {
  const held = await loadTask(table, asked.id);
  const { id, kind, agentId, dueAt } = asked;
  return {
    id,
    writes: [replace(taskRow({ ...asked, state: 'open' }), held?.version)],
    opened: taskOpened.of({ taskId: id, kind, dueAt, ...(agentId === undefined ? {} : { agentId }) }),
  };
}
