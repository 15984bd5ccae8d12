import type { DayEntry } from '../../shared/domain/calls/agent-day.ts';
import { isOpenCall } from '../../shared/domain/calls/call.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { callPk, timerKey } from '../../shared/store/keys.ts';
import { bare, type Row } from '../../shared/store/table.ts';
import { isAwake } from '../../shared/store/wake.ts';
import type { World } from './world.ts';

const rowsOf = (world: World, type: string) => [...world.table.rows()].filter(row => row.type === type);
const callsIn = (world: World): StoredCall[] =>
  rowsOf(world, 'call').map(row => bare(row) as unknown as StoredCall);

/** What is wrong with calls and with the days of those who make them, in a world at rest. */
export function aboutCalls(world: World): string[] {
  const open = callsIn(world).filter(isOpenCall);
  const days = rowsOf(world, 'agent-day');
  return [
    ...open.flatMap(call => aboutNextStep(world, call)),
    ...aboutWhom(open),
    ...aboutTimes(world, open),
    ...aboutEntries(days, new Map(open.map(call => [call.id, call])), world.clock.now()),
  ];
}

/** Somebody looks at it again, unless its agent was told all there is to tell. */
function aboutNextStep({ table }: World, { id, state, dueToldAt, lateToldAt }: StoredCall): string[] {
  if (state === 'due' && dueToldAt !== undefined && lateToldAt !== undefined) return [];
  const timer = table.peek(timerKey(callPk(id), 'call.due'));
  return timer && isAwake(timer) ? [] : [`${id} is ${state} and nobody looks at it`];
}

/** A contact has one open call at most. */
function aboutWhom(open: readonly StoredCall[]): string[] {
  const groups = Map.groupBy(open, ({ accountId, contactId }) => `${contactId} of ${accountId}`);
  return [...groups]
    .filter(([, all]) => all.length > 1)
    .map(([who, all]) => `${who} has ${all.length} calls`);
}

/** An appointment stands in the days of its agent, and of one agent no two are at one time. */
function aboutTimes(world: World, open: readonly StoredCall[]): string[] {
  const ahead = open.filter(
    ({ state, booking }) => state === 'booked' && booking && booking.from > world.clock.now(),
  );
  const wrong: string[] = [];
  for (const [agentId, all] of Map.groupBy(ahead, ({ booking }) => booking?.agentId)) {
    const inOrder = all.toSorted((a, b) => (a.booking?.from ?? 0) - (b.booking?.from ?? 0));
    for (const [at, { id, booking }] of inOrder.entries()) {
      const next = inOrder[at + 1];
      if (booking && next?.booking && next.booking.from < booking.to)
        wrong.push(`${agentId} has ${id} and ${next.id} at one time`);
    }
  }
  return wrong;
}

/** Every appointment ahead stands whole on each day that it touches, and no other booking does. */
function aboutEntries(days: readonly Row[], open: ReadonlyMap<string, StoredCall>, now: number): string[] {
  const stood = new Map<string, number>();
  const wrong: string[] = [];
  for (const row of days)
    for (const { id, is, from, to } of (row['entries'] ?? []) as readonly DayEntry[]) {
      if (is !== 'booking' || from <= now) continue;
      const { booking } = open.get(id) ?? {};
      const isTheirs = booking?.agentId === row['agentId'] && booking?.from === from && booking.to === to;
      if (isTheirs) stood.set(id, (stood.get(id) ?? 0) + 1);
      else wrong.push(`${row['agentId']} has ${id} on ${row['day']}, and nobody agreed that time`);
    }
  for (const { id, booking } of open.values()) {
    if (!booking || booking.from <= now) continue;
    const touched = Math.ceil(booking.to / DAY) - Math.floor(booking.from / DAY);
    if (stood.get(id) !== touched) wrong.push(`${id} is booked, and ${booking.agentId} does not have it`);
  }
  return wrong;
}
