import type { Change, Condition, Row } from '../../shared/store/table.ts';
import { tableShape } from '../../shared/store/table.ts';

const MAX_ITEM_BYTES = 400 * 1024;

/** What the service answers to a request that it does not understand; never worth another try. */
export class ValidationError extends Error {
  override readonly name = 'ValidationException';
}

/** True when the row (or its absence) fulfils the condition, as DynamoDB evaluates it. */
export function holds(when: Condition, row: Row | undefined): boolean {
  switch (when.is) {
    case 'absent':
      return row === undefined;
    case 'present':
      return row !== undefined;
    case 'version':
      return row?.version === when.version;
    case 'equal':
      return row !== undefined && row[when.field] === when.value;
    case 'same':
      return row !== undefined && Object.entries(when.fields).every(([field, value]) => row[field] === value);
    case 'differs':
      return row?.[when.field] !== when.value;
    case 'below': {
      const value = row?.[when.field];
      return value === undefined || (typeof value === 'number' && value < when.cap);
    }
  }
}

/** The row as the service would keep it: plain data, undefined left out, frozen so that nobody writes into the table. */
export function kept(row: Row): Row {
  const weight = { bytes: 0 };
  const copy = copied(row, weight) as Row;
  if (weight.bytes > MAX_ITEM_BYTES)
    throw new ValidationError('Item size has exceeded the maximum allowed size');
  for (const part of [row.pk, row.sk])
    if (typeof part !== 'string' || part === '') throw new ValidationError('a key attribute is empty');
  for (const index of indexes) checkIndexKeys(row, index);
  sizes.set(copy, weight.bytes);
  return copy;
}

const indexes = Object.values(tableShape.indexes);
const sizes = new WeakMap<Row, number>();
/** About how many bytes of a page a row takes. */
export const bytesOf = (row: Row): number => sizes.get(row) ?? 0;

function copied(value: unknown, weight: { bytes: number }): unknown {
  if (typeof value === 'string') {
    weight.bytes += value.length > 1_000 ? Buffer.byteLength(value) : value.length;
    return value;
  }
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || Number.isNaN(value)) throw new ValidationError('not a value');
    weight.bytes += 8;
    return value;
  }
  weight.bytes += 3;
  if (Array.isArray(value)) return Object.freeze(value.map(part => copied(part, weight)));
  if (Object.prototype.toString.call(value) !== '[object Object]')
    throw new ValidationError('not plain data');
  const copy: Record<string, unknown> = {};
  for (const field in value) {
    const part = (value as Record<string, unknown>)[field];
    if (part === undefined) continue;
    weight.bytes += field.length + 1;
    copy[field] = copied(part, weight);
  }
  return Object.freeze(copy);
}

function checkIndexKeys(row: Row, index: { pk: string; sk: string; sortType: 'N' | 'S' }): void {
  const pk = row[index.pk];
  const sk = row[index.sk];
  if (pk !== undefined && (typeof pk !== 'string' || pk === ''))
    throw new ValidationError(`${index.pk} must be a string that is not empty`);
  const type = index.sortType === 'N' ? 'number' : 'string';
  if (sk !== undefined && (typeof sk !== type || sk === '' || Number.isNaN(sk)))
    throw new ValidationError(`${index.sk} must be a ${type}`);
}

/** The row after an update expression: set, add, remove; made when there is none. */
export function changed(row: Row | undefined, change: Change, commitId: string): Row {
  const { set = {}, add = {}, remove = [] } = change;
  const touched = [...Object.keys(set), ...Object.keys(add), ...remove];
  if (new Set(touched).size !== touched.length) throw new ValidationError('Two document paths overlap');
  if (touched.includes('pk') || touched.includes('sk'))
    throw new ValidationError('Cannot update attribute: it is part of the key');
  const next: Record<string, unknown> = { ...row, ...set, commitId };
  for (const [field, amount] of Object.entries(add)) {
    const value = next[field] ?? 0;
    if (typeof value !== 'number') throw new ValidationError('ADD needs a number');
    next[field] = value + amount;
  }
  for (const field of remove) delete next[field];
  return { ...next, pk: change.key.pk, sk: change.key.sk };
}
