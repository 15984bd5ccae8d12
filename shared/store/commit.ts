import type { CommitResult, Row, Write, WriteSet } from './table.ts';

/** DynamoDB's limit of one transaction. */
export const MAX_WRITES = 100;

export const keyOfWrite = (write: Write) => (write.do === 'put' ? write.row : write.key);

/** Throws when a write set could never be committed: empty, too long, or one row twice. */
export function assertFit(set: WriteSet): void {
  if (set.writes.length === 0 || set.writes.length > MAX_WRITES)
    throw new CommitError(`a commit holds 1 to ${MAX_WRITES} writes, this one has ${set.writes.length}`);
  const places = new Set(set.writes.map(write => `${keyOfWrite(write).pk}\n${keyOfWrite(write).sk}`));
  if (places.size !== set.writes.length) throw new CommitError('a commit may touch each row only once');
}

/**
 * What a failed condition means. A row that carries our own commit id was written by an earlier try whose
 * answer was lost: that is success, not a refusal.
 */
export function refusalAt(set: WriteSet, at: number, row: Row | undefined): CommitResult {
  if (row?.commitId === set.commitId) return { done: true };
  return { done: false, refusal: set.writes[at]?.orElse ?? 'condition-failed', at, row };
}

/** The table did not take a write set for a reason that no rule foresees. */
export class CommitError extends Error {
  override readonly name = 'CommitError';
}
