import { formatInstant } from '../kernel/instant.ts';
import { join } from './keys.ts';

/** Lists that are counted over a period, by month (UTC); each is sorted by its instant. */
export const insightLists = {
  /** Calls that are over, by when they ended; of the index by time, since their account lists them too. */
  callsEnded: (at: number): string => join('calls-ended', formatInstant(at).slice(0, 7)),
  /** What customers said of calls, by when. */
  feedback: (at: number): string => join('feedback', formatInstant(at).slice(0, 7)),
} as const;

/** Instants as text are of one length. */
const TEXT = formatInstant(0).length;

/** The instant that a sort key of `timeKey` begins with. */
export const instantOfKey = (key: string): number => Date.parse(key.slice(0, TEXT));
