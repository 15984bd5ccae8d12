import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { type Checked, checkEvent } from '../../functions/upkeep/check-event.ts';
import { namesFor } from '../../shared/events/catalog.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { type Instant, parseInstant } from '../../shared/kernel/instant.ts';
import { oneLine, ToolError } from '../support/command.ts';

/** A fact as the product would have got it, and when. `line` is where it stands; in a JSON array, which one it is. */
export type Recorded = Checked & { readonly line: number; readonly heardAt: Instant };
export type LeftOut = { readonly line: number; readonly problem: string };
export type Recording = {
  /** Each once, in the order in which they were heard, whatever the order of the lines. */
  readonly facts: readonly Recorded[];
  readonly leftOut: readonly LeftOut[];
  /** Lines that say what another one said. */
  readonly repeats: number;
  /** Facts of other matters, such as devices. */
  readonly others: number;
};
type Said = { readonly line: number; readonly event: unknown; readonly problem?: string };

/** Who the facts come from, as a part of their identity. */
const PRODUCER = 'backtest';
const concerns = new Set([...namesFor('accounts'), ...namesFor('outreach')]);

/** Reads a file of JSON lines, or of one JSON array: CloudEvents as they are sent to the API. */
export const readRecording = async (file: string): Promise<Recording> => recordingOf(eventsIn(file));

/** Checks events as intake does, each as if it had come when it was heard, and puts them in order. */
export async function recordingOf(said: AsyncIterable<Said> | Iterable<Said>): Promise<Recording> {
  const found = new Map<string, Recorded>();
  const leftOut: LeftOut[] = [];
  const count = { repeats: 0, others: 0 };
  for await (const one of said) {
    const read = one.problem === undefined ? recordedOf(one) : { line: one.line, problem: one.problem };
    if ('problem' in read) leftOut.push(read);
    else if (!concerns.has(read.fact.name)) count.others += 1;
    else {
      const problem = keep(found, read);
      if (problem) leftOut.push(problem);
      else if (problem === undefined) count.repeats += 1;
    }
  }
  const facts = [...found.values()].sort(inOrder);
  leftOut.sort((a, b) => a.line - b.line);
  return { facts, leftOut, ...count };
}

/** By when they were heard; what was heard at once, by account and id. */
export const inOrder = (a: Recorded, b: Recorded): number =>
  a.heardAt - b.heardAt || order(a.fact.accountId, b.fact.accountId) || order(a.fact.id, b.fact.id);
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** An event is heard at its `recordedtime` (an extension of CloudEvents), else when it happened. */
export function recordedOf({ line, event }: Said): Recorded | LeftOut {
  const { time, recordedtime } = (event ?? {}) as { time?: unknown; recordedtime?: unknown };
  const heard = recordedtime ?? time;
  const heardAt = typeof heard === 'string' ? parseInstant(heard) : undefined;
  if (recordedtime !== undefined && heardAt === undefined)
    return { line, problem: 'recordedtime: must be an RFC 3339 timestamp such as 2026-11-22T09:00:00Z' };
  const checked = checkEvent(event, { producer: PRODUCER, now: heardAt ?? 0 });
  if (!checked.ok) {
    const { field = '(whole)', problem = checked.refusal } = checked.detail ?? {};
    return { line, problem: `${String(field)}: ${String(problem)}` };
  }
  return { ...checked.value, line, heardAt: heardAt ?? checked.value.fact.occurredAt };
}

/** Keeps a fact: `false` when it is the first of its id, nothing when it is a repeat, the problem when it contradicts one. */
function keep(found: Map<string, Recorded>, read: Recorded): LeftOut | false | undefined {
  const name = JSON.stringify([read.fact.id, read.fact.accountId]);
  const held = found.get(name);
  if (!held) {
    found.set(name, read);
    return false;
  }
  const [first, other] = isFirst(read, held) ? [read, held] : [held, read];
  found.set(name, first);
  if (contentOf(first) === contentOf(other)) return undefined;
  return { line: other.line, problem: `id: says something else than line ${first.line} under the same id` };
}

/** Of two facts with one id, what was heard first counts, and no order of lines. */
const isFirst = (a: Recorded, b: Recorded): boolean =>
  a.heardAt < b.heardAt || (a.heardAt === b.heardAt && contentOf(a) < contentOf(b));

const contentOf = ({ fact, contact }: Recorded): string => {
  const { name, version, occurredAt, data }: Fact = fact;
  return JSON.stringify([name, version, occurredAt, data, contact ?? null]);
};

async function* eventsIn(file: string): AsyncGenerator<Said> {
  const whole = await arrayIn(file);
  if (whole) for (const [at, event] of whole.entries()) yield { line: at + 1, event };
  else yield* linesIn(file);
}

async function* linesIn(file: string): AsyncGenerator<Said> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file, 'utf8') })) {
    line += 1;
    if (text.trim() === '') continue;
    const event = parsed(text);
    if (event instanceof Error) yield { line, event: undefined, problem: `is not JSON: ${oneLine(event)}` };
    else for (const one of Array.isArray(event) ? event : [event]) yield { line, event: one };
  }
}

/** The events of a file that is one array; lines may be arrays too, each a batch. */
async function arrayIn(file: string): Promise<unknown[] | undefined> {
  if (!(await beginsWithBracket(file))) return undefined;
  const text = await readFile(file, 'utf8');
  const whole = parsed(text);
  if (Array.isArray(whole)) return whole;
  if (parsed(text.trimStart().split('\n')[0] ?? '') instanceof Error)
    throw new ToolError(`${file} is no JSON array: ${oneLine(whole)}`);
  return undefined;
}

async function beginsWithBracket(file: string): Promise<boolean> {
  try {
    const handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1024)).finally(() => handle.close());
    return buffer.toString('utf8', 0, bytesRead).trimStart().startsWith('[');
  } catch (error) {
    throw new ToolError(`${file} cannot be read: ${oneLine(error)}`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}
