import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { ToolError } from './command.ts';

/** An event and the file it came from. */
export type FromFile = { readonly file: string; readonly event: unknown };

/** The events of files, of all `.json` files of a directory (by name), or of standard input (`-`). */
export function readEvents(places: readonly string[]): FromFile[] {
  return places.flatMap(filesOf).flatMap(file => eventsIn(file).map(event => ({ file, event })));
}

function filesOf(place: string): string[] {
  if (place === '-') return ['-'];
  try {
    if (!statSync(place).isDirectory()) return [place];
  } catch {
    throw new ToolError(`There is no file or directory ${place}.`);
  }
  return readdirSync(place)
    .filter(name => name.endsWith('.json'))
    .sort()
    .map(name => join(place, name));
}

function eventsIn(file: string): unknown[] {
  const text = readFileSync(file === '-' ? 0 : file, 'utf8');
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : [read];
  } catch (error) {
    throw new ToolError(`${file} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

export type Completion = { readonly now: number; readonly subject?: string | undefined };

/** Fills in what an example leaves open: `time` is now. Another subject makes it another account's event. */
export function completed(event: unknown, { now, subject }: Completion): unknown {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return event;
  const given = event as { id?: unknown; time?: unknown };
  return {
    ...given,
    time: given.time ?? formatInstant(now),
    ...(subject === undefined ? {} : { subject, id: `${String(given.id)}-${subject}` }),
  };
}
