import type { Instant } from '../../kernel/instant.ts';
import type { Mark } from './sla-segments.ts';
import { type Calendars, type Clock, clockOf, type Target, thresholdKey, thresholdMs } from './sla-target.ts';

/** What was noticed about a target, and when. Append-only: nothing that was once recorded is taken back. */
export type ClockRecord = { readonly target: string } & (
  | { readonly is: 'warned'; readonly threshold: string; readonly at: Instant; readonly noticedAt: Instant }
  | { readonly is: 'breached'; readonly at: Instant; readonly noticedAt: Instant }
  /** A fact from before a recorded breach came late and moved the truth; `at` is when that was seen. */
  | {
      readonly is: 'corrected';
      readonly at: Instant;
      readonly evidence: Evidence;
      /** When the goal is reached now; absent when it is not. */
      readonly deadline?: Instant;
    }
  /** After a correction the goal was reached all the same. Nobody is alerted again. */
  | { readonly is: 'confirmed'; readonly at: Instant; readonly noticedAt: Instant }
  | { readonly is: 'excused'; readonly at: Instant; readonly by: string; readonly reason: string }
);

/** The fact that made somebody look at the clocks. */
export type Evidence = { readonly factId: string; readonly occurredAt: Instant };

/** Something that people may have to hear of. */
export type Due = {
  readonly target: string;
  /** Key of the threshold, or `breach`. */
  readonly threshold: string;
  /** The true instant. */
  readonly at: Instant;
  /** A warning whose breach is past as well. */
  readonly overtaken: boolean;
  /** The clock has stopped meanwhile. */
  readonly afterStop: boolean;
};

export type ActGiven = {
  readonly marks: readonly Mark[];
  readonly targets: readonly Target[];
  readonly records: readonly ClockRecord[];
  readonly calendars: Calendars;
  readonly now: Instant;
  readonly cause?: Evidence;
};

/**
 * What has become due by `now` and was not recorded yet: every threshold and the breach, each at its true instant and
 * once per target ever; corrections by the late fact that is the cause, and confirmations. `due` is sorted by instant.
 * `nextAt` is when to look again; absent when, as things stand, nothing more becomes due. Repeated, it answers nothing.
 */
export function act(given: ActGiven): {
  readonly records: readonly ClockRecord[];
  readonly due: readonly Due[];
  readonly nextAt?: Instant;
} {
  const answers = given.targets.map(target => actOn(target, given));
  const nextAt = Math.min(...answers.flatMap(({ ahead }) => ahead));
  return {
    records: answers.flatMap(({ records }) => records),
    due: answers.flatMap(({ due }) => due).toSorted((a, b) => a.at - b.at),
    ...(nextAt < Number.POSITIVE_INFINITY ? { nextAt } : {}),
  };
}

function actOn(target: Target, given: ActGiven) {
  const { now } = given;
  const clock = clockOf(target, given);
  const own = given.records.filter(record => record.target === target.id);
  const warnings = freshWarnings(clock, own);
  const warned = warnings
    .filter(({ at }) => at <= now)
    .map(
      ({ threshold, at }) => ({ is: 'warned', target: target.id, threshold, at, noticedAt: now }) as const,
    );
  const statements = newStatements(clock, own, given);
  const records: ClockRecord[] = [...warned, ...statements];
  const isSaid = isLate(statements.at(-1) ?? own.findLast(isStatement));
  const looks = [
    ...warnings.map(({ at }) => at),
    ...(isSaid || clock.late === undefined ? [] : [clock.late]),
  ];
  return {
    records,
    due: records.flatMap(record => dueOf(record, clock, now)),
    ahead: looks.filter(at => at > now),
  };
}

/** Thresholds that were never acted on and are or will be reached, by instant. */
function freshWarnings({ target, at }: Clock, own: readonly ClockRecord[]) {
  const acted = new Set(own.map(record => (record.is === 'warned' ? record.threshold : '')));
  const found = new Map<string, Instant>();
  for (const threshold of target.thresholds) {
    const instant = at(thresholdMs(threshold, target.goalMs));
    const key = thresholdKey(threshold);
    if (instant !== undefined && !acted.has(key)) found.set(key, instant);
  }
  return [...found].map(([threshold, at]) => ({ threshold, at })).sort((a, b) => a.at - b.at);
}

/** Only warnings and the breach itself are told; what corrects or confirms it is read on the case. */
function dueOf(record: ClockRecord, { target, late, state }: Clock, now: Instant): Due[] {
  if (record.is !== 'warned' && record.is !== 'breached') return [];
  const { at } = record;
  const isWarning = record.is === 'warned';
  const overtaken = isWarning && late !== undefined && late <= now && at <= late;
  const threshold = isWarning ? record.threshold : 'breach';
  return [{ target: target.id, threshold, at, overtaken, afterStop: state === 'stopped' }];
}

type Statement = Exclude<ClockRecord, { is: 'warned' | 'excused' }>;

const isStatement = (record: ClockRecord): record is Statement =>
  record.is === 'breached' || record.is === 'corrected' || record.is === 'confirmed';

const isLate = (said: Statement | undefined): boolean => said !== undefined && said.is !== 'corrected';

/** What is newly to be said about the breach: that it was, that a late fact moved it, that it came all the same. */
function newStatements(clock: Clock, own: readonly ClockRecord[], given: ActGiven): Statement[] {
  const { target, late } = clock;
  const { now, cause } = given;
  const said = own.findLast(isStatement);
  const corrected: Statement[] =
    cause && corrects(cause, { clock, own, given })
      ? [
          {
            is: 'corrected',
            target: target.id,
            at: now,
            evidence: cause,
            ...(late === undefined ? {} : { deadline: late }),
          },
        ]
      : [];
  if (late === undefined || late > now || isLate(corrected[0] ?? said)) return corrected;
  return [...corrected, { is: said ? 'confirmed' : 'breached', target: target.id, at: late, noticedAt: now }];
}

/**
 * True when the target is said to be late since an instant, the fact happened before that instant and was not yet known
 * when it was said, and without the fact the goal would be reached at another instant than it is. A fact corrects once.
 * What policy moves is no correction.
 */
function corrects(
  cause: Evidence,
  { clock, own, given }: { clock: Clock; own: readonly ClockRecord[]; given: ActGiven },
): boolean {
  const said = own.findLast(isStatement);
  if (!said || said.is === 'corrected' || said.at <= cause.occurredAt) return false;
  if (own.some(record => record.is === 'corrected' && record.evidence.factId === cause.factId)) return false;
  const isOfCause = ({ id }: Mark) => id === cause.factId || id.startsWith(`${cause.factId}.`);
  const heardAt = Math.min(...given.marks.filter(isOfCause).map(({ recordedAt }) => recordedAt));
  const without = clockOf(clock.target, {
    ...given,
    marks: given.marks.filter(mark => !isOfCause(mark)),
  }).late;
  if (without === clock.late) return false;
  // Heard in the millisecond in which it was said: unknown then if without the fact just that would be said.
  return heardAt > said.noticedAt || (heardAt === said.noticedAt && without === said.at);
}

export type Verdict = 'open' | 'kept' | 'breached' | 'corrected' | 'excused';

/**
 * What is to be said of a target at `now`. A breach that facts took back is `corrected`; one that stands is `excused`
 * when somebody excused it, else `breached`, also before anybody noticed it; a recorded breach stands whatever a later
 * policy says. Without any: `kept` once the clock has stopped, else `open`.
 */
export function verdictOf(given: Omit<ActGiven, 'targets' | 'cause'> & { readonly target: Target }): Verdict {
  const { target, now } = given;
  const own = given.records.filter(record => record.target === target.id);
  const said = own.findLast(isStatement);
  const { late, state } = clockOf(target, { ...given, marks: given.marks.filter(({ at }) => at <= now) });
  const isBroken = isLate(said) || (late !== undefined && late <= now);
  if (isBroken) return own.some(({ is }) => is === 'excused') ? 'excused' : 'breached';
  if (said) return 'corrected';
  return state === 'stopped' ? 'kept' : 'open';
}
