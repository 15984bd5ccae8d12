import { formatInstant } from '../../../shared/kernel/instant.ts';
import type { Row } from '../../../shared/store/table.ts';
import type { By } from '../api.ts';
import type { Tale } from '../tale.ts';

const agent = (staff: string, ...more: readonly string[]): By & { staff: string } => ({
  staff,
  roles: ['agent', ...more],
});

/** The team of the example company; Anna and Fatima lead. */
export const anna = agent('anna', 'lead', 'ops');
export const bruno = agent('bruno');
export const carmen = agent('carmen');
export const denise = agent('denise');
export const emil = agent('emil');
export const fatima = agent('fatima', 'lead');

/** The company's own systems, with the keys that they hold. */
export const shop: By = { machine: 'shop', scopes: ['events:write'] };
export const crm: By = { machine: 'crm', scopes: ['accounts:write'] };

/** A caller who repeats a request whose answer was lost says that it is the same one. */
export const once = (key: string): Readonly<Record<string, string>> => ({ 'idempotency-key': key });

/** An instant so many milliseconds from now, as it is written to the API. */
export const inTime = ({ world }: Tale, milliseconds: number): string =>
  formatInstant(world.clock.now() + milliseconds);

type Wanted = Readonly<Record<string, unknown>>;
const fits = (row: Row, wanted: Wanted): boolean =>
  Object.entries(wanted).every(([field, value]) => row[field] === value);

/** The rows of a kind that are as wanted, the oldest first. */
export const all = ({ rows }: Tale, type: string, wanted: Wanted = {}): Row[] =>
  rows(type).filter(row => fits(row, wanted));

/** The newest row of a kind that is as wanted; a tale that lacks it has gone another way. */
export function last(tale: Tale, type: string, wanted: Wanted = {}): Row {
  const found = all(tale, type, wanted).at(-1);
  if (!found) throw new Error(`no ${type} with ${JSON.stringify(wanted)}`);
  return found;
}

export const idOf = (row: Row): string => String(row['id']);
