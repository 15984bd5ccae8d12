import { decideBurst } from '../../shared/domain/outreach/decide-burst.ts';
import { decideDeadline } from '../../shared/domain/outreach/decide-deadline.ts';
import { decideMarket } from '../../shared/domain/outreach/decide-market.ts';
import { decideWork } from '../../shared/domain/outreach/decide-work.ts';
import type { Outreach, OutreachEffect, Standing, Step } from '../../shared/domain/outreach/outreach.ts';
import { dayOfText, instantOnDay } from '../../shared/domain/time/local-days.ts';
import { command, type Fact, type Follow } from '../../shared/events/envelope.ts';
import { claimWorkEnded, claimWorkWanted, type OutreachCause } from '../../shared/events/outreach-events.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { HOUR, type Instant } from '../../shared/kernel/instant.ts';
import { isWatched } from '../../shared/store/budget-store.ts';
import { burstWrite } from '../../shared/store/damage-store.ts';
import { arm, finish, type TimerRow } from '../../shared/store/journal.ts';
import { type StoredOutreach, standingWrite } from '../../shared/store/outreach-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import type { Write } from '../../shared/store/table.ts';
import { readTimer } from '../../shared/store/timer-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { budgetChange } from './budget-change.ts';
import { type CauseChange, causeFollows, causeWrites, outreachEntry, workIdOf } from './commit-outreach.ts';
import { type Desk, loadDesk } from './load-desk.ts';
import { startRounds } from './start-rounds.ts';
import { watchAccount } from './watch-account.ts';

/** Signals come in the morning of their day. */
const MORNING = 6 * HOUR;

/**
 * An account is looked at: everything known of it is read, each cause is decided on, and what changed is committed at
 * once with what follows and the next look. What is said meanwhile sets a new look, and this one begins again.
 */
export const lookAtAccount = (ports: Ports, tick: Tick): Promise<Handled> =>
  untilFresh(async (): Promise<Attempt> => {
    const read = await readTimer(ports, tick);
    if (!read.ok) return { answer: { done: true }, decision: read.refusal };
    const timer = read.value;
    const accountId = String(timer.accountId);
    const desk = await loadDesk(ports, accountId);
    // Its service ended of itself, or the settings watch other products now.
    if (desk && desk.around.isWatched !== (await isWatched(ports.table, accountId)))
      await watchAccount(ports, accountId);
    await startRounds(ports);
    const cause = lookOf(accountId, timer);
    const { writes, decision } = desk
      ? decided(ports, desk, { cause, timer })
      : { writes: [finish(timer)], decision: 'no-such-account' };
    const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
    return { answer, decision, detail: { account: accountId } };
  });

const lookOf = (accountId: string, timer: TimerRow): Fact =>
  command({
    id: derivedId('evt', 'outreach.look', accountId, timer.epoch, timer.dueAt, timer.commitId ?? '-'),
    name: 'outreach.looked',
    accountId: accountId as AccountId,
    principal: 'firstcall',
    now: timer.dueAt,
  });

const CAUSES = {
  burst: decideBurst,
  deadline: decideDeadline,
  market: decideMarket,
} as const satisfies Record<OutreachCause, unknown>;

type Given = { readonly cause: Fact; readonly timer: TimerRow };

function decided(ports: Ports, desk: Desk, { cause, timer }: Given): { writes: Write[]; decision: string } {
  const now = ports.clock.now();
  const changes = (Object.keys(CAUSES) as OutreachCause[]).flatMap(name => changeOf(desk, name));
  const work = workOf(desk);
  const budget = budgetChange(desk, changes);
  const follows = [
    ...changes.flatMap(change => causeFollows(change, desk.around)),
    ...work.follows,
    ...budget.follows,
  ];
  const rows = [
    ...changes.flatMap(causeWrites),
    ...work.writes,
    ...budget.writes,
    ...rowWrites(desk, changes),
  ];
  const decision = decisionOf(changes, follows);
  const entry =
    follows.length === 0 ? [] : [outreachEntry({ cause, decision, reason: reasonOf(changes), follows, now })];
  return { decision, writes: [...entry, ...rows, nextTimer(timer, nextLook(desk, changes), now)] };
}

/** A cause with what is decided on it; nothing where nothing ever was and nothing comes. */
function changeOf(desk: Desk, name: OutreachCause): CauseChange[] {
  const standing = desk.standings.find(({ cause }) => cause === name);
  const outreach = desk.outreach.find(({ id }) => id === standing?.outreachId);
  const fresh: Standing = { accountId: desk.account.id, cause: name, isOpen: false, count: 0 };
  const { version: _read, ...said } = standing ?? { ...fresh, version: 0 };
  const step: Step = CAUSES[name]({ standing: said, outreach: withoutVersion(outreach) }, desk.around);
  const isNothing = !standing && !step.outreach && step.effects.length === 0;
  return isNothing ? [] : [{ before: { standing, outreach }, step }];
}

function withoutVersion(outreach: StoredOutreach | undefined): Outreach | undefined {
  if (!outreach) return undefined;
  const { version: _read, ...said } = outreach;
  return said;
}

function workOf({ standings, account, around }: Desk): { writes: Write[]; follows: Follow[] } {
  const held = standings.find(({ cause }) => cause === 'work');
  const fresh: Standing = { accountId: account.id, cause: 'work', isOpen: false, count: 0 };
  const { version, ...said } = held ?? { ...fresh, version: undefined };
  const { standing, work, name } = decideWork(said, around);
  if (!work) return { writes: [], follows: [] };
  const workId = workIdOf(account.id, name);
  const wanted = (claims: number, closesOn: string) =>
    claimWorkWanted.of({
      ...{ workId, claims, language: around.language },
      dueAt: Date.parse(`${closesOn}T00:00:00Z`),
    });
  return {
    writes: [standingWrite(standing, version)],
    follows: [work.is === 'ended' ? claimWorkEnded.of({ workId }) : wanted(work.claims, work.closesOn)],
  };
}

/** What the worker that counts reports goes by until the next look. */
function rowWrites({ row, account, around }: Desk, changes: readonly CauseChange[]): Write[] {
  const burst = changes.find(({ step }) => step.standing.cause === 'burst');
  const isWatched = burst?.step.standing.isOpen ?? false;
  const { alpha } = around.rules;
  const isSame = isWatched === (row.isWatched ?? false) && alpha === row.alpha;
  return isSame || (row.version === undefined && !isWatched)
    ? []
    : [burstWrite(account.id, { ...row, isWatched, alpha })];
}

function nextLook(
  { nextDay, zone, around, endsAt }: Desk,
  changes: readonly CauseChange[],
): Instant | undefined {
  const days = nextDay === undefined ? [] : [instantOnDay(zone, dayOfText(nextDay), MORNING)];
  const later = changes.flatMap(({ step }) => step.lookAt ?? []);
  const ahead = [...days, ...later, endsAt ?? 0].filter(at => at > around.now);
  return ahead.length > 0 ? Math.min(...ahead) : undefined;
}

/** The next look takes the place of this one; refused when a newer one was wanted meanwhile. */
function nextTimer(timer: TimerRow, dueAt: Instant | undefined, now: Instant): Write {
  if (dueAt === undefined) return finish(timer);
  const next = arm({ pk: timer.pk, kind: 'outreach.look', dueAt, epoch: timer.epoch + 1, now });
  return { ...next, when: { is: 'equal', field: 'epoch', value: timer.epoch }, orElse: 'stale' };
}

const FIRST: readonly [OutreachEffect['is'], string][] = [
  ['opened', 'outreach-opened'],
  ['offer', 'offer-wanted'],
  ['ended', 'outreach-ended'],
  ['noted', 'outreach-noted'],
  ['changed', 'outreach-updated'],
];

/** The weightiest of what was decided, as one word. */
function decisionOf(changes: readonly CauseChange[], follows: readonly Follow[]): string {
  const effects = new Set(changes.flatMap(({ step }) => step.effects.map(({ is }) => is)));
  const said = FIRST.find(([is]) => effects.has(is))?.[1];
  if (said === 'outreach-updated') return changes.some(isHeld) ? 'outreach-held' : updated(changes);
  return said ?? (follows.length > 0 ? 'claim-work-wanted' : 'nothing-new');
}

const isHeld = ({ step, before }: CauseChange): boolean =>
  step.outreach?.state === 'held' && before.outreach?.state !== 'held';

/** The end of a claim that is spoken of moved, by a rule or by the marketplace. */
function updated(changes: readonly CauseChange[]): string {
  const moved = changes.some(({ step, before }) => {
    const was = new Map(before.outreach?.evidence.claims?.map(one => [one.claimId, one.closesOn]));
    const now = step.outreach?.evidence.claims ?? [];
    return now.some(({ claimId, closesOn }) => was.has(claimId) && was.get(claimId) !== closesOn);
  });
  return moved ? 'deadline-moved' : 'outreach-updated';
}

const reasonOf = (changes: readonly CauseChange[]): Record<string, unknown> =>
  Object.fromEntries(
    changes.flatMap(({ step: { outreach, effects } }) =>
      outreach && effects.length > 0
        ? [[outreach.cause, { outreachId: outreach.id, state: outreach.state, why: outreach.why ?? '-' }]]
        : [],
    ),
  );
