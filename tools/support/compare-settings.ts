import { isDeepStrictEqual } from 'node:util';
import type { Settings } from '../../shared/contracts/settings.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { loadSeeds, seedParts } from './seed-settings.ts';

/** What applying the file would change, and where rows that began with it say something else by now. */
export async function compareSettings(
  table: Table,
  settings: Settings,
): Promise<{ changes: string[]; edited: string[] }> {
  const { agents, calendars, schedules = {}, chains, policies, depots, ...wanted } = settings;
  const seeds = { agents, calendars, schedules, chains, depots, policies };
  const held = await loadSeeds(table);
  const changes = compare(await loadSettings(table).catch(() => ({})), wanted);
  const edited: string[] = [];
  for (const part of seedParts) {
    const rows = new Map<string, object>(held[part].map(row => [row.id, row]));
    for (const [id, input] of Object.entries(seeds[part])) {
      const row = rows.get(id);
      if (row) edited.push(...compare(alike(row, input), input, `${part}.${id}`));
      else changes.push(`+ ${part}.${id}`);
    }
  }
  return { changes, edited };
}

/** What the table adds to what an input says. */
const ADDED = new Set([
  'id',
  'version',
  'changedAt',
  'changedBy',
  'closedDays',
  'absences',
  'book',
  'overrides',
]);
const alike = (row: object, input: object): object =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name in input || !ADDED.has(name)));

/** One line for each place where the two differ: `-` is the deployment, `+` the file. */
function compare(held: unknown, wanted: unknown, path = ''): string[] {
  if (isDeepStrictEqual(held, wanted)) return [];
  if (isPlain(held) && isPlain(wanted)) {
    const names = [...new Set([...Object.keys(held), ...Object.keys(wanted)])].sort();
    return names.flatMap(name => compare(held[name], wanted[name], path ? `${path}.${name}` : name));
  }
  return [
    ...(held === undefined ? [] : [`- ${path}: ${JSON.stringify(held)}`]),
    ...(wanted === undefined ? [] : [`+ ${path}: ${JSON.stringify(wanted)}`]),
  ];
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
