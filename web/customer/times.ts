import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../shared/kernel/instant.ts';

const format = (locale: string, zone: string | undefined, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...(zone ? { timeZone: zone } : {}), ...options });

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Reads alike here and there: the clocks on the wall show the same at that instant. */
function sameClock(zone: string, own: string | undefined, at: Instant): boolean {
  const read = (where: string | undefined) =>
    format('en', where, { dateStyle: 'short', timeStyle: 'short' }).format(at);
  return read(zone) === read(own);
}

export type Times = {
  /** Such as 14:20. */
  readonly time: (at: Instant) => string;
  /** Such as Wednesday 25 November. */
  readonly day: (at: Instant) => string;
  /** Name of the zone these are told in; undefined when the reader's own clock shows the same. */
  readonly zoneName: (at: Instant) => string | undefined;
};

/**
 * Instants in the zone of the case, for one language. A zone that the browser does not know is replaced by the
 * browser's own. `own` is that of the browser when left out.
 */
export function timesIn(locale: string, wanted: string, own?: string): Times {
  const zone = isZone(wanted) ? wanted : own;
  const time = format(locale, zone, { hour: '2-digit', minute: '2-digit' });
  const day = format(locale, zone, { weekday: 'long', day: 'numeric', month: 'long' });
  return {
    time: at => time.format(at),
    day: at => day.format(at),
    zoneName: at => (zone === undefined || sameClock(zone, own, at) ? undefined : nameOf(locale, zone, at)),
  };
}

const nameOf = (locale: string, zone: string, at: Instant): string =>
  format(locale, zone, { timeZoneName: 'longGeneric' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? zone;

/** A zone by its name and how far it is from UTC at that instant: Nepal Time (GMT+5:45). */
export function zoneText(locale: string, zone: string, at: Instant): string {
  const offset = format(locale, zone, { timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const name = nameOf(locale, zone, at);
  return offset === undefined || offset === name ? name : `${name} (${offset})`;
}

type Unit = 'day' | 'hour' | 'minute' | 'second';

/** A length in its two largest units, the smaller rounded down: 1 hour 12 minutes. Less than nothing is nothing. */
export function lengthParts(ms: number): readonly (readonly [number, Unit])[] {
  const left = Math.max(0, ms);
  const all: readonly (readonly [number, Unit])[] = [
    [Math.floor(left / DAY), 'day'],
    [Math.floor((left % DAY) / HOUR), 'hour'],
    [Math.floor((left % HOUR) / MINUTE), 'minute'],
    [Math.floor((left % MINUTE) / SECOND), 'second'],
  ];
  const first = all.findIndex(([n]) => n > 0);
  return first < 0 ? all.slice(3) : all.slice(first, first + 2).filter(([n], at) => at === 0 || n > 0);
}

export const lengthText = (locale: string, ms: number): string =>
  lengthParts(ms)
    .map(([n, unit]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(n))
    .join(' ');
