import type { OwnerChoice } from '../../shared/domain/team/choose-owner.ts';
import { worthWaiting } from '../../shared/domain/team/worth-waiting.ts';
import type { Follow } from '../../shared/events/envelope.ts';
import { notificationWanted, taskOpened } from '../../shared/events/team-events.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { arm, replace } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import { ownershipRow } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { givesPlaceBack, loadRoster } from '../../shared/store/roster-store.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';
import { type Assignment, decidedOn, entryOf, formerOf } from './assignment.ts';
import { waitsInQueue } from './find-owner-task.ts';
import { handsOver } from './hand-over.ts';
import { looksForTasks } from './look-again.ts';

type Nobody = {
  readonly choice: OwnerChoice;
  readonly retryMinutes: number;
  /** Milliseconds that accounts of this segment go ahead of others. */
  readonly headStart: number;
};

/** Keeps the account waiting, with what is to be told; the leads hear of it once, as soon as more than its language is missing. */
export async function queueAccount(
  ports: Ports,
  given: Assignment,
  { choice, retryMinutes, headStart }: Nobody,
): Promise<Attempt> {
  const now = ports.clock.now();
  const { held, accountId } = given;
  const begins = held?.state !== 'queued';
  const quiet = given.cause.origin === 'backfill';
  const queuedAt = begins ? now : (held.queuedAt ?? now);
  const waiting = ownershipRow({
    ...decidedOn(given, choice, now),
    state: 'queued',
    ...formerOf(given),
    queuedAt,
    ...(headStart > 0 ? { headStart } : {}),
    waiting: quiet ? (held?.waiting ?? []) : worthWaiting(given.changes),
  });
  const timer = {
    pk: accountPk(accountId),
    kind: 'task.unowned' as const,
    dueAt: now + retryMinutes * MINUTE,
    epoch: (held?.version ?? 0) + 1,
    now,
  };
  const silentSoFar = begins || held.reason === 'language-unknown';
  const callsLeads = silentSoFar && !quiet && choice.reason !== 'language-unknown';
  const dueAt = queuedAt + retryMinutes * MINUTE;
  const task = quiet ? undefined : waitsInQueue(given, { reason: choice.reason, queuedAt, dueAt });
  const opens = begins && task ? [taskOpened.of({ taskId: task.taskId, kind: 'find-owner', dueAt })] : [];
  const follows = [...opens, ...handsOver(given), ...(callsLeads ? await leadsToTell(ports, given) : [])];
  const freed = held?.state === 'owned' ? held.ownerId : undefined;
  const answer = await ports.table.commit({
    commitId: ports.ids.random('cmt'),
    writes: [
      entryOf(ports, given, { decision: 'queued', reason: { why: choice.reason }, follows }),
      replace(waiting, held?.version),
      ...(freed === undefined ? [] : [givesPlaceBack(freed)]),
      arm(timer),
      ...(begins ? looksForTasks(given, now) : []),
      ...(task ? [task.write] : []),
    ],
  });
  return { answer, decision: 'queued', detail: { account: accountId, why: choice.reason } };
}

async function leadsToTell({ table }: Ports, given: Assignment): Promise<Follow[]> {
  const leads = (await loadRoster(table)).filter(agent => agent.active && agent.roles.includes('lead'));
  return leads.map(lead =>
    notificationWanted.of({ recipientId: lead.id, kind: 'queued', language: given.language, reason: 'lead' }),
  );
}
