import type { Instant } from '../../shared/kernel/instant.ts';
import { element } from '../customer/element.ts';
import { zoneText } from '../customer/times.ts';
import type { Deeds } from './deeds.ts';

/** A time, large, with its day and always its zone: it is agreed with somebody who may be in another one. */
export const dueTime = (at: Instant, { times, words: m, zones }: Deeds): HTMLElement =>
  element(
    'p',
    { class: 'due' },
    element('time', { datetime: new Date(at).toISOString() }, m.time(times.time(at))),
    element('span', {}, times.day(at)),
    element('small', {}, zoneText(m.locale, zones.shown, at)),
  );
