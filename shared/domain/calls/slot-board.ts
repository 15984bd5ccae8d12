import { DAY, type Instant, MINUTE } from '../../kernel/instant.ts';
import type { Range } from '../time/open-hours.ts';

/** Calls begin every quarter of an hour. */
export const QUARTER = 15 * MINUTE;
export const QUARTERS = DAY / QUARTER;
/** A day's quarters as bits, the earliest lowest. */
export const DAY_BYTES = QUARTERS / 8;

export type Skills = { readonly languages: readonly string[]; readonly products: readonly string[] };

/**
 * Who is on the board, each at a place for good: the rows of the days tell agents by their places. Many have the same
 * skills, so those stand here once.
 */
export type BoardTeam = {
  readonly ids: readonly string[];
  readonly skills: readonly Skills[];
  /** By place: which of the skills they have. */
  readonly skillsOf: readonly number[];
};

export const emptyTeam: BoardTeam = { ids: [], skills: [], skillsOf: [] };

/** A hold: its quarters count as taken until an instant, and as free from then on. */
export type BoardHold = readonly [place: number, first: number, end: number, until: Instant];

/**
 * One day (UTC) of the whole team. `free` has the free quarters of the agents in the order of their places, eight a byte,
 * the earliest lowest. Before each agent's stands a byte of two halves: how many bytes of the day are left out before,
 * and how many follow. Office hours take six bytes, a day off takes one.
 */
export type BoardDay = {
  /** Such as `2026-11-23`. */
  readonly day: string;
  readonly free: Uint8Array;
  readonly held: readonly BoardHold[];
};

/** A day on which nobody is free yet. */
export const emptyDay = (day: string): BoardDay => ({ day, free: new Uint8Array(), held: [] });

/** The instant at which a day (UTC) begins. */
export const startOfDay = (day: string): Instant => Date.parse(`${day}T00:00:00Z`);

/** The team with these agents as they are now; new ones come behind the others, and nobody's place changes. */
export function teamWith(
  { ids, skills, skillsOf }: BoardTeam,
  agents: readonly (Skills & { readonly id: string })[],
): BoardTeam {
  const held = ids.map((id, place) => [id, skills[skillsOf[place] as number] as Skills] as const);
  const given = agents.map(({ id, languages, products }) => [id, { languages, products }] as const);
  const all = new Map([...held, ...given]);
  const known = [...new Map([...all.values()].map(one => [JSON.stringify(one), one])).entries()];
  const numbers = new Map(known.map(([text], number) => [text, number]));
  return {
    ids: [...all.keys()],
    skills: known.map(([, one]) => one),
    skillsOf: [...all.values()].map(one => numbers.get(JSON.stringify(one)) as number),
  };
}

/** The quarters of a day that lie wholly in one of the free times, which are in order and apart. */
export function quartersIn(free: readonly Range[], day: string): Uint8Array {
  const midnight = startOfDay(day);
  const bits = new Uint8Array(DAY_BYTES);
  for (const { from, to } of free) {
    const first = Math.max(0, Math.ceil((from - midnight) / QUARTER));
    const end = Math.min(QUARTERS, Math.floor((to - midnight) / QUARTER));
    for (let quarter = first; quarter < end; quarter++)
      bits[quarter >>> 3] = (bits[quarter >>> 3] as number) | (1 << (quarter & 7));
  }
  return bits;
}

/** The quarters of a day that a time touches, as `[first, end)`; `undefined` when it lies outside. */
export function quartersOf({ from, to }: Range, day: string): readonly [number, number] | undefined {
  const midnight = startOfDay(day);
  const first = Math.max(0, Math.floor((from - midnight) / QUARTER));
  const end = Math.min(QUARTERS, Math.ceil((to - midnight) / QUARTER));
  return first < end ? [first, end] : undefined;
}

/** What one agent has on a day: free quarters, and holds as quarters with their ends. */
export type OneDay = {
  readonly place: number;
  readonly bits: Uint8Array;
  readonly held: readonly (readonly [first: number, end: number, until: Instant])[];
};

/** The day with what some agents have on it now; holds of anybody whose time is over are dropped. */
export function dayWith(board: BoardDay, agents: readonly OneDay[], now: Instant): BoardDay {
  const given = new Set(agents.map(({ place }) => place));
  const packed = partsOf(board.free);
  for (const { place, bits } of agents) {
    while (packed.length <= place) packed.push(NOTHING);
    packed[place] = packedOf(bits);
  }
  const others = board.held.filter(([place, , , until]) => !given.has(place) && until > now);
  const holds = agents.flatMap(({ place, held }) =>
    held.map(([first, end, until]): BoardHold => [place, first, end, until]),
  );
  return {
    day: board.day,
    free: Uint8Array.from(packed.flatMap(bytes => [...bytes])),
    held: [...others, ...holds].sort((a, b) => a[0] - b[0] || a[1] - b[1]),
  };
}

const NOTHING = Uint8Array.of(0);

function packedOf(bits: Uint8Array): Uint8Array {
  const first = bits.findIndex(byte => byte > 0);
  if (first < 0) return NOTHING;
  const end = bits.findLastIndex(byte => byte > 0) + 1;
  return Uint8Array.of((first << 4) | (end - first), ...bits.subarray(first, end));
}

/** The bytes of each agent. */
function partsOf(free: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < free.length; ) {
    const end = at + 1 + ((free[at] as number) & 15);
    parts.push(free.subarray(at, end));
    at = end;
  }
  return parts;
}

/** Writes each agent's quarters of a day into a row of bytes that begins where `rows` says for their place; below 0, nowhere. */
export function unpack(free: Uint8Array, into: Uint8Array, rows: Int32Array): void {
  for (let at = 0, place = 0; at < free.length; place++) {
    const head = free[at++] as number;
    const end = at + (head & 15);
    const row = rows[place] ?? -1;
    if (row < 0) at = end;
    else for (let to = row + (head >>> 4); at < end; ) into[to++] = free[at++] as number;
  }
}
