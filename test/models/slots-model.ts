import fc from 'fast-check';
import { actOnCall } from '../../functions/calls/act-on-call.ts';
import { answerFact } from '../../functions/calls/answer-fact.ts';
import { answerTick } from '../../functions/calls/answer-tick.ts';
import { askCallback } from '../../functions/calls/ask-callback.ts';
import { cancelCallback } from '../../functions/calls/cancel-callback.ts';
import { changeCallback } from '../../functions/calls/change-callback.ts';
import { holdSlot } from '../../functions/calls/hold-slot.ts';
import { deleteBlock, putBlock } from '../../functions/calls/put-block.ts';
import { deleteAbsence, putAbsence } from '../../functions/team/edit-absence.ts';
import type { CallbackView } from '../../shared/contracts/callbacks-contract.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import type { Outcome } from '../../shared/kernel/outcome.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { phoneOf } from '../support/bookings.ts';
import { slotsAlways, slotsAtRest } from './slots-rules.ts';
import { AGENTS, CUSTOMERS, type SlotWorld, START, slotWorld } from './slots-world.ts';
import { comesAgain, unlessAgain } from './support/comes-again.ts';
import type { Hands, Model } from './support/model.ts';
import { arrive, type Coming, comeIn, passWithTicks } from './support/table-world.ts';

const LEAD = { id: 'fatima', roles: ['lead'] };
export const ears = { hear: answerFact, tick: unlessAgain(answerTick) };

/** Few agents and few starts, so that everybody wants the same. */
type Deed =
  | {
      readonly is: 'hold' | 'ask' | 'move' | 'now' | 'cancel';
      readonly who: number;
      readonly start: number;
      readonly same: boolean;
    }
  | {
      readonly is: 'staff-book' | 'staff-cancel';
      readonly who: number;
      readonly start: number;
      readonly minutes: number;
    }
  | {
      readonly is: 'block' | 'unblock' | 'absence' | 'back';
      readonly agent: number;
      readonly start: number;
      readonly hours: number;
    }
  | Coming;

const start = fc.nat({ max: 15 });
const who = fc.nat({ max: CUSTOMERS - 1 });
const agent = fc.nat({ max: AGENTS.length - 1 });
export const slotDeeds: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      is: fc.constantFrom(
        ...(['hold', 'hold', 'ask', 'ask', 'ask', 'move', 'move', 'now', 'cancel'] as const),
      ),
      who,
      start,
      same: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constantFrom(...(['staff-book', 'staff-book', 'staff-cancel'] as const)),
      who,
      start,
      minutes: fc.constantFrom(15, 30, 45),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constantFrom(...(['block', 'unblock', 'absence', 'back'] as const)),
      agent,
      start,
      hours: fc.constantFrom(1, 2, 30),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ is: fc.constant('fact' as const), n: fc.nat({ max: 5 }), again: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant('tick' as const), n: fc.nat({ max: 40 }), old: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ is: fc.constant('outage' as const), seconds: fc.nat({ max: 100_000 }) }),
  },
);

/** A quarter of an hour of the present hour or of a coming day, before and after the clocks change. */
function startOf(world: SlotWorld, n: number): number {
  const base = Math.floor(world.clock.now() / HOUR) * HOUR;
  if (n < 6) return base + HOUR + n * 15 * MINUTE;
  const day = [1, 4][n % 2] ?? 1;
  return Math.floor((START + day * DAY) / DAY) * DAY + 8 * HOUR + Math.floor(n / 2 - 3) * 30 * MINUTE;
}

async function perform(world: SlotWorld, deed: Deed, hands: Hands): Promise<void> {
  // No function lives for longer than seconds, whatever the others do to the clock meanwhile.
  const began = world.clock.now();
  const ports = { ...world.ports, table: hands.table, clock: { now: () => began } };
  if (deed.is === 'fact' || deed.is === 'tick' || deed.is === 'outage')
    return arrive(world, deed, { ...ears, hands });
  // The same request, however late it comes again, asks for the same time.
  const from = formatInstant(world.once(hands.key, () => startOf(world, deed.start)));
  if ('agent' in deed) return changeDay(world, deed, { ports, from });
  const principal = world.links[deed.who] as SlotWorld['links'][number];
  const mine = world.callOf(deed.who);
  const id = world.once(`${hands.key} call`, () => mine?.id ?? '');
  if ('minutes' in deed) {
    const action =
      deed.is === 'staff-book'
        ? ({ do: 'book', from, minutes: deed.minutes } as const)
        : ({ do: 'cancel', why: 'They wrote.' } as const);
    await actOnCall(ports, { callId: id, action, who: LEAD });
    return;
  }
  if (deed.is === 'hold') {
    const held = await holdSlot(ports, { principal, input: { from } });
    if (held.ok) world.kept.set(deed.who, { holdId: held.value.holdId, from: held.value.from });
    return;
  }
  if (deed.is === 'cancel') return note(await cancelCallback(ports, { principal, callbackId: id }));
  const kept = world.once(`${hands.key} hold`, () => (deed.same ? world.kept.get(deed.who) : undefined));
  const key = hands.key;
  if (deed.is === 'ask') {
    const input = { want: 'slot' as const, from, ...kept, phone: phoneOf(deed.who) };
    return note(await askCallback(ports, { principal, key, input }));
  }
  const input = deed.is === 'now' ? { want: 'now' as const } : { from, ...kept };
  const agent = deed.same ? ('same' as const) : ('any' as const);
  return note(await changeCallback(ports, { principal, callbackId: id, key, input: { ...input, agent } }));

  function note(answer: Outcome<CallbackView, string>): void {
    if (answer.ok) world.answered(hands.key, answer.value);
  }
}

type Changing = Extract<Deed, { agent: number }>;
async function changeDay(
  world: SlotWorld,
  { is, agent: n, hours }: Changing,
  { ports, from }: { ports: SlotWorld['ports']; from: string },
): Promise<void> {
  const agentId = AGENTS[n] as string;
  const to = formatInstant(Date.parse(from) + hours * HOUR);
  const absence = { agentId, absenceId: `a${n}`, principal: LEAD.id };
  const block = { agentId, blockId: `b${n}`, who: LEAD };
  void world;
  if (is === 'block') await putBlock(ports, { ...block, from, to });
  if (is === 'unblock') await deleteBlock(ports, block);
  if (is === 'absence') await putAbsence(ports, { ...absence, input: { from, to } });
  if (is === 'back') await deleteAbsence(ports, absence);
}

/** Booking calls: real use cases on the table in memory, three agents, four customers and the end of summer time. */
export const slotsModel = (sabotage?: (table: MemoryTable) => MemoryTable): Model<SlotWorld, Deed> => ({
  name: 'slots',
  setup: () => slotWorld(sabotage),
  deeds: slotDeeds,
  perform,
  pass: (world, ms, table) => passWithTicks(world, ms, { ...ears, table }),
  always: slotsAlways,
  atRest: slotsAtRest,
  settle: world => comeIn(world, ears),
  mayFail: comesAgain,
});
