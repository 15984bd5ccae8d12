import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Fact } from '../../../shared/events/envelope.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { Row } from '../../../shared/store/table.ts';
import type { Functions } from '../../simulation/product.ts';
import type { EventShape } from './event-shapes.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

export const projectVersion = (): string =>
  (JSON.parse(readFileSync(join(HERE, '../../../package.json'), 'utf8')) as { version: string }).version;

/** Releases whose facts and rows are kept, by their versions. */
export const keptReleases = (): string[] =>
  readdirSync(HERE, { withFileTypes: true })
    .filter(one => one.isDirectory())
    .map(({ name }) => name);

const linesOf = (release: string, file: string): unknown[] =>
  readFileSync(join(HERE, release, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as unknown);

export const factsOf = (release: string): Fact[] => linesOf(release, 'facts.jsonl') as Fact[];

export type Noon = {
  readonly at: Instant;
  /** What each consumer had answered, and which effects there were, as a world counts them. */
  readonly handled: readonly string[];
  readonly effects: readonly string[];
  readonly rows: readonly Row[];
  /** Facts that waited in queues. */
  readonly messages: readonly Fact[];
};

/** The middle of a busy day: the table as it stood, and what was on its way. */
export function noonOf(release: string): Noon {
  const [first, ...rows] = linesOf(release, 'table-at-noon.jsonl');
  const messages = linesOf(release, 'messages-at-noon.jsonl') as Fact[];
  return { ...(first as Omit<Noon, 'rows' | 'messages'>), rows: rows as Row[], messages };
}

export const shapesOf = (release: string): Record<string, EventShape> =>
  Object.fromEntries(linesOf(release, 'events.jsonl') as [string, EventShape][]);

/** A release's own functions, as they were. */
export const functionsOf = async (release: string): Promise<Functions> =>
  (await import(pathToFileURL(join(HERE, release, 'functions.mjs')).href)) as Functions;
