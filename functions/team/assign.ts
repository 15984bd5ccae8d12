import { answerChange, type TeamAnswer } from '../../shared/domain/team/answer-change.ts';
import { ownerAssigned } from '../../shared/events/account-events.ts';
import type { Follow } from '../../shared/events/envelope.ts';
import { disarm, replace } from '../../shared/store/journal.ts';
import { accountPk, ownershipKey } from '../../shared/store/keys.ts';
import { ownershipRow } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { givesPlaceBack, loadRoster, takesPlace } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Write } from '../../shared/store/table.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';
import { type Assignment, decidedOn, entryOf } from './assignment.ts';
import { leavesQueue } from './find-owner-task.ts';
import { queueAccount } from './queue-account.ts';
import { taskWrites, tellings } from './tellings.ts';

type Owned = Extract<TeamAnswer, { is: 'owned' }>;

/** One try to find out who owns the account and who hears of its changes, committed with all that follows. */
export async function assign(ports: Ports, given: Assignment): Promise<Attempt> {
  const [agents, settings] = await Promise.all([loadRoster(ports.table), loadSettings(ports.table)]);
  const ownerId = ownerNow(given);
  const answer = answerChange({
    ...given,
    ...(ownerId === undefined ? {} : { ownerId, servedIn: given.held?.language ?? given.language }),
    agents,
    rules: settings.moments,
    fallbackLanguages: settings.team.fallbackLanguages,
    now: ports.clock.now(),
  });
  return answer.is === 'owned'
    ? commitOwned(ports, given, answer)
    : queueAccount(ports, given, {
        choice: answer.choice,
        retryMinutes: settings.team.queueRetryMinutes,
      });
}

const ownerNow = ({ held }: Assignment): string | undefined =>
  held?.state === 'owned' ? held.ownerId : undefined;

async function commitOwned(ports: Ports, given: Assignment, answer: Owned): Promise<Attempt> {
  const { owner, choice, told } = answer;
  const now = ports.clock.now();
  const quiet = given.cause.origin === 'backfill';
  const decision = choice ? 'owner-assigned' : 'owner-told';
  const writes: Write[] = [
    entryOf(ports, given, {
      decision,
      reason: { owner: owner.id, why: choice?.reason ?? 'owner-kept' },
      follows: followsOf(given, answer, quiet),
    }),
    ...(choice ? ownerWrites(given, answer, now) : [stillOwned(given)]),
    ...(quiet ? [] : told.flatMap(one => taskWrites(one, given, { ownerId: owner.id, now }))),
  ];
  const committed = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
  return { answer: committed, decision, detail: { account: given.accountId, owner: owner.id } };
}

function followsOf(given: Assignment, { owner, choice, told }: Owned, quiet: boolean): Follow[] {
  const ownerVersion = (given.held?.version ?? 0) + 1;
  return [
    ...(choice ? [ownerAssigned.of({ ownerId: owner.id, ownerVersion, reason: choice.reason })] : []),
    ...(quiet ? [] : told.flatMap(one => tellings(one, given, owner.id))),
  ];
}

/** The new owner with a place in the book; the former one's book gets its place back. */
function ownerWrites(given: Assignment, { owner, choice }: Owned, now: number): Write[] {
  if (!choice) return [];
  const before = ownerNow(given);
  const row = ownershipRow({
    ...decidedOn(given, choice, now),
    state: 'owned',
    ownerId: owner.id,
    waiting: [],
  });
  return [
    replace(row, given.held?.version),
    takesPlace(owner.id, choice.reason === 'proposed' ? undefined : owner.capacity),
    ...(before === undefined ? [] : [givesPlaceBack(before)]),
    ...(given.held?.state === 'queued'
      ? [disarm(accountPk(given.accountId), 'task.unowned'), leavesQueue(given.accountId)]
      : []),
  ];
}

/** What was decided for the owner who was read must not be told to another. */
const stillOwned = ({ accountId, held }: Assignment): Write => ({
  do: 'check',
  key: ownershipKey(accountId),
  when: { is: 'version', version: held?.version ?? 0 },
  orElse: 'stale',
});
