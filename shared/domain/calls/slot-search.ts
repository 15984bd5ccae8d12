import { DAY, type Instant, MINUTE } from '../../kernel/instant.ts';
import { sameLanguage } from '../team/agent.ts';
import { type BoardDay, type BoardTeam, DAY_BYTES, QUARTER, startOfDay, unpack } from './slot-board.ts';

/** A time for a call that somebody could have. */
export type Slot = { readonly from: Instant; readonly to: Instant };

export type SlotQuestion = {
  readonly team: BoardTeam;
  /** Days that are not among them are not free. */
  readonly days: readonly BoardDay[];
  readonly language: string;
  readonly product?: string | undefined;
  readonly minutes: number;
  /** Slots begin within `[from, to)`. */
  readonly from: Instant;
  readonly to: Instant;
  readonly limit?: number | undefined;
  /** Only these. */
  readonly agentIds?: readonly string[] | undefined;
  /** Holds whose time is over by then are free. */
  readonly now: Instant;
};

/**
 * Bits of some agents, each in a row of words of its own: one bit a quarter from `start` on, the earliest lowest. A row
 * ends with an empty word.
 */
type Grid = {
  readonly start: Instant;
  readonly width: number;
  readonly words: Uint32Array;
  /** Places on the board, a row each. */
  readonly able: readonly number[];
};

/** The longest call is a word long: more free quarters in a row than bits to keep them in cannot be asked for. */
const MOST_QUARTERS = 32;

/**
 * The slots of a length for a call in a language, from the earliest on, at most `limit`: they begin on the quarter of an
 * hour, and at each at least one agent is free through every quarter that it touches. Agents must speak the language,
 * whatever the region; where a product is named and somebody who speaks knows it, only they are asked. What the board
 * says is a candidate: whoever books looks at the agent's day itself. Throws for calls of more than eight hours.
 */
export function searchSlots(question: SlotQuestion): Slot[] {
  const { minutes, from, to, limit = Number.POSITIVE_INFINITY } = question;
  const { start, ...grid } = gridOf(question);
  const anybody = startsOfAnybody(grid, quartersFor(minutes));
  const first = Math.max(0, Math.ceil((from - start) / QUARTER));
  const end = Math.ceil((to - start) / QUARTER);
  const slots: Slot[] = [];
  for (let word = first >>> 5; word < anybody.length; word++)
    for (let bits = anybody[word] as number; bits !== 0; bits &= bits - 1) {
      const at = word * 32 + 31 - Math.clz32(bits & -bits);
      if (at >= end || slots.length >= limit) return slots;
      if (at < first) continue;
      const begins = start + at * QUARTER;
      slots.push({ from: begins, to: begins + minutes * MINUTE });
    }
  return slots;
}

function quartersFor(minutes: number): number {
  const length = Math.ceil((minutes * MINUTE) / QUARTER);
  if (length >= 1 && length <= MOST_QUARTERS) return length;
  throw new RangeError(`${minutes} minutes are no length of a call`);
}

/** By place: who is asked. */
function areAsked({ team, language, product, agentIds }: SlotQuestion): boolean[] {
  const named = agentIds && new Set(agentIds);
  const speak = team.skills.map(({ languages }) => languages.some(spoken => sameLanguage(spoken, language)));
  const know = team.skills.map(({ products }) => product !== undefined && products.includes(product));
  const speaking = team.ids.map((id, at) => !!speak[team.skillsOf[at] ?? -1] && (named?.has(id) ?? true));
  const skilled = speaking.map((asked, at) => asked && !!know[team.skillsOf[at] ?? -1]);
  return skilled.includes(true) ? skilled : speaking;
}

/** The days side by side in the rows of those who are asked, live holds taken out. A word lies in memory lowest byte first. */
function gridOf(question: SlotQuestion): Grid {
  const { days, now, team } = question;
  const asked = areAsked(question);
  const able = [...asked.keys()].filter(place => asked[place]);
  const starts = days.map(({ day }) => startOfDay(day));
  const start = Math.min(...starts);
  const daysLong = days.length === 0 ? 0 : Math.round((Math.max(...starts) - start) / DAY) + 1;
  const width = (daysLong * DAY_BYTES) / 4 + 1;
  const words = new Uint32Array(Math.max(1, able.length) * width);
  const rows = new Int32Array(team.ids.length).fill(-1);
  for (let row = 0; row < able.length; row++) rows[able[row] as number] = row * width * 4;
  for (const [i, { free, held }] of days.entries()) {
    const offset = Math.round(((starts[i] as number) - start) / DAY) * DAY_BYTES;
    const bytes = new Uint8Array(words.buffer, offset);
    unpack(free, bytes, rows);
    for (const [place, first, end, until] of held)
      if (until > now && (rows[place] ?? -1) >= 0) takeOut(bytes, rows[place] as number, { first, end });
  }
  return { start, width, words, able };
}

function takeOut(bytes: Uint8Array, row: number, { first, end }: { first: number; end: number }): void {
  for (let quarter = first; quarter < end; quarter++) {
    const at = row + (quarter >>> 3);
    bytes[at] = (bytes[at] as number) & ~(1 << (quarter & 7));
  }
}

/** At which quarters a run of so many free ones begins, of any of the agents. */
function startsOfAnybody({ width, words, able }: Omit<Grid, 'start'>, length: number): Uint32Array {
  const anybody = new Uint32Array(width);
  for (let row = 0; row < able.length; row++)
    for (let word = 0, at = row * width; word < width - 1; word++, at++) {
      const here = words[at] as number;
      if (here !== 0)
        anybody[word] = (anybody[word] as number) | runStarts(here, words[at + 1] as number, length);
    }
  return anybody;
}

/**
 * The bits of a word at which so many set bits in a row begin, those of the next word included: the words are laid over
 * themselves, moved by as many bits as are already known to be set, so that what is known doubles each time.
 */
function runStarts(word: number, next: number, length: number): number {
  let [low, high] = [word, next];
  for (let known = 1; known < length; ) {
    const step = Math.min(known, length - known);
    low &= (low >>> step) | (high << (32 - step));
    high &= high >>> step;
    known += step;
  }
  return low;
}
