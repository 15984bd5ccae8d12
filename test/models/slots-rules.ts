import type { DayEntry } from '../../shared/domain/calls/agent-day.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import type { SlotWorld } from './slots-world.ts';
import type { Rules } from './support/model.ts';

const none = (n: number, what: string) => (n === 0 ? undefined : `${n} ${what}`);

/** Something is in its way that came after it: its customer must choose again. */
const isHit = (world: SlotWorld, { booking }: StoredCall): boolean => {
  if (!booking) return false;
  const { agentId, from, to } = booking;
  const blocks = world
    .rowsOf('agent-day')
    .filter(row => row['agentId'] === agentId)
    .flatMap(row => row['entries'] as readonly DayEntry[])
    .filter(({ is }) => is === 'block');
  return [...blocks, ...world.away(agentId)].some(one => one.from < to && from < one.to);
};

export const slotsAlways: Rules<SlotWorld> = {
  '1: confirmed and held within capacity': ({ oracle }) => none(oracle.found.doubles, 'at one time'),
  '2: no two overlapping confirmed calls of one agent': ({ oracle }) => none(oracle.pairs(), 'pairs'),
  '5: what is cancelled or over is freed, once': ({ oracle }) => none(oracle.orphans(), 'orphans'),
  // What is freed is looked at before: an unfreed time is no move.
  '4: a move is atomic, never none and never two': ({ oracle }) =>
    none(oracle.found.zeroOrTwo + oracle.broken(), 'calls without their one time'),
  '6: a request is done once, whether or not its answer came': ({ made }) =>
    none([...made.values()].filter(all => all.length > 1).length, 'done twice'),
  '6: what was confirmed stood so': ({ oracle, confirmed }) => none(oracle.lost(confirmed), 'lost'),
  '7: in working time and outside absence at the commit': ({ oracle }) =>
    none(oracle.found.outside, 'outside'),
  '9: none vanishes': ({ oracle }) => none(oracle.found.vanished, 'vanished'),
};

export const slotsAtRest: Rules<SlotWorld> = {
  '9: what an absence or a block hit must move, and nothing else': world => {
    const ahead = world
      .calls()
      .filter(({ state, booking }) => state === 'booked' && booking && booking.from > world.clock.now());
    const wrong = ahead.filter(call => (call.booking?.mustMove !== undefined) !== isHit(world, call));
    return none(wrong.length, `of ${ahead.length}: ${JSON.stringify(wrong[0]?.booking)}`);
  },
};
