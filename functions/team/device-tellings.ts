import { chooseHands, type Holder } from '../../shared/domain/team/choose-holder.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import {
  type NoticeKind,
  notificationWanted,
  type RecipientReason,
  taskOpened,
} from '../../shared/events/team-events.ts';
import { journal } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import { type Ownership, stillSo } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import type { Check, Table, Write } from '../../shared/store/table.ts';
import { loadTask, type Task, taskWrites, waitsForOwner } from '../../shared/store/task-store.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';
import { stillThere } from './still-there.ts';

export type Told = { readonly agentId: string; readonly reason: RecipientReason };

/**
 * The owner, or whoever covers now; the leads when the account has no owner. With `dueAt` also who has the task that is
 * due then: nobody while there is no owner.
 */
export async function recipientsOf(
  { table, clock }: Ports,
  ownership: Ownership | undefined,
  dueAt?: number,
): Promise<{ told: readonly Told[]; ownerId?: string; holder?: Holder; checks: readonly Check[] }> {
  const agents = await loadRoster(table);
  const owner = agents.find(
    ({ id, active }) => active && ownership?.state === 'owned' && id === ownership.ownerId,
  );
  if (owner) {
    const standing = { owner, language: ownership?.language ?? 'en', agents, now: clock.now() };
    const { recipient, holder } = chooseHands({ ...standing, dueAt });
    return { told: [recipient], ownerId: owner.id, holder, checks: stillThere(agents, holder) };
  }
  const leads = agents.filter(({ active, roles }) => active && roles.includes('lead'));
  return { told: leads.map(({ id }) => ({ agentId: id, reason: 'lead' })), checks: [] };
}

type Notice = {
  readonly kind: NoticeKind;
  readonly language: string;
  readonly product?: string | undefined;
  /** What it is about beside the account, if there is more to it. */
  readonly subject?: {
    readonly subjectKind: 'device-case' | 'depot' | 'outreach';
    readonly subjectId: string;
  };
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
    ...(notice.product === undefined ? {} : { product: notice.product }),
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

type Asked = Omit<Task, 'version' | 'state' | 'agentId' | 'lentBy'> & {
  readonly holder: Holder | undefined;
  readonly ownership: Ownership | undefined;
  /** What must still be so about whoever has it. */
  readonly checks: readonly Check[];
};

/**
 * Opens a task, or opens it again; then what is told of it is wanted again. Who owns the account, or that nobody does,
 * must still be so, and whoever has the task must still be there.
 */
export async function taskFor(table: Table, { holder, ownership, checks, ...asked }: Asked) {
  const held = await loadTask(table, asked.id);
  const { id, kind, dueAt } = asked;
  const goesByOwner = holder !== undefined || waitsForOwner(kind);
  return {
    id,
    writes: [
      ...taskWrites({ ...asked, ...holder, state: 'open' }, held),
      ...(goesByOwner ? [stillSo(asked.accountId, ownership)] : []),
      ...checks,
    ],
    opened: taskOpened.of({ taskId: id, kind, dueAt, ...(holder ? { agentId: holder.agentId } : {}) }),
  };
}
