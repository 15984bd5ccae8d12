import type { Instant } from '../../shared/kernel/instant.ts';
import type { Times } from './times.ts';
import type { CommonWords } from './words.ts';

/** An instant in words, with its zone where the reader's own clock shows another time. */
export function whenText(at: Instant, { times, words: m }: { times: Times; words: CommonWords }): string {
  const zone = times.zoneName(at);
  return m.when(times.time(at), times.day(at)) + (zone === undefined ? '' : ` (${zone})`);
}
