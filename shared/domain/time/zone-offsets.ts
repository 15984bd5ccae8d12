import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../kernel/instant.ts';

/** What a clock on the wall shows, told as the instant at which a clock in UTC shows the same. */
export type WallTime = number;

/** A zone's offset from UTC in milliseconds (east is positive), and since when it holds. */
type OffsetSince = { readonly since: Instant; readonly offset: number };

/** A zone's offsets over a range in their order; the first holds since ever, the last for ever. */
export type ZoneOffsets = readonly OffsetSince[];

/** Offsets that come and go stay for seven days less an hour at least, in every zone since 1970 (Gaza in 2040). */
const STEP = 3 * DAY;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Made when a zone is first asked for: a formatter costs a part of a millisecond, which a start must not pay. */
function formatterOf(zone: string): Intl.DateTimeFormat {
  const name = zone.toLowerCase();
  let formatter = formatters.get(name);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hour: 'numeric',
      timeZoneName: 'longOffset',
    });
    formatters.set(name, formatter);
  }
  return formatter;
}

/** True when the zone is one that this machine's time-zone data knows. */
export function isKnownZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds by which the zone's clocks are ahead of UTC at the instant. Throws for a zone that is unknown. */
export function offsetAt(zone: string, instant: Instant): number {
  const text = formatterOf(zone).format(instant);
  const [, sign, hours, minutes, seconds = '0'] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  if (sign === undefined) return 0;
  const size = Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND;
  return sign === '-' ? -size : size;
}

/** What a clock on the wall of the zone shows at the instant. */
export const wallTimeAt = (zone: string, instant: Instant): WallTime => instant + offsetAt(zone, instant);

/** Every offset that the zone has within the range, each with the second since which it holds. */
export function zoneOffsets(zone: string, range: { from: Instant; to: Instant }): ZoneOffsets {
  let at = Math.floor(range.from / SECOND) * SECOND;
  let offset = offsetAt(zone, at);
  const found = [{ since: Number.NEGATIVE_INFINITY, offset }];
  while (at < range.to) {
    const next = at + STEP;
    if (offsetAt(zone, next) === offset) at = next;
    else {
      at = endOf(zone, offset, { from: at, to: next });
      offset = offsetAt(zone, at);
      found.push({ since: at, offset });
    }
  }
  return found;
}

/** The second at which the zone gives up an offset that it has at `from` and has not at `to`: halving finds it. */
function endOf(zone: string, offset: number, range: { from: Instant; to: Instant }): Instant {
  let { from, to } = range;
  while (to - from > SECOND) {
    const middle = from + Math.floor((to - from) / 2 / SECOND) * SECOND;
    if (offsetAt(zone, middle) === offset) from = middle;
    else to = middle;
  }
  return to;
}

/**
 * The instant at which the zone's clocks show a wall time. One that does not exist moves forward by the length of the
 * gap; of two instants that show it, the first counts (Temporal's `compatible`).
 */
export function instantOf(offsets: ZoneOffsets, wall: WallTime): Instant {
  let before = 0;
  for (let i = 0; i < offsets.length; i++) {
    const { since, offset } = offsets[i] as OffsetSince;
    const instant = wall - offset;
    if (instant < (offsets[i + 1]?.since ?? Number.POSITIVE_INFINITY))
      return instant >= since ? instant : wall - before;
    before = offset;
  }
  return wall;
}
