import { type Row, tableShape } from '../../shared/store/table.ts';

/** What one write of one row costs, in write request units. */
export type Units = { readonly table: number; readonly indexes: number };

type Written = { readonly before: Row | undefined; readonly after: Row | undefined };

/**
 * DynamoDB's rules: a unit for each begun KB of the larger of the row before and after, twice that within a
 * transaction. Each index pays for the change to what it keeps, which here is the whole row: nothing when that stays as
 * it is, one write when the entry comes, goes or changes in its place, two when it moves to another key. An index is
 * brought up to date after a transaction, and costs the same as after a plain write.
 */
export function writeUnits({ before, after }: Written, given: { transaction: boolean }): Units {
  const row = Math.max(1, unitsOf(before), unitsOf(after));
  const indexes = Object.values(tableShape.indexes)
    .map(index => indexUnits(entryIn(index, before), entryIn(index, after)))
    .reduce((sum, units) => sum + units, 0);
  return { table: given.transaction ? 2 * row : row, indexes };
}

type Index = { readonly pk: string; readonly sk: string };
type Entry = { readonly place: string; readonly row: Row };

function entryIn({ pk, sk }: Index, row: Row | undefined): Entry | undefined {
  if (row?.[pk] === undefined || row[sk] === undefined) return undefined;
  return { place: JSON.stringify([row[pk], row[sk]]), row };
}

function indexUnits(before: Entry | undefined, after: Entry | undefined): number {
  if (before && after && before.place === after.place)
    return JSON.stringify(before.row) === JSON.stringify(after.row)
      ? 0
      : Math.max(unitsOf(before.row), unitsOf(after.row));
  return unitsOf(before?.row) + unitsOf(after?.row);
}

const unitsOf = (row: Row | undefined): number => (row === undefined ? 0 : Math.ceil(bytesOfRow(row) / 1024));

/** A row's size as DynamoDB counts it: names and values, a number by its digits, three bytes around lists and maps. */
export const bytesOfRow = (row: Readonly<Record<string, unknown>>): number =>
  Object.entries(row).reduce(
    (sum, [name, value]) => (value === undefined ? sum : sum + Buffer.byteLength(name) + bytesOf(value)),
    0,
  );

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return numberBytes(value);
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value)) return value.reduce<number>((sum, part) => sum + 1 + bytesOf(part), 3);
  return 3 + Object.keys(value).length + bytesOfRow(value as Record<string, unknown>);
}

/** A byte for two digits, zeros at both ends not counted, one for the exponent and one for a minus. */
function numberBytes(value: number): number {
  const digits = String(Math.abs(value))
    .replace('.', '')
    .replace(/^0+|0+$/g, '').length;
  return Math.ceil(digits / 2) + 1 + (value < 0 ? 1 : 0);
}
