import { type Slot, type SlotQuestion, searchSlots } from '../../shared/domain/calls/slot-search.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { boardDayWrite, boardTeamWrite, loadBoard } from '../../shared/store/slot-board-store.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { dateSlots } from './date-slots.ts';
import { type Bench, count, interleaved, median, type Row, resultOf, timesAsLong } from './frame.ts';
import { naiveSlots } from './naive-slots.ts';
import { boardOf, drawTeam, namedSlots, type SlotAgent, type Wish, windowFrom } from './slot-cases.ts';
import { bytesOfRow } from './write-units.ts';

const SEED = 20_261_123;
const NOW = Date.parse('2026-11-23T09:07:00Z');
const AGENTS = 100;
const DAYS = 14;
const BUFFER = 5 * MINUTE;
const TIMES_NAIVE = 50;
const TIMES_DATES = 5_000;
const MOST_UNITS = 3;
/** Runs that make a span which the clock can tell. */
const OWN_RUNS = 500;
const NAIVE_RUNS = 5;

type Case = { readonly agents: readonly SlotAgent[]; readonly wish: Wish; readonly question: SlotQuestion };
type Named = Slot & { readonly agents: readonly string[] };

export const bench: Bench = {
  id: 'P3',
  goal: 'slots of a hundred agents over two weeks are found at once',
  async run({ quick }) {
    const timed = caseOf({ seed: SEED, agents: AGENTS, days: DAYS, minutes: 45 });
    const dates = dateSlots(timed.agents, timed.wish);
    return resultOf([
      ...speedRows(timed, dates, quick ? 5 : 21),
      sameRow(timed, dates, quick ? 40 : 200),
      await readRow(timed),
    ]);
  },
};

function caseOf(given: { seed: number; agents: number; days: number; minutes: number }): Case {
  const window = windowFrom(NOW, given.days);
  const agents = drawTeam({ ...given, window });
  const board = boardOf(agents, { window, buffer: BUFFER });
  const wish = { ...window, language: 'de', minutes: given.minutes, buffer: BUFFER };
  return { agents, wish, question: { ...board, ...wish } };
}

const spentMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

/** Milliseconds of the processor a run; what was found is looked at, so that no run can be left out as useless. */
function msPerRun(runs: number, find: () => readonly Slot[]): number {
  let found = 0;
  const began = spentMs();
  for (let run = 0; run < runs; run++) found += find().length;
  const ms = spentMs() - began;
  if (found === 0) throw new Error('a search found no slot');
  return ms / runs;
}

function speedRows({ agents, wish, question }: Case, dates: () => readonly Slot[], rounds: number): Row[] {
  const numbers = naiveSlots(agents, wish);
  const rows = question.days.map(day => ({ ...day, free: Buffer.from(day.free).toString('base64') }));
  const read = () => rows.map(day => ({ ...day, free: Buffer.from(day.free, 'base64') }));
  const measures = {
    ours: () => msPerRun(OWN_RUNS, () => searchSlots({ ...question, days: read() })),
    numbers: () => msPerRun(NAIVE_RUNS, numbers),
    dates: () => msPerRun(1, dates),
  };
  interleaved(2, { ours: measures.ours, numbers: measures.numbers });
  const taken = interleaved(rounds, measures);
  const row = (goal: string, slow: readonly number[], least: number): Row => {
    const times = timesAsLong(slow, taken.ours);
    return {
      goal,
      figure: `${count(times)} × (${count(median(taken.ours) * 1e3)} µs against ${median(slow).toFixed(1)} ms)`,
      pass: times >= least,
      how: `time of the processor, median of ${rounds} interleaved rounds; ${AGENTS} agents of five zones, ${DAYS} days, 45 minutes, ${count(searchSlots(question).length)} slots; ours begins with the texts of the rows`,
    };
  };
  return [
    row('at most 1/50 of the time of plain numbers', taken.numbers, TIMES_NAIVE),
    row('at most 1/5,000 of the time of date objects', taken.dates, TIMES_DATES),
  ];
}

function sameRow(timed: Case, dates: () => readonly Named[], others: number): Row {
  const small = Array.from({ length: others }, (_, at) =>
    caseOf({ seed: at + 1, agents: 1 + (at % 9), days: 3, minutes: 15 * (1 + (at % 6)) }),
  );
  const pairs = [
    { found: namedSlots(timed.question), right: [naiveSlots(timed.agents, timed.wish)(), dates()] },
    ...small.map(one => ({
      found: namedSlots(one.question),
      right: [naiveSlots(one.agents, one.wish)(), dateSlots(one.agents, one.wish)()],
    })),
  ];
  const wrong = pairs.reduce(
    (sum, { found, right }) => sum + right.reduce((all, one) => all + differences(found, one), 0),
    0,
  );
  const slots = pairs.reduce((sum, { found }) => sum + found.length, 0);
  return {
    goal: '0 differences',
    figure: `${count(wrong)} differences`,
    pass: wrong === 0,
    how: `${count(slots)} slots of ${count(pairs.length)} teams, 15 to 90 minutes: when they begin and end and who could have them, against plain numbers and against date objects`,
  };
}

const told = ({ from, to, agents }: Named): string => `${from} ${to} ${agents.join(' ')}`;

/** Slots that only one of the two has. */
function differences(found: readonly Named[], right: readonly Named[]): number {
  const [ours, theirs] = [found.map(told), right.map(told)];
  const [mine, known] = [new Set(ours), new Set(theirs)];
  return ours.filter(one => !known.has(one)).length + theirs.filter(one => !mine.has(one)).length;
}

/** What a search reads: one query over the rows, which may lag, at half a unit for each begun 4 KB. */
async function readRow({ question: { team, days }, wish }: Case): Promise<Row> {
  const writes = [boardTeamWrite(team, 41), ...days.map(day => boardDayWrite(day, 4_711))];
  const read: { bytes: number; queries: number; mayLag: boolean }[] = [];
  const board = await loadBoard(tableOf(writes, read), days[0]?.day ?? '', { mayLag: true });
  const [{ bytes = 0, mayLag = false } = {}] = read;
  const units = Math.ceil(bytes / 4096) / (mayLag ? 2 : 1);
  const slots = searchSlots({ ...wish, team, days: board.days }).length;
  return {
    goal: `at most ${MOST_UNITS} read units a search`,
    figure: `${units} (${read.length} query, ${(bytes / 1024).toFixed(1)} KB); ${Math.ceil(bytes / 4096)} if it were strongly consistent`,
    pass: read.length === 1 && units <= MOST_UNITS && slots > 0,
    how: `sizes of the product’s own rows by DynamoDB’s rules: ${days.length} days and the team; candidates are read eventually consistent, the booking decides on consistent reads`,
  };
}

function tableOf(
  writes: readonly Write[],
  read: { bytes: number; queries: number; mayLag: boolean }[],
): Table {
  const rows = writes
    .flatMap(write => (write.do === 'put' ? [{ ...write.row, commitId: 'cmt_0123456789abcdefghij' }] : []))
    .sort((a, b) => (a.sk < b.sk ? -1 : 1));
  return {
    get: async () => undefined,
    query: async ({ mayLag = false }) => {
      read.push({ bytes: rows.reduce((sum, row) => sum + bytesOfRow(row), 0), queries: 1, mayLag });
      return { rows };
    },
    commit: async () => ({ done: true }),
  };
}
