import type { DayEntry } from '../../shared/domain/calls/agent-day.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { bare, type Row } from '../../shared/store/table.ts';
import type { MemoryTable, RowChange } from '../../tools/memory/memory-table.ts';

type Span = { readonly from: Instant; readonly to: Instant };
/** What a customer was answered: this call, in this version, stands at this time. */
export type Confirmed = { readonly id: string; readonly version: number; readonly from: string };

/** Bookings that may vanish: somebody said so. */
const GIVEN_UP = new Set(['cancelled', 'asked', 'cancel', 'person-erased', 'wish-withdrawn']);

const entriesIn = (row: Row | undefined): DayEntry[] => (row?.['entries'] as DayEntry[] | undefined) ?? [];
const callIn = (row: Row | undefined): StoredCall | undefined =>
  row?.['type'] === 'call' ? (bare(row) as unknown as StoredCall) : undefined;
const isBooked = (call: StoredCall | undefined): boolean => call?.state === 'booked';
/** Somebody speaks, before the agreed time or during it: the time is theirs until they have done so, and may grow. */
const runs = (call: StoredCall | undefined): boolean => call?.state === 'running';
const same = (one: Span, other: Span): boolean => one.from === other.from && one.to === other.to;
/** Nothing new: it stood so, or took longer until a conversation was over before its time was. */
const stood = (old: readonly DayEntry[], entry: DayEntry): boolean =>
  old.some(one => one.id === entry.id && one.from === entry.from && one.to >= entry.to);

/** Written apart from the rules: two things of an agent need the longer of their gaps between them, a block its own. */
function clash(one: DayEntry, other: DayEntry): boolean {
  const [first, second] = one.from <= other.from ? [one, other] : [other, one];
  const block = [one, other].find(({ is }) => is === 'block');
  return second.from - first.to < (block ? block.buffer : Math.max(one.buffer, other.buffer));
}

/**
 * Watches every commit with eyes of its own: what newly stands in an agent's day clashes with nothing live in it, lies
 * where the agent works and is not away, and every call has exactly the time in the days that it says it has.
 */
export function bookingOracle(
  table: MemoryTable,
  given: {
    readonly now: () => Instant;
    readonly works: (agentId: string, span: Span) => boolean;
    /** What has begun is not judged any more: clocks ring, and calls are missed. */
    readonly aheadOnly?: true;
  },
) {
  const found = { doubles: 0, outside: 0, zeroOrTwo: 0, vanished: 0, bookings: 0, moves: 0, holds: 0 };
  const notes: string[] = [];
  const count = (what: keyof typeof found, about: string): void => {
    found[what]++;
    notes.push(`${what}: ${about}`);
  };
  const days = new Map<
    string,
    { readonly agentId: string; readonly day: string; readonly entries: DayEntry[] }
  >();
  const versions = new Map<string, StoredCall>();
  const isAhead = (span: Span | undefined): boolean =>
    !given.aheadOnly || (span !== undefined && span.from > given.now());
  const callOf = (id: string) => callIn(table.peek({ pk: `call#${id}`, sk: 'state' }));
  const spread = (id: string) =>
    [...days.values()].flatMap(({ agentId, day, entries }) =>
      entries.filter(entry => entry.id === id && isAhead(entry)).map(entry => ({ agentId, day, ...entry })),
    );

  const lookAtDay = ({ before, after }: RowChange): void => {
    const row = (after ?? before) as Row;
    const agentId = String(row['agentId']);
    const entries = entriesIn(after);
    days.set(`${row.pk} ${row.sk}`, { agentId, day: String(row['day']), entries });
    const old = entriesIn(before);
    const live = entries.filter(({ until }) => until === undefined || until > given.now());
    for (const entry of live) {
      if (entry.is === 'block' || stood(old, entry)) continue;
      if (runs(callOf(entry.id))) continue;
      const foreign = live.filter(
        other => other !== entry && other.moves !== entry.id && entry.moves !== other.id,
      );
      if (foreign.some(other => clash(entry, other))) count('doubles', `${agentId} ${entry.id}`);
      if (!given.works(agentId, entry)) count('outside', `${agentId} ${entry.id}`);
      found[entry.is === 'hold' ? 'holds' : 'bookings']++;
    }
  };

  const lookAtCall = ({ before, after }: RowChange, decision: string): void => {
    const [was, call] = [callIn(before), callIn(after)];
    if (!call) return;
    versions.set(`${call.id} ${call.version}`, call);
    const isGone = isBooked(was) && !isBooked(call) && !runs(call);
    if (isAhead(was?.booking) && isGone && !GIVEN_UP.has(decision))
      count('vanished', `${call.id} by ${decision}`);
    if (isBooked(was) && isBooked(call) && was?.booking && call.booking && !same(was.booking, call.booking))
      found.moves++;
    if (!stands(call)) count('zeroOrTwo', `${call.id} by ${decision}`);
  };

  /** On each day that its time and the gap around it touch, with its agent, and nowhere else. */
  const stands = (call: StoredCall): boolean => {
    const { booking } = call;
    if (runs(call)) return true;
    const where = spread(call.id);
    if (!isBooked(call) || !booking) return where.length === 0;
    if (!isAhead(booking)) return true;
    const buffer = where[0]?.buffer ?? 0;
    const touched = Math.ceil((booking.to + buffer) / DAY) - Math.floor((booking.from - buffer) / DAY);
    return (
      where.length === touched &&
      where.every(one => one.agentId === booking.agentId && one.is === 'booking' && same(one, booking))
    );
  };

  table.onCommit(changes => {
    const rows = changes.map(change => ({ change, row: (change.after ?? change.before) as Row }));
    const entry = rows.find(({ row }) => row['type'] === 'journal')?.row;
    for (const { change, row } of rows) if (row['type'] === 'agent-day') lookAtDay(change);
    for (const { change, row } of rows)
      if (row['type'] === 'call') lookAtCall(change, String(entry?.['decision']));
  });

  return {
    found,
    /** What of it was wrong, in words. */
    notes,
    /**
     * At the end: pairs of bookings of one agent that clash, over all days; midnight is no border. The time of a
     * conversation may have grown through the gap to the next one's, and no further.
     */
    pairs: (): number => {
      const byAgent = Map.groupBy(days.values(), ({ agentId }) => agentId);
      return [...byAgent.values()].reduce((sum, rows) => {
        const all = rows.flatMap(({ entries }) =>
          entries.flatMap(entry =>
            entry.is !== 'booking' ? [] : callOf(entry.id)?.attempts.length ? { ...entry, buffer: 0 } : entry,
          ),
        );
        const once = [...new Map(all.map(entry => [entry.id, entry])).values()];
        const grown = (one: DayEntry, other: DayEntry) => one.buffer * other.buffer === 0;
        const wrong = (one: DayEntry, other: DayEntry) =>
          grown(one, other) ? one.from < other.to && other.from < one.to : clash(one, other);
        return sum + once.filter((one, n) => once.slice(n + 1).some(other => wrong(one, other))).length;
      }, 0);
    },
    /** Entries that no booked call stands behind. */
    orphans: (): number =>
      [...days.values()]
        .flatMap(({ entries }) => entries.filter(entry => entry.is === 'booking' && isAhead(entry)))
        .filter(({ id }) => !isBooked(callOf(id)) && !runs(callOf(id))).length,
    /** What customers were told stands, that never stood so or whose call has no such time and nobody gave it up. */
    lost: (answers: readonly Confirmed[]): number =>
      answers.filter(({ id, version, from }) => {
        const call = versions.get(`${id} ${version}`);
        return !isBooked(call) || call?.booking?.from !== Date.parse(from);
      }).length,
    standing: (): number =>
      [...table.rows()].filter(row => isBooked(callIn(row)) && stands(callIn(row) as StoredCall)).length,
    broken: (): number =>
      [...table.rows()].filter(row => callIn(row) && !stands(callIn(row) as StoredCall)).length,
  };
}
