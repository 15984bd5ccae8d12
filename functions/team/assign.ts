import { answerChange, type Told } from '../../shared/domain/team/answer-change.ts';
import type { OwnerChoice } from '../../shared/domain/team/choose-owner.ts';
import { ownerAssigned } from '../../shared/events/account-events.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import { notificationWanted, taskOpened } from '../../shared/events/team-events.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { arm, disarm, journal, replace } from '../../shared/store/journal.ts';
import { accountPk, ownershipKey } from '../../shared/store/keys.ts';
import { type Ownership, ownershipRow, type Waiting } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { givesPlaceBack, loadRoster, takesPlace } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Write } from '../../shared/store/table.ts';
import { taskRow } from '../../shared/store/task-store.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';

const CAPABILITY = 'team';
/** Changes kept for an account that waits for an owner; beyond these the timeline still has them all. */
const MOST_WAITING = 20;

export type Assignment = {
  readonly accountId: string;
  readonly language: string;
  readonly product?: string;
  readonly proposedOwnerId?: string;
  readonly languageAssumed?: boolean;
  readonly changes: readonly Waiting[];
  readonly held: Ownership | undefined;
  readonly cause: Fact;
};

/** One try to find out who owns the account and who hears of its changes, committed with all that follows. */
export async function assign(ports: Ports, given: Assignment): Promise<Attempt> {
  const [agents, settings] = await Promise.all([loadRoster(ports.table), loadSettings(ports.table)]);
  const now = ports.clock.now();
  const ownerId = given.held?.state === 'owned' ? given.held.ownerId : undefined;
  const answer = answerChange({
    ...given,
    ...(ownerId === undefined ? {} : { ownerId, servedIn: given.held?.language ?? given.language }),
    agents,
    rules: settings.moments,
    fallbackLanguages: settings.team.fallbackLanguages,
    now,
  });
  if (answer.is === 'queued') return queue(ports, given, answer.choice, settings.team.queueRetryMinutes);
  const { owner, choice, told } = answer;
  const quiet = given.cause.origin === 'backfill';
  const tasks = quiet ? [] : told.flatMap(one => taskWrites(one, given, owner.id, now));
  const version = (given.held?.version ?? 0) + 1;
  const follows = [
    ...(choice
      ? [ownerAssigned.of({ ownerId: owner.id, ownerVersion: version, reason: choice.reason })]
      : []),
    ...(quiet ? [] : told.flatMap(one => tellings(one, given, owner.id))),
  ];
  const decision = choice ? 'owner-assigned' : 'owner-told';
  const capacity = choice?.reason === 'proposed' ? undefined : owner.capacity;
  const writes: Write[] = [
    entryOf(ports, given, {
      decision,
      reason: { owner: owner.id, why: choice?.reason ?? 'owner-kept' },
      follows,
    }),
    ...(choice
      ? [
          replace(ownershipRow(owned(given, choice, owner.id, now)), given.held?.version),
          takesPlace(owner.id, capacity),
          ...(ownerId !== undefined ? [givesPlaceBack(ownerId)] : []),
          ...(given.held?.state === 'queued' ? [disarm(accountPk(given.accountId), 'task.unowned')] : []),
        ]
      : [stillOwned(given)]),
    ...tasks,
  ];
  const committed = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
  return { answer: committed, decision, detail: { account: given.accountId, owner: owner.id } };
}

const entryOf = (
  { clock }: Ports,
  given: Assignment,
  what: { decision: string; reason: Record<string, unknown>; follows: readonly Follow[] },
) =>
  journal({
    pk: accountPk(given.accountId),
    capability: CAPABILITY,
    fact: given.cause,
    now: clock.now(),
    ...what,
  });

const stillOwned = ({ accountId, held }: Assignment): Write => ({
  do: 'check',
  key: ownershipKey(accountId),
  when: { is: 'version', version: held?.version ?? 0 },
  orElse: 'stale',
});

const owned = (
  given: Assignment,
  choice: OwnerChoice,
  ownerId: string,
  now: number,
): Omit<Ownership, 'version'> => ({
  accountId: given.accountId,
  state: 'owned',
  ownerId,
  language: choice.language,
  ...(given.product === undefined ? {} : { product: given.product }),
  reason: choice.reason,
  ranking: choice.ranking,
  decidedAt: now,
  waiting: [],
});

const taskIdOf = (given: Assignment, told: Told) =>
  derivedId('tsk', given.accountId, told.task?.kind ?? '-', told.factId);

function taskWrites(told: Told, given: Assignment, agentId: string, now: number): Write[] {
  if (!told.task) return [];
  const row = taskRow({
    id: taskIdOf(given, told),
    kind: told.task.kind,
    accountId: given.accountId,
    agentId,
    state: 'open',
    language: given.language,
    ...(told.product === undefined ? {} : { product: told.product }),
    dueAt: told.task.dueAt,
    openedAt: now,
    reason: 'owner',
  });
  return [replace(row, undefined)];
}

function tellings(told: Told, given: Assignment, ownerId: string): Follow[] {
  const { recipient, task, moment, product } = told;
  const taskId = task && taskIdOf(given, told);
  return [
    ...(task && taskId
      ? [taskOpened.of({ taskId, kind: task.kind, agentId: ownerId, dueAt: task.dueAt })]
      : []),
    notificationWanted.of({
      recipientId: recipient.agentId,
      kind: moment,
      ...(product === undefined ? {} : { product }),
      language: given.language,
      reason: recipient.reason,
      ownerId,
      ...(taskId === undefined ? {} : { taskId }),
    }),
  ];
}

/** Keeps the account waiting, with what is to be told; the leads hear of it when the waiting begins. */
async function queue(
  ports: Ports,
  given: Assignment,
  choice: OwnerChoice,
  retryMinutes: number,
): Promise<Attempt> {
  const now = ports.clock.now();
  const { held, accountId } = given;
  const version = (held?.version ?? 0) + 1;
  const begins = held?.state !== 'queued';
  const quiet = given.cause.origin === 'backfill';
  const row = ownershipRow({
    ...owned(given, choice, '', now),
    state: 'queued',
    queuedAt: begins ? now : (held.queuedAt ?? now),
    waiting: quiet ? (held?.waiting ?? []) : given.changes.slice(0, MOST_WAITING),
  });
  const { ownerId: _none, ...waiting } = row as typeof row & { ownerId?: string };
  const timer = {
    pk: accountPk(accountId),
    kind: 'task.unowned' as const,
    dueAt: now + retryMinutes * MINUTE,
    epoch: version,
    now,
  };
  const committed = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [
      entryOf(ports, given, {
        decision: 'queued',
        reason: { why: choice.reason },
        follows:
          begins && !quiet && choice.reason !== 'language-unknown' ? await callLeads(ports, given) : [],
      }),
      replace(waiting, held?.version),
      ...(begins && held?.ownerId !== undefined && held.state === 'owned'
        ? [givesPlaceBack(held.ownerId)]
        : []),
      arm(timer),
    ],
  });
  return { answer: committed, decision: 'queued', detail: { account: accountId, why: choice.reason } };
}

async function callLeads({ table }: Ports, given: Assignment): Promise<Follow[]> {
  const leads = (await loadRoster(table)).filter(agent => agent.active && agent.roles.includes('lead'));
  return leads.map(lead =>
    notificationWanted.of({ recipientId: lead.id, kind: 'queued', language: given.language, reason: 'lead' }),
  );
}
