import type { Fact } from '../../shared/events/envelope.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import type { Random } from './random.ts';

/** Monday at midnight (UTC); everybody is called between morning and evening of Europe. */
export const FIRST = Date.UTC(2026, 10, 23);
export const YEAR = 365;
/** When facts come, by the hour of the day (UTC). */
export const HEARD_AT = [7, 11, 15] as const;

/** A fact with the instant at which it comes. */
export type Heard = { readonly at: number; readonly fact: Fact };
/** One of the times of a day at which facts come. */
export const slot = (random: Random, day: number): number => FIRST + day * DAY + random.pick(HEARD_AT) * HOUR;
