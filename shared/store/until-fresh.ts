import type { Handled } from './ports.ts';
import type { CommitResult } from './table.ts';

const MAX_TRIES = 8;

/** One try of load → decide → commit: what was decided and how the table took it. */
export type Attempt = Handled & { readonly answer: CommitResult };

/**
 * Runs load → decide → commit until the commit met the state it was decided on. Only `stale` is tried again;
 * `already-done` means that an earlier delivery did it; any other refusal is not expected here and throws.
 */
export async function untilFresh(
  attempt: () => Promise<Attempt>,
  alsoAgain: readonly string[] = [],
): Promise<Handled> {
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const { answer, ...handled } = await attempt();
    if (answer.done) return handled;
    if (answer.refusal === 'already-done') return { ...handled, decision: 'already-done' };
    if (answer.refusal !== 'stale' && !alsoAgain.includes(answer.refusal))
      throw new UnexpectedRefusalError(answer.refusal);
  }
  throw new ContentionError();
}

/** The row changed under us every time; the queue brings the fact back. */
export class ContentionError extends Error {
  override readonly name = 'ContentionError';
  constructor() {
    super(`the row changed ${MAX_TRIES} times while it was decided on`);
  }
}

/** A condition failed that this use case does not foresee. */
export class UnexpectedRefusalError extends Error {
  override readonly name = 'UnexpectedRefusalError';
}
