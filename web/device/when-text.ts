import type { Instant } from '../../shared/kernel/instant.ts';
import type { Deeds } from './deeds.ts';

/** An instant in words, with its zone where the reader's own clock shows another time. */
export function whenText(at: Instant, { times, words: m }: Pick<Deeds, 'times' | 'words'>): string {
  const zone = times.zoneName(at);
  return m.when(times.time(at), times.day(at)) + (zone === undefined ? '' : ` (${zone})`);
}
