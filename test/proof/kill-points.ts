import type { Row } from '../../shared/store/table.ts';
import type { CallFault } from '../simulation/faults.ts';
import { everyNth } from '../support/shown.ts';
import { type Kill, type Replayed, replay, type Sabotage } from './replay.ts';
import { isChat, isHint } from './replay-alike.ts';
import { isSending, replaySending } from './replay-sending.ts';
import type { NotedSteps, Step } from './steps.ts';

export const callFaults: readonly CallFault[] = ['refused', 'lost-answer', 'crash'];

export type KillReport = {
  /** Names of the steps that were met, with how many ways through each. */
  readonly ways: Map<string, number>;
  /** Ways that a step was seen to go, by its outside calls and what it wrote: each is killed once. */
  readonly seen: Set<string>;
  calls: number;
  replays: number;
  /** What went out once more because the answer to it was lost, or could not be written down. */
  repeats: number;
  /** Consoles that were told once more to read again, which nobody writes down. */
  hints: number;
  readonly wrong: string[];
};
export const emptyReport = (): KillReport => ({
  ways: new Map(),
  seen: new Set(),
  calls: 0,
  replays: 0,
  repeats: 0,
  hints: 0,
  wrong: [],
});

export type Killing = {
  /** At most so many ways through a step. */
  readonly most?: number;
  readonly sabotage?: Sabotage;
  /** Sabotaged are the steps that send something to the team, which take their time, instead of all others. */
  readonly sends?: boolean;
};

function isSeen({ seen }: KillReport, name: string, { calls, wrote }: Replayed): boolean {
  const way = `${name}: ${calls.join(', ')}; ${wrote.join('; ')}`;
  const before = seen.has(way);
  seen.add(way);
  return before;
}

/**
 * Every outside call of every way through every noted step × failed before, answer lost, died after it; delivered again
 * until it is answered, the table and what was sent must be as if nothing had happened. A send is repeated only where its
 * answer was lost, or the commit right after it could not be made.
 */
export async function killEverywhere(
  noted: NotedSteps,
  report: KillReport,
  { most = Number.POSITIVE_INFINITY, sabotage, sends = false }: Killing = {},
) {
  const rowsBefore = noted.rowsBefore();
  for (const step of noted.steps) {
    const ways = report.ways.get(step.name) ?? 0;
    if (ways >= most) continue;
    const rows = [...rowsBefore(step)];
    const healthy = await replay(step, rows);
    if (isSeen(report, step.name, healthy)) continue;
    report.ways.set(step.name, ways + 1);
    const all = healthy.calls.map((_, n) => n + 1);
    // A bug may be seen at one call alone.
    const calls = sabotage ? all : everyNth('KILL_EVERY', all);
    report.calls += calls.length;
    const isOne = isSending(step, healthy);
    const again = isOne ? replaySending : replay;
    if (sabotage && isOne !== sends) continue;
    const given = { step, rows, again, sabotage, healthy: isOne ? await again(step, rows) : healthy };
    for (const call of calls) for (const fault of callFaults) await killOnce(given, { fault, call }, report);
  }
}

type Killed = {
  readonly step: Step;
  readonly rows: readonly Row[];
  readonly healthy: Replayed;
  readonly again: typeof replay;
  readonly sabotage: Sabotage | undefined;
};

async function killOnce(
  { step, rows, healthy, again, sabotage }: Killed,
  kill: Kill,
  report: KillReport,
): Promise<void> {
  report.replays++;
  const where = `${step.name}, ${healthy.calls[kill.call - 1]} (call ${kill.call}) ${kill.fault}`;
  try {
    const after = await again(step, rows, kill, sabotage);
    const { missing, more } = differing(healthy.rows, after.rows);
    if (missing.length + more.length > 0)
      report.wrong.push(
        `${where}: ${[...missing.map(row => `- ${row}`), ...more.map(row => `+ ${row}`)].join('\n')}`,
      );
    const sent = differing(healthy.sent, after.sent);
    const missed = sent.missing.filter(one => !isChat(one));
    if (missed.length > 0) report.wrong.push(`${where}: never sent ${missed.join('\n')}`);
    const foreign = sent.more.filter(one => isChat(one) || (!isHint(one) && !healthy.sent.includes(one)));
    if (foreign.length > 0) report.wrong.push(`${where}: sent what was not wanted ${foreign.join('\n')}`);
    const hints = sent.more.filter(isHint).length;
    const repeats = sent.more.length - foreign.length - hints;
    report.wrong.push(...needless(healthy, after, kill).map(one => `${where}: ${one}`));
    // A mailbox shows each mail: what a customer is written goes out once.
    if (repeats > 0 && step.name.startsWith('tellings ')) report.wrong.push(`${where}: written twice`);
    report.repeats += repeats;
    report.hints += hints;
  } catch (error) {
    report.wrong.push(`${where}: ${error}`);
  }
}

const isSendCall = (what = ''): boolean => /^(bus\.put|clock-queues\.send)/.test(what);

/** What was sent again although the fault took neither its own answer nor the commit right after it. */
function needless(healthy: Replayed, after: Replayed, { fault, call }: Kill): readonly string[] {
  const isUnheard = fault !== 'refused' && isSendCall(healthy.calls[call - 1]);
  const toFunctions = differing(healthy.sent, after.sent).more.filter(one => /^\{"(fact|tick)"/.test(one));
  return [...after.needless, ...(isUnheard ? [] : toFunctions.map(one => `sent again: ${one}`))];
}

/** What the one has and the other lacks, counted. */
function differing(one: readonly string[], other: readonly string[]) {
  const left = new Map<string, number>();
  for (const text of one) left.set(text, (left.get(text) ?? 0) + 1);
  const more = other.filter(text => {
    const count = left.get(text) ?? 0;
    if (count > 0) left.set(text, count - 1);
    return count === 0;
  });
  return { more, missing: [...left].flatMap(([text, count]) => Array.from({ length: count }, () => text)) };
}
