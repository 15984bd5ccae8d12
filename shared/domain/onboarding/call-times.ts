import { DAY, HOUR, type Instant } from '../../kernel/instant.ts';
import {
  type ContactTimes,
  deadlineInWindow,
  firstInWindow,
  lastBusinessDayOnOrBefore,
  windowOf,
} from '../time/contact-window.ts';

/** From when and until when to call. */
export type Due = { readonly readyAt: Instant; readonly dueAt: Instant };

/** Instants in the window of a contact. */
export type CallTimes = {
  /** Ready at the first moment in the window from `from` on, due when so many hours of the window have passed. */
  readonly within: (from: Instant, hours: number) => Due;
  /** From the opening to the closing of the last business day on or before the local day of the instant. */
  readonly lastDayBefore: (at: Instant) => Due;
};

/** Whatever lies further from the present is nothing to plan calls by. */
const REACH = 3 * 366 * DAY;

/** The times of a contact who is called in such a window; the answers do not depend on `now`, only how far they reach. */
export function callTimes(where: ContactTimes, now: Instant): CallTimes {
  const isNear = (at: Instant) => Math.abs(at - now) <= REACH;
  return {
    within: (from, hours) => {
      if (!isNear(from)) return { readyAt: from, dueAt: from + hours * HOUR };
      const window = windowOf({ ...where, now: from });
      return {
        readyAt: firstInWindow(window, from) ?? from,
        dueAt: deadlineInWindow(window, from, hours * HOUR),
      };
    },
    lastDayBefore: at => {
      const day = isNear(at) ? lastBusinessDayOnOrBefore(windowOf({ ...where, now: at }), at) : undefined;
      return day ? { readyAt: day.from, dueAt: day.to } : { readyAt: at, dueAt: at };
    },
  };
}
