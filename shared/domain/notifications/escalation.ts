import type { DataOf } from '../../events/define-event.ts';
import type { escalationWanted } from '../../events/escalation-events.ts';
import { type Instant, MINUTE, SECOND } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import type { Chain } from './escalation-chain.ts';

type Wanted = DataOf<typeof escalationWanted>;

/** What happened on the way, in ids and kebab words. */
export type Logged = {
  readonly at: Instant;
  readonly step: number;
  readonly cycle: number;
  readonly told: readonly string[];
  /** Off duty and not to be woken: they read of it when their hours begin. */
  readonly held?: readonly string[];
  readonly by?: string;
  readonly why:
    | 'told'
    | 'nobody-on-duty'
    | 'gate-closed'
    | 'exhausted'
    | 'acknowledged'
    | 'not-confirmed'
    | 'snoozed'
    | 'snooze-over'
    | 'resolved';
};

/** One escalation: a chain as it was when it started, and how far it has come. */
export type Run = Omit<Wanted, 'escalationId' | 'chain'> & {
  readonly id: string;
  /** The fact that started it. */
  readonly token: string;
  readonly chainId: string;
  readonly chain: Chain;
  /** Of the chain as it is kept; none for one that is not. */
  readonly chainVersion?: number;
  readonly accountId: string;
  readonly correlation: string;
  readonly startedAt: Instant;
  readonly state: 'running' | 'acknowledged' | 'snoozed' | 'resolved' | 'exhausted';
  /** The step that is next; the number of steps when there is none. */
  readonly step: number;
  /** Rounds gone before this one. */
  readonly cycle: number;
  /** While `running`: when the next step is due. While `snoozed`: when the chain begins anew. */
  readonly nextAt?: Instant;
  readonly acknowledgedBy?: string;
  readonly acknowledgedAt?: Instant;
  /** While `acknowledged`: until then it must be confirmed, or the chain goes on. */
  readonly confirmBy?: Instant;
  readonly snoozedBy?: string;
  readonly snoozedAt?: Instant;
  /** When, and in which round, the chain began anew after a snooze. */
  readonly anew?: { readonly at: Instant; readonly cycle: number };
  readonly resolvedAt?: Instant;
  /** The latest 200. */
  readonly log: readonly Logged[];
};

const KEPT_IN_LOG = 200;

/** The run with one line more in its log, of which the latest 200 are kept. */
export const logged = (run: Run, entry: Pick<Logged, 'at' | 'told' | 'why'> & Partial<Logged>): Run => ({
  ...run,
  log: [...run.log, { step: run.step, cycle: run.cycle, ...entry }].slice(-KEPT_IN_LOG),
});

/** A run as it is wanted: at the first step, which is due now. Later edits of the chain do not concern it. */
export function startRun(
  wanted: Wanted,
  given: Pick<Run, 'token' | 'chain' | 'chainVersion' | 'accountId' | 'correlation'> & {
    readonly now: Instant;
  },
): Run {
  const { escalationId, chain: chainId, ...about } = wanted;
  const { now, ...known } = given;
  return {
    ...about,
    ...known,
    id: escalationId,
    chainId,
    startedAt: now,
    nextAt: now,
    state: 'running',
    step: 0,
    cycle: 0,
    log: [],
  };
}

/** True while nobody has it: the chain goes on, or has come to its end in vain. */
export const isUnanswered = ({ state }: Pick<Run, 'state'>): boolean =>
  state === 'running' || state === 'exhausted';

/** Who has it: whoever took it on or put it away, and since when. */
export function holderOf(run: Run): { readonly by: string; readonly at?: Instant } | undefined {
  const { state, acknowledgedBy, acknowledgedAt, snoozedBy, snoozedAt } = run;
  const [by, at] = state === 'snoozed' ? [snoozedBy, snoozedAt] : [acknowledgedBy, acknowledgedAt];
  if (by === undefined || state === 'resolved') return undefined;
  return { by, ...(at === undefined ? {} : { at }) };
}

/** Rounds gone since the chain began, or began anew: as many as `repeat` allows, whatever was before a snooze. */
export const roundOf = ({ cycle, anew }: Pick<Run, 'cycle' | 'anew'>): number => cycle - (anew?.cycle ?? 0);

/** Whoever hears no answer asks again at once. */
const SAME_WORD = 10 * SECOND;

/**
 * Somebody takes it on: the chain stops, also one that was through or that they had put away, and they are to confirm
 * within `ackMinutes`. Once more by the same person confirms, and counts from now; within seconds it is the same word said
 * twice, and the run stays as it is. Refused with `already-acknowledged` and `by` when another person has it, with
 * `escalation-over` when it is solved.
 */
export function acknowledge(
  run: Run,
  by: string,
  now: Instant,
): Outcome<Run, 'already-acknowledged' | 'escalation-over'> {
  if (run.state === 'resolved') return refused('escalation-over');
  const holder = holderOf(run);
  if (holder && holder.by !== by) return refused('already-acknowledged', holder);
  const { nextAt: _n, snoozedBy: _b, snoozedAt: _a, ...kept } = run;
  const confirmBy = now + run.chain.ackMinutes * MINUTE;
  if (run.state === 'acknowledged')
    return accepted(confirmBy - (run.confirmBy ?? 0) < SAME_WORD ? run : { ...kept, confirmBy });
  const taken = {
    ...kept,
    state: 'acknowledged',
    acknowledgedBy: by,
    acknowledgedAt: now,
    confirmBy,
  } as const;
  return accepted(logged(taken, { at: now, told: [], by, why: 'acknowledged' }));
}

/**
 * What was acknowledged and not confirmed in time is nobody's again: the chain goes on at once with the step after the
 * one that was told last; where none is left, the last people told are told once more. The same run before its time.
 */
export function remind(run: Run, now: Instant): Run {
  if (run.state !== 'acknowledged' || run.confirmBy === undefined || now < run.confirmBy) return run;
  const { confirmBy: _c, acknowledgedBy: by, acknowledgedAt: _a, ...kept } = run;
  const open = logged(
    { ...kept, state: 'running', nextAt: now },
    { at: now, told: [], why: 'not-confirmed', ...(by === undefined ? {} : { by }) },
  );
  return hasMoreToTell(run) ? open : { ...open, step: lastLevelOf(run.chain), cycle: run.cycle + 1 };
}

const hasMoreToTell = (run: Run): boolean =>
  run.chain.steps
    .slice(run.step)
    .some(next => next.do === 'notify' || (next.do === 'repeat' && roundOf(run) < next.times));

/** Where the last run of notify steps begins. */
function lastLevelOf({ steps }: Chain): number {
  let first = steps.findLastIndex(step => step.do === 'notify');
  while (steps[first - 1]?.do === 'notify') first--;
  return Math.max(0, first);
}

/** The subject is solved: nothing of the chain happens any more, whoever had it. Solved once is solved. */
export function resolve(run: Run, now: Instant): Run {
  if (run.state === 'resolved') return run;
  const { nextAt: _n, confirmBy: _c, snoozedBy: _b, snoozedAt: _a, ...kept } = run;
  return logged({ ...kept, state: 'resolved', resolvedAt: now }, { at: now, told: [], why: 'resolved' });
}
