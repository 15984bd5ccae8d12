import type { Fact } from '../events/envelope.ts';

/** The product bus. Answers entry by entry, since the service takes and refuses them one by one. */
export type Bus = { put(facts: readonly Fact[]): Promise<readonly boolean[]> };
