import {
  type BusinessCalendar,
  compileCalendar,
  deadline,
  elapsed,
} from '../../shared/domain/time/business-calendar.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { type Answers, type PackageName, packageNames, packages } from './business-time-packages.ts';
import type { CalendarCases } from './calendar-cases.ts';
import { interleaved } from './frame.ts';

/** Runs of one case that make a span of ours which the clock can tell. */
const OWN_RUNS = 2_000;

export type Question = 'deadline' | 'elapsed';
type Name = PackageName | 'ours';

/** Milliseconds of the processor a call, round by round: what others do on the machine does not count. */
export type Speed = Readonly<Record<Question, Readonly<Record<Name, readonly number[]>>>> & {
  /** Of a calendar over one year. */
  readonly compile: readonly number[];
  readonly cases: number;
};

/** Asks everybody the same questions in turn; every calendar is set up before the clock runs. */
export function compareSpeed(calendars: readonly CalendarCases[], rounds: number): Speed {
  const own = new Map(calendars.map(one => [one, compileCalendar(one.spec, one.range)]));
  const measures = (question: Question) => {
    const ours = () => msPerCall(calendars, one => ownRuns(own.get(one) as BusinessCalendar, one, question));
    const theirs = packageNames.map(name => [
      name,
      () => msPerCall(calendars, one => packageRuns(packages[name](one.spec), one, question)),
    ]);
    return { ours, ...Object.fromEntries(theirs) } as Record<Name, () => number>;
  };
  const ask = (question: Question) => {
    interleaved(2, measures(question));
    return interleaved(rounds, measures(question));
  };
  return {
    deadline: ask('deadline'),
    elapsed: ask('elapsed'),
    compile: interleaved(rounds, { year: () => msOfYear(calendars) }).year,
    cases: calendars.reduce((sum, { cases }) => sum + cases.length, 0),
  };
}

const spentMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

type Timed = { readonly ms: number; readonly calls: number };

function msPerCall(calendars: readonly CalendarCases[], time: (one: CalendarCases) => Timed): number {
  let [ms, calls] = [0, 0];
  for (const one of calendars) {
    const timed = time(one);
    ms += timed.ms;
    calls += timed.calls;
  }
  return ms / calls;
}

function packageRuns(answers: Answers, { cases }: CalendarCases, question: Question): Timed {
  const began = spentMs();
  for (const { from, businessMs, to } of cases)
    if (question === 'deadline') answers.deadline(from, businessMs);
    else answers.elapsed(from, to);
  return { ms: spentMs() - began, calls: cases.length };
}

/** The sum is looked at, so that no call can be left out as useless. */
function ownRuns(calendar: BusinessCalendar, { cases }: CalendarCases, question: Question): Timed {
  let sum = 0;
  const began = spentMs();
  for (let run = 0; run < OWN_RUNS; run++)
    for (const { from, businessMs, to } of cases)
      sum += question === 'deadline' ? deadline(calendar, from, businessMs) : elapsed(calendar, from, to);
  const ms = spentMs() - began;
  if (!Number.isFinite(sum)) throw new Error('a call answered with no number');
  return { ms, calls: OWN_RUNS * cases.length };
}

function msOfYear(calendars: readonly CalendarCases[]): number {
  const began = spentMs();
  for (const { spec, range } of calendars)
    compileCalendar(spec, { from: range.from, to: range.from + 365 * DAY });
  return (spentMs() - began) / calendars.length;
}
