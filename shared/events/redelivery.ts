import type { Refused } from '../kernel/outcome.ts';

/** How often a message is tried before it becomes a dead letter. With these pauses that is after four to eight hours. */
export const TRIES = 100;

const FIRST_SECONDS = 2;
/** A third of the quarter of an hour in which everything has to be done after an outage: a second try must fit in, too. */
const MOST_SECONDS = 300;

/** After how many seconds a message that failed comes back: at least and at most. It doubles with every `received`, from 1 on. */
export function redelivery(received: number): readonly [number, number] {
  const most = Math.min(MOST_SECONDS, FIRST_SECONDS * 2 ** received);
  return [most / 2, most];
}

/** With these pauses that is after half an hour to an hour: longer than it takes to replace all functions. */
const TRIES_OF_UNKNOWN = 20;

/**
 * Whether what cannot be read comes again: a release may be replacing this function just now, and what the newer one sends
 * is known by whoever comes after. What is unreadable in itself never does.
 */
export const comesAgain = ({ refusal, detail }: Refused<string>, received: number): boolean =>
  received < TRIES_OF_UNKNOWN &&
  (refusal === 'unknown-type' ||
    refusal === 'unknown-version' ||
    // A value that a newer release has added to a list.
    (refusal === 'malformed' && String(detail?.['field']).startsWith('data.')));
