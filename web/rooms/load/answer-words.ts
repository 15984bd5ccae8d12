import { HOUR, SECOND } from '../../../shared/kernel/instant.ts';
import type { Format } from '../../app/format.ts';
import { useFormat } from '../../app/locale.tsx';

/** A time to answer: to the second within an hour, else to the minute. */
export const answerWords = (seconds: number, format: Pick<Format, 'exact' | 'span'>): string =>
  seconds * SECOND < HOUR ? format.exact(seconds * SECOND) : format.span(seconds * SECOND);

export function useAnswerWords(): (seconds: number) => string {
  const format = useFormat();
  return seconds => answerWords(seconds, format);
}
