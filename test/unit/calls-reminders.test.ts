import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { AgendaItem, Call } from '../../shared/domain/calls/call.ts';
import type { CallCommand } from '../../shared/domain/calls/call-commands.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import { newCall } from '../../shared/domain/calls/new-call.ts';
import { type DueThing, dueThings } from '../../shared/domain/calls/next-due.ts';
import { isStillSaid } from '../../shared/domain/calls/still-said.ts';
import { HOUR, type Instant, MINUTE } from '../../shared/kernel/instant.ts';

const T0 = Date.parse('2026-11-23T09:00:00Z');
const item: AgendaItem = {
  id: 'cb',
  kind: 'callback',
  asked: true,
  readyAt: T0,
  dueAt: T0 + HOUR,
  state: 'open',
};
const begun = newCall({
  ...{ id: 'call_1', accountId: 'acme', contactId: 'c-1', language: 'de', zone: 'Europe/Berlin' },
  ...{ reminders: [24, 1], item, now: T0 },
});

/** A reminder on its way: of which booking, by when it was wanted, and when the sender gets to it. */
type Wanted = { readonly from: Instant; readonly sequence: number; readonly leavesAt: Instant };
type World = { call: Call; now: Instant; wanted: Wanted[]; sent: number; dropped: number; wrong: number };

/** What a clock does about what is due; the customer's side of it alone. */
function clockCommand(thing: DueThing, now: Instant): CallCommand | undefined {
  if (thing.what === 'remind') return { do: 'remind', hours: thing.hours };
  if (thing.what === 'tell-soon') return { do: 'tell-booked', what: 'soon', to: ['anna'] };
  if (thing.what === 'tell-start-late') return { do: 'tell-booked', what: 'late', to: ['anna'] };
  if (thing.what === 'tell-due' || thing.what === 'tell-late') return { do: thing.what, to: [] };
  if (thing.what === 'miss') return { do: 'miss', to: [] };
  return thing.what === 'offer' ? { do: 'offer', to: [], until: now + 12 * HOUR } : undefined;
}

function apply(world: World, command: CallCommand, delay: number): void {
  const decided = decideCall(world.call, command, world.now);
  if (!decided.ok) return;
  const { call, effects } = decided.value;
  world.call = call;
  for (const effect of effects)
    if (effect.is === 'message' && effect.kind === 'reminder')
      world.wanted.push({
        ...{ from: call.booking?.from ?? 0, sequence: call.sequence },
        leavesAt: world.now + delay,
      });
}

/** Everything that leaves by now is looked at as the one who sends does: against the call as it stands. */
function send(world: World): void {
  const leaving = world.wanted.filter(({ leavesAt }) => leavesAt <= world.now);
  world.wanted = world.wanted.filter(one => !leaving.includes(one));
  for (const { from, sequence } of leaving) {
    const goes = isStillSaid({ kind: 'reminder', sequence }, world.call, world.now);
    const stands = world.call.state === 'booked' && world.call.booking?.from === from;
    if (goes) world.sent++;
    else world.dropped++;
    if (goes && !stands) world.wrong++;
  }
}

function passTo(world: World, until: Instant, delay: number): void {
  for (let looks = 0; looks < 30; looks++) {
    const [thing] = dueThings(world.call);
    if (!thing || thing.at > until) break;
    world.now = Math.max(world.now, thing.at);
    send(world);
    const command = clockCommand(thing, world.now);
    if (!command) break;
    apply(world, command, delay);
  }
  world.now = until;
  send(world);
}

const deeds = fc.oneof(
  fc.record({
    deed: fc.constant('book' as const),
    ahead: fc.integer({ min: 1, max: 400 }),
    agent: fc.constantFrom('anna', 'emil'),
  }),
  fc.record({
    deed: fc.constantFrom('cancel', 'withdraw', 'must-move', 'ask-now', 'start', 'end', 'wish', 'language'),
  }),
);
const history = fc.array(
  fc.record({
    wait: fc.constantFrom(0, 5, 15, 30, 60, 240, 1_380, 1_440),
    delay: fc.constantFrom(0, 0, 1, 10, 90),
    what: deeds,
  }),
  { minLength: 2, maxLength: 10 },
);

function commandOf(what: { deed: string; ahead?: number; agent?: string }, now: Instant): CallCommand {
  const from = now + (what.ahead ?? 1) * 15 * MINUTE;
  switch (what.deed) {
    case 'book':
      return {
        ...{ do: 'book', by: 'customer', item },
        slot: { agentId: what.agent ?? 'anna', from, to: from + 45 * MINUTE },
      };
    case 'cancel':
      return { do: 'cancel', by: 'customer' };
    case 'withdraw':
      return { do: 'withdraw', itemId: 'cb' };
    case 'must-move':
      return { do: 'must-move', why: 'agent-absent', tell: [] };
    case 'ask-now':
      return { do: 'ask-now', item, openAt: now, promisedAt: now + 30 * MINUTE };
    case 'start':
      return { do: 'start', agentId: 'anna', direction: 'out' };
    case 'end': {
      const times = { retryAt: now + 2 * HOUR, laterAt: now + 20 * HOUR };
      return { do: 'end', outcome: 'no-answer', results: {}, ...times, successorId: 'call_2' };
    }
    case 'wish':
      return { do: 'wish', item: { ...item, id: 'other', kind: 'outreach' } };
    default:
      return { do: 'change', part: { language: 'es' } };
  }
}

test('of 5,000 histories none reminds of a time that was cancelled, moved, missed or given up', () => {
  const seen = { sent: 0, dropped: 0 };
  fc.assert(
    fc.property(history, steps => {
      const world: World = { call: begun, now: T0, wanted: [], sent: 0, dropped: 0, wrong: 0 };
      for (const { wait, delay, what } of steps) {
        passTo(world, world.now + wait * MINUTE, delay * MINUTE);
        apply(world, commandOf(what, world.now), delay * MINUTE);
      }
      passTo(world, world.now + 120 * HOUR, 0);
      seen.sent += world.sent;
      seen.dropped += world.dropped;
      expect(world.wrong).toBe(0);
    }),
    { numRuns: 5_000, seed: 5 },
  );
  // Otherwise nothing was shown.
  expect(seen.sent).toBeGreaterThan(1_000);
  expect(seen.dropped).toBeGreaterThan(20);
});
