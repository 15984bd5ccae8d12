import { wallMinutes } from '../../kernel/wall-minutes.ts';
import type { DayHours } from '../time/open-hours.ts';

/** A contact who is there for less than this is never met. */
const LEAST_MINUTES = 30;

/** When a contact may be called: in hours of their own of 30 minutes a day or more, else in the company's. */
export const callHoursOf = (own: readonly [string, string] | undefined, companys: DayHours): DayHours =>
  own && wallMinutes(own) >= LEAST_MINUTES ? [own] : companys;
