import { compileCalendar, deadline, elapsed } from '../../shared/domain/time/business-calendar.ts';
import { type Answers, answered, type ForeignName, foreignNames } from './business-time-packages.ts';
import { compareSpeed, type Question, type Speed } from './business-time-speed.ts';
import { type CalendarCases, type Drawn, drawCases } from './calendar-cases.ts';
import { type Bench, count, median, quantile, type Row, resultOf, timesAsLong } from './frame.ts';
import { type GuardedAnswers, guardedAnswers } from './guarded-answers.ts';
import { luxonWalk } from './luxon-walk.ts';
import { type OfficeCases, officeCases } from './office-cases.ts';

const SEED = 20_261_123;
const TIMES_FASTER = 1_000;
const MOST_MS = 1;
const LIMIT_MS = 1_000;
const REPETITIONS = 5;
/** Rounds, calendars that every package is asked about, and those of them that all are timed with. */
const full = { rounds: 41, calendars: 20, timed: 8, everyNth: 10 };
/** The slowest package takes ten milliseconds a call, and a second for each endless one. */
const brief = { rounds: 21, calendars: 6, timed: 3, everyNth: 40 };

export const bench: Bench = {
  id: 'P2',
  goal: 'business time is exact, and a thousand times faster than a walk over days',
  async run({ quick }) {
    const { rounds, calendars, timed, everyNth } = quick ? brief : full;
    const drawn = drawCases({ seed: SEED, calendars: 1_000, each: 100 });
    const office = officeCases({ seed: SEED, calendars, each: 10 });
    const asked = await askAll(office);
    const speed = compareSpeed(tameCases(office, asked).slice(0, timed), rounds);
    return resultOf([
      ...speedRows(speed),
      exactRow(drawn),
      slowestRow(drawn),
      walkRow(drawn.calendars.filter((_, at) => at % everyNth === 0)),
      ...foreignNames.flatMap(name => [faultsRow(name, office, asked), timesRow(name, speed)]),
      compileRow(speed),
    ]);
  },
};

function speedRows(speed: Speed): Row[] {
  return (['deadline', 'elapsed'] as const).map(question => {
    const { ours, 'luxon day walk': walk } = speed[question];
    const times = timesAsLong(walk, ours);
    return {
      goal: `${question} at least 1,000 × faster than a luxon walk`,
      figure: `${count(times)} × (${count(median(ours) * 1e6)} ns against ${count(median(walk) * 1e3)} µs)`,
      pass: times >= TIMES_FASTER,
      how: `time of the processor, median of ${ours.length} interleaved rounds over ${speed.cases} office cases: 15 minutes to ten days of eight hours`,
    };
  });
}

const compiled = ({ spec, range }: CalendarCases) => compileCalendar(spec, range);

function exactRow({ calendars, cases, nearChanges, zones }: Drawn): Row {
  const wrong = differences(calendars, one => {
    const calendar = compiled(one);
    return {
      deadline: (from, businessMs) => deadline(calendar, from, businessMs),
      elapsed: (from, to) => elapsed(calendar, from, to),
    };
  });
  return {
    goal: '0 differences to an independent oracle on 100,000 cases in at least 20 zones',
    figure: `${count(wrong)} differences`,
    pass: wrong === 0 && cases >= 100_000 && zones >= 20,
    how: `${count(cases)} cases in ${zones} zones, ${count(nearChanges)} of them around a change of the clocks, each asked for deadline and elapsed; the oracle goes day by day with Temporal`,
  };
}

/** Answers that are not the oracle's. */
function differences(
  calendars: readonly CalendarCases[],
  answersOf: (one: CalendarCases) => Answers,
): number {
  let wrong = 0;
  for (const one of calendars) {
    const answers = answersOf(one);
    for (const { from, businessMs, to, ...right } of one.cases) {
      if (answered(() => answers.deadline(from, businessMs)) !== right.deadline) wrong++;
      if (answered(() => answers.elapsed(from, to)) !== right.elapsed) wrong++;
    }
  }
  return wrong;
}

function slowestRow({ calendars }: Drawn): Row {
  const { shortest, over } = singleCalls(calendars);
  const slow = shortest.filter(ms => ms > MOST_MS).length;
  return {
    goal: 'no call over 1 ms',
    figure: `longest ${shortest.at(-1)?.toFixed(3)} ms, 99.9 % within ${quantile(shortest, 0.999).toFixed(4)} ms`,
    pass: slow === 0,
    how: `${count(shortest.length)} calls, each timed by itself ${REPETITIONS} times and counted with its shortest, since a pause of the machine or of the collector is not the call’s; of all ${count(shortest.length * REPETITIONS)} runs ${count(over)} took over 1 ms`,
  };
}

/** The shortest run of every single call in milliseconds, sorted, and how many runs of all were over the limit. */
function singleCalls(calendars: readonly CalendarCases[]): { shortest: Float64Array; over: number } {
  const all = calendars.map(one => ({ calendar: compiled(one), cases: one.cases }));
  const calls = 2 * all.reduce((sum, { cases }) => sum + cases.length, 0);
  const shortest = new Float64Array(calls).fill(Number.POSITIVE_INFINITY);
  let over = 0;
  const note = (at: number, ms: number) => {
    if (ms > MOST_MS) over++;
    if (ms < (shortest[at] ?? 0)) shortest[at] = ms;
  };
  for (let run = 0; run < REPETITIONS; run++) {
    let at = 0;
    for (const { calendar, cases } of all)
      for (const { from, businessMs, to } of cases) {
        const began = performance.now();
        answered(() => deadline(calendar, from, businessMs));
        const between = performance.now();
        answered(() => elapsed(calendar, from, to));
        const ended = performance.now();
        note(at++, between - began);
        note(at++, ended - between);
      }
  }
  return { shortest: shortest.sort(), over };
}

function walkRow(calendars: readonly CalendarCases[]): Row {
  const wrong = differences(calendars, ({ spec }) => luxonWalk(spec));
  const answers = 2 * calendars.reduce((sum, { cases }) => sum + cases.length, 0);
  return {
    goal: 'beside it: answers of the luxon walk',
    figure: `${count(wrong)} wrong of ${count(answers)}`,
    how: 'on some of the same calendars; walk and oracle share no code, so each also confirms the other',
  };
}

type Asked = Readonly<Record<ForeignName, Readonly<Record<keyof OfficeCases, GuardedAnswers>>>>;

async function askAll({ plain, acrossChange }: OfficeCases): Promise<Asked> {
  const asked: Partial<Record<ForeignName, Asked[ForeignName]>> = {};
  for (const name of foreignNames)
    asked[name] = {
      plain: await guardedAnswers(name, plain, LIMIT_MS),
      acrossChange: await guardedAnswers(name, acrossChange, LIMIT_MS),
    };
  return asked as Asked;
}

/** Cases that every package answers in time, right or wrong: only with these can all be timed. */
function tameCases({ plain }: OfficeCases, asked: Asked): CalendarCases[] {
  let at = 0;
  return plain.flatMap(one => {
    const cases = one.cases.filter(() => {
      const places = [at++, at++];
      return foreignNames.every(name =>
        places.every(place => !Number.isNaN(asked[name].plain.answers[place])),
      );
    });
    return cases.length > 0 ? [{ ...one, cases }] : [];
  });
}

function faultsRow(name: ForeignName, office: OfficeCases, asked: Asked): Row {
  const told = (kind: keyof OfficeCases): string => {
    const { answers, endless } = asked[name][kind];
    const right = office[kind].flatMap(({ cases }) => cases.flatMap(one => [one.deadline, one.elapsed]));
    const wrong = right.filter((value, at) => value !== answers[at]).length - endless.size;
    return `${count(wrong)} wrong and ${count(endless.size)} endless of ${count(right.length)}`;
  };
  return {
    goal: `beside it: answers of ${name}`,
    figure: `clocks not moved: ${told('plain')}; clocks moved meanwhile: ${told('acrossChange')}`,
    how: `deadline and elapsed of office cases: hours between 6 and 22, whole minutes; endless is what takes over ${LIMIT_MS / 1_000} s in a thread of its own`,
  };
}

function timesRow(name: ForeignName, speed: Speed): Row {
  const told = (question: Question) =>
    `${question} ${count(timesAsLong(speed[question][name], speed[question].ours))} ×`;
  return {
    goal: `beside it: time of ${name}`,
    figure: `${told('deadline')} and ${told('elapsed')} as long as ours`,
    how: 'the same rounds and cases as the luxon walk',
  };
}

function compileRow({ compile, deadline: { 'luxon day walk': walk } }: Speed): Row {
  return {
    goal: 'beside it: compiling a calendar of one year',
    figure: `${median(compile).toFixed(2)} ms, as long as ${timesAsLong(compile, walk).toFixed(1)} luxon walks`,
    how: `median of ${compile.length} rounds; once for each calendar and process, then kept`,
  };
}
