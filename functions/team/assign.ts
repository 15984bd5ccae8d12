import { UNKNOWN_LANGUAGE } from '../../shared/domain/accounts/account.ts';
import { isAwayLong, LONG_ABSENCE_DAYS } from '../../shared/domain/team/absences.ts';
import { answerChange, type TeamAnswer } from '../../shared/domain/team/answer-change.ts';
import { ownerAssigned } from '../../shared/events/account-events.ts';
import type { Follow } from '../../shared/events/envelope.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { disarm, replace } from '../../shared/store/journal.ts';
import { accountPk } from '../../shared/store/keys.ts';
import { ownershipRow, stillSo } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { givesPlaceBack, loadRoster, type StoredAgent, takesPlace } from '../../shared/store/roster-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Write } from '../../shared/store/table.ts';
import type { Attempt } from '../../shared/store/until-fresh.ts';
import { type Assignment, type DecidedByHand, decidedOn, entryOf, formerOf, ownerNow } from './assignment.ts';
import { leavesQueue } from './find-owner-task.ts';
import { handsOver } from './hand-over.ts';
import { looksForTasks } from './look-again.ts';
import { ownerRules, segmentAsked } from './owner-rules.ts';
import { queueAccount } from './queue-account.ts';
import { stillThere } from './still-there.ts';
import { taskWritesOf, tellings } from './tellings.ts';

type Owned = Extract<TeamAnswer, { is: 'owned' }>;

/** Whoever was named by hand left, or went away for long, between the look at them and this one: it is decided anew. */
const GONE: Attempt = {
  answer: { done: false, refusal: 'stale', at: 0, row: undefined },
  decision: 'owner-gone',
};

/** One try to find out who owns the account and who hears of its changes, committed with all that follows. */
export async function assign(ports: Ports, given: Assignment): Promise<Attempt> {
  const [agents, { moments, team }] = await Promise.all([loadRoster(ports.table), loadSettings(ports.table)]);
  const now = ports.clock.now();
  if (given.byHand && !mayStillGet(given.byHand, agents, { now, days: team.longAbsenceDays })) return GONE;
  const ownerId = ownerNow(given);
  const segment = await segmentAsked(ports.table, given.accountId, team);
  const answer = answerChange({
    ...given,
    ...(ownerId === undefined ? {} : { ownerId, servedIn: servedIn(given) }),
    ...(segment === undefined ? {} : { segment }),
    ...ownerRules(team),
    agents,
    rules: moments,
    now,
  });
  if (answer.is === 'owned' && given.onlyQueues) return { answer: { done: true }, decision: 'owner-found' };
  if (answer.is === 'owned') return commitOwned(ports, given, { answer, agents });
  const headStart = (team.headStartMinutes?.[segment ?? ''] ?? 0) * MINUTE;
  return queueAccount(ports, given, {
    choice: answer.choice,
    retryMinutes: team.queueRetryMinutes,
    headStart,
  });
}

/** Who claims an account may be away: it is their wish. */
function mayStillGet(
  { ownerId, reason }: DecidedByHand,
  agents: readonly StoredAgent[],
  { now, days = LONG_ABSENCE_DAYS }: { readonly now: number; readonly days: number | undefined },
): boolean {
  const agent = agents.find(({ id, active }) => active && id === ownerId);
  return agent !== undefined && (reason === 'claimed' || !isAwayLong(agent, now, days));
}

/** An account taken by hand may have had no language then. */
const servedIn = ({ held, language }: Assignment): string =>
  held && held.language !== UNKNOWN_LANGUAGE ? held.language : language;

type Decided = { readonly answer: Owned; readonly agents: readonly StoredAgent[] };

async function commitOwned(ports: Ports, given: Assignment, { answer, agents }: Decided): Promise<Attempt> {
  const { owner, choice, told } = answer;
  const now = ports.clock.now();
  const quiet = given.cause.origin === 'backfill';
  const decision = choice ? 'owner-assigned' : 'owner-told';
  const writes: Write[] = [
    entryOf(ports, given, {
      decision,
      reason: { owner: owner.id, why: choice?.reason ?? 'owner-kept', ...byHandOf(given) },
      follows: followsOf(given, answer, quiet),
    }),
    ...(choice ? looksForTasks(given, now) : []),
    ...(choice ? ownerWrites(given, answer, now) : [stillSo(given.accountId, given.held)]),
    ...stillThere(agents, ...chosenIn(answer, quiet)),
    ...(quiet ? [] : told.flatMap(one => taskWritesOf(one, given, now))),
  ];
  const committed = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
  return { answer: committed, decision, detail: { account: given.accountId, owner: owner.id } };
}

/** Who gets something: an account or a task. */
const chosenIn = ({ owner, choice, told }: Owned, quiet: boolean) => [
  ...(choice ? [{ agentId: owner.id }] : []),
  ...(quiet ? [] : told.map(({ task }) => task?.holder)),
];

function followsOf(given: Assignment, { owner, choice, told }: Owned, quiet: boolean): Follow[] {
  const ownerVersion = (given.held?.version ?? 0) + 1;
  return [
    ...(choice
      ? [ownerAssigned.of({ ownerId: owner.id, ownerVersion, reason: choice.reason, ...formerOf(given) })]
      : []),
    ...(choice ? handsOver(given, owner.id) : []),
    ...(quiet ? [] : told.flatMap(one => tellings(one, given, owner.id))),
  ];
}

const byHandOf = ({ byHand }: Assignment) =>
  byHand ? { by: byHand.by, ...(byHand.why === undefined ? {} : { said: byHand.why }) } : {};

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
    takesPlace(owner.id, choice.reason === 'proposed' || given.byHand?.force ? undefined : owner.capacity),
    ...(before === undefined ? [] : [givesPlaceBack(before)]),
    ...(given.held?.state === 'queued'
      ? [disarm(accountPk(given.accountId), 'task.unowned'), leavesQueue(given.accountId)]
      : []),
  ];
}
