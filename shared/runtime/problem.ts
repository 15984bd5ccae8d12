import type { Problem } from '../contracts/common.ts';
import type { Refused } from '../kernel/outcome.ts';

/** What a caller did wrong, thrown where it is found and answered as problem+json (RFC 9457). */
export class CallerError extends Error {
  override readonly name = 'CallerError';
  readonly problem: Problem;
  constructor(problem: Omit<Problem, 'type'>) {
    super(problem.title);
    this.problem = { type: 'about:blank', ...problem };
  }
}

const statusByRefusal: Readonly<Record<string, number>> = {
  'not-found': 404,
  forbidden: 403,
  'signed-out': 401,
  'not-signed-in': 401,
  'too-many': 429,
  'too-large': 413,
  'unsupported-media-type': 415,
  malformed: 400,
};
const conflicts = new Set([
  'stale',
  'taken',
  'already-exists',
  'already-merged',
  'already-done',
  'already-claimed',
  'in-use',
  'slot-taken',
  'key-reused',
]);

/** HTTP status of a refusal: 409 where somebody else was there first, else 422, but for the few with their own. */
export const statusOf = (refusal: string): number =>
  statusByRefusal[refusal] ?? (conflicts.has(refusal) ? 409 : 422);

/** A refusal as problem+json; its kebab word reads aloud as the title. */
export const problemOf = (refused: Refused<string>): Problem => ({
  type: 'about:blank',
  title: refused.refusal.replaceAll('-', ' '),
  status: statusOf(refused.refusal),
  refusal: refused.refusal,
  ...(refused.detail?.['problem'] !== undefined ? { detail: String(refused.detail['problem']) } : {}),
  ...(refused.detail?.['by'] !== undefined ? { by: String(refused.detail['by']) } : {}),
  ...(refused.detail?.['field'] !== undefined ? { field: String(refused.detail['field']) } : {}),
  ...(refused.detail?.['slots'] !== undefined ? { slots: refused.detail['slots'] as Problem['slots'] } : {}),
});
