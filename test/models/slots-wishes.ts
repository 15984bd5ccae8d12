import { formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { bare, type Row } from '../../shared/store/table.ts';
import type { RowChange } from '../../tools/memory/memory-table.ts';
import { type Entry, entriesIn, wallOf } from './slots-world.ts';
import type { TableWorld } from './support/table-world.ts';
import type { WhoseCommits } from './support/whose-commit.ts';

/** What a request asks for; the same key is the same request. */
export type Wish = {
  readonly key: string;
  readonly is: string;
  /** The start it asks for, when it asks for one. */
  readonly from?: number | undefined;
  /** Staff say how long. */
  readonly minutes?: number | undefined;
  /** As it was offered: what a clock on the customer's wall shows then, and how long it takes. */
  readonly offer?: { readonly wall: string; readonly minutes: number } | undefined;
};
/** What a request made of a call. */
export type Made = { readonly id: string; readonly version: number };

const NOTICE = HOUR;
const CALLBACK = 15;
const LATEST = 15 * MINUTE;

const callIn = (row: Row | undefined): StoredCall | undefined =>
  row?.['type'] === 'call' ? (bare(row) as unknown as StoredCall) : undefined;
const lengthOf = ({ from, to }: { from: number; to: number }): number => (to - from) / MINUTE;

/**
 * Watches every commit that changes a call: whatever becomes of the answer, a request is done once (6), takes the time that
 * was asked for, as long as it was asked for (8), and nothing else moves an agreed time.
 */
export function watchWishes(
  world: TableWorld,
  given: { readonly whose: WhoseCommits<Wish>; readonly made: Map<string, Made[]> },
): void {
  world.table.onCommit((changes, set) => {
    const wish = given.whose.of(set.commitId);
    for (const { before, after } of changes) {
      const [was, call] = [callIn(before), callIn(after)];
      if (!call) continue;
      if (wish) madeBy(given.made, wish, call);
      world.wrong.push(...aboutTime(wish, was, call));
    }
    world.wrong.push(...aboutNotice(changes));
  });
}

const madeBy = (made: Map<string, Made[]>, { key }: Wish, { id, version }: StoredCall): void =>
  void made.set(key, [...(made.get(key) ?? []), { id, version }]);

/** What of an agreed time is not as it was chosen. */
function aboutTime(wish: Wish | undefined, was: StoredCall | undefined, call: StoredCall): string[] {
  const { booking, state } = call;
  if (state !== 'booked' || !booking) return [];
  const stood = was?.state === 'booked' ? was.booking : undefined;
  const isSame = stood?.from === booking.from && stood.to === booking.to;
  if (wish?.from === undefined)
    return isSame ? [] : [`8: nobody asked for it, by ${wish?.is ?? 'no request'}`];
  const wall = wallOf(booking.from).toISOString().slice(0, 16);
  const asked = wallOf(wish.from).toISOString().slice(0, 16);
  // A customer's call takes what was agreed; one without a time is a callback here.
  const minutes = wish.minutes ?? (was?.booking ? lengthOf(was.booking) : CALLBACK);
  return [
    ...(wall === asked && wall === (wish.offer?.wall ?? wall)
      ? []
      : [`8: ${wall} on the wall, not ${asked}`]),
    ...(booking.from === wish.from ? [] : [`8: at ${formatInstant(booking.from)}`]),
    ...(lengthOf(booking) === minutes ? [] : [`8: ${lengthOf(booking)} minutes instead of ${minutes}`]),
  ];
}

/** A time that is offered: as long as is said, and the clock on the wall as it is then. */
export function aboutOffer(
  { from, to, wall }: { readonly from: string; readonly to: string; readonly wall: string },
  minutes: number,
): string[] {
  const [begins, ends] = [Date.parse(from), Date.parse(to)];
  return [
    ...(wallOf(begins).toISOString().slice(0, 16) === wall ? [] : [`8: ${from} is offered as ${wall}`]),
    ...(lengthOf({ from: begins, to: ends }) === minutes ? [] : [`8: ${from} to ${to} is offered`]),
  ];
}

/** In what was decided by a customer, and in what was decided by staff. */
const CUSTOMERS = new Set(['call.asked', 'call.changed-by-customer']);

/**
 * A customer keeps or books a time with an hour's notice, counted from their hold while that is alive; one that is over
 * gives nothing. The notice is the customers' alone: it leaves the team time to prepare, and staff, who agree on a time
 * in a conversation, may take any start that is not over.
 */
function aboutNotice(changes: readonly RowChange[]): string[] {
  const entry = changes.find(({ after }) => after?.['type'] === 'journal')?.after;
  const name = String(entry?.['name']);
  // The instant of the decision: others may let hours go by before its commit, which no function lives to see.
  const now = Number(entry?.['recordedAt']);
  const taken = changes.flatMap(({ before, after }) =>
    after?.['type'] === 'agent-day' ? entriesIn(after).filter(one => isNew(one, entriesIn(before))) : [],
  );
  if (name === 'slot.held')
    return taken.some(({ is, from }) => is === 'hold' && from < now + NOTICE)
      ? ['7: kept without notice']
      : [];
  if (!CUSTOMERS.has(name) && name !== 'call.acted-on') return [];
  return taken.flatMap(({ is, from }) => {
    if (is !== 'booking') return [];
    if (!CUSTOMERS.has(name)) return from <= now - LATEST ? ['7: booked when it was over'] : [];
    const held = changes.find(({ before, after }) => before?.['type'] === 'hold' && !after)?.before;
    const hold = held?.['from'] === from ? held : undefined;
    const isLive = hold !== undefined && Number(hold['until']) > now;
    if (from >= (isLive ? Number(hold['madeAt']) : now) + NOTICE) return [];
    return [hold && !isLive ? '3: a hold that is over confirms nothing' : '7: booked without notice'];
  });
}

const isNew = (entry: Entry, before: readonly Entry[]): boolean =>
  !before.some(one => one.id === entry.id && one.from === entry.from);
