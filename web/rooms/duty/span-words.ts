import type { Format } from '../../app/format.ts';

type Spans = Pick<Format, 'dated' | 'dayOf' | 'time'>;

/** From when to when, with the day of the end only where it is another. */
export const spanWords = ({ dated, dayOf, time }: Spans, from: string, to: string): string =>
  `${dated(from)} – ${dayOf(from) === dayOf(to) ? time(to) : dated(to)}`;
