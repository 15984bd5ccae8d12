import fc from 'fast-check';
import { actOnCall } from '../../functions/calls/act-on-call.ts';
import { answerFact } from '../../functions/calls/answer-fact.ts';
import { answerTick } from '../../functions/calls/answer-tick.ts';
import { askCallback } from '../../functions/calls/ask-callback.ts';
import { cancelCallback } from '../../functions/calls/cancel-callback.ts';
import { changeCallback } from '../../functions/calls/change-callback.ts';
import { holdSlot } from '../../functions/calls/hold-slot.ts';
import { listSlots } from '../../functions/calls/list-slots.ts';
import { deleteBlock, putBlock } from '../../functions/calls/put-block.ts';
import { deleteAbsence, putAbsence } from '../../functions/team/edit-absence.ts';
import type { CallbackView } from '../../shared/contracts/callbacks-contract.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import type { Outcome } from '../../shared/kernel/outcome.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { phoneOf } from '../support/bookings.ts';
import { slotsAlways, slotsAtRest } from './slots-rules.ts';
import { aboutOffer, type Wish } from './slots-wishes.ts';
import { AGENTS, CUSTOMERS, type SlotWorld, START, slotWorld, WINTER } from './slots-world.ts';
import { comesAgain, unlessAgain } from './support/comes-again.ts';
import { anyStep, type Hands, type Model } from './support/model.ts';
import { arrive, type Coming, comeIn, passWithTicks } from './support/table-world.ts';

const LEAD = { id: 'fatima', roles: ['lead'] };
export const ears = { hear: answerFact, tick: unlessAgain(answerTick) };

/** Few agents and few starts, so that everybody wants the same. */
type Deed =
  | {
      readonly is: 'hold' | 'ask' | 'pick' | 'move' | 'now' | 'cancel';
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

const start = fc.nat({ max: 19 });
const who = fc.nat({ max: CUSTOMERS - 1 });
const agent = fc.nat({ max: AGENTS.length - 1 });
export const slotDeeds: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      is: fc.constantFrom(
        ...(['hold', 'hold', 'ask', 'ask', 'ask', 'pick', 'move', 'move', 'now', 'cancel'] as const),
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

/** A quarter of an hour of the present hour, of a coming day before or after the clocks change, or of the hours in which they do. */
function startOf(world: SlotWorld, n: number): number {
  const base = Math.floor(world.clock.now() / HOUR) * HOUR;
  if (n < 6) return base + HOUR + n * 15 * MINUTE;
  if (n > 15) return WINTER + (n - 18) * 15 * MINUTE;
  const day = [1, 4][n % 2] ?? 1;
  return Math.floor((START + day * DAY) / DAY) * DAY + 8 * HOUR + Math.floor(n / 2 - 3) * 30 * MINUTE;
}

async function perform(world: SlotWorld, deed: Deed, hands: Hands): Promise<void> {
  // No function lives for longer than seconds, whatever the others do to the clock meanwhile.
  const began = world.clock.now();
  const { key } = hands;
  if (deed.is === 'fact' || deed.is === 'tick' || deed.is === 'outage')
    return arrive(world, deed, { ...ears, hands });
  // The same request, however late it comes again, asks for the same time.
  const from = world.once(key, () => startOf(world, deed.start));
  const as = (wish?: Partial<Wish>): SlotWorld['ports'] => {
    const table = wish ? world.whose.table(hands.table, { key, is: deed.is, ...wish }) : hands.table;
    return { ...world.ports, table, clock: { now: () => began } };
  };
  if ('agent' in deed) return changeDay(deed, { ports: as(), from });
  const mine = world.callOf(deed.who);
  const callId = world.once(`${key} call`, () => mine?.id ?? '');
  if ('minutes' in deed) {
    const { minutes } = deed;
    if (deed.is === 'staff-cancel')
      await actOnCall(as({}), { callId, action: { do: 'cancel', why: 'They wrote.' }, who: LEAD, key });
    else {
      const action = { do: 'book', from: formatInstant(from), minutes } as const;
      await actOnCall(as({ from, minutes }), { callId, action, who: LEAD, key });
    }
    return;
  }
  return ask(world, deed, { as, from, callId, key });
}

type Asking = Extract<Deed, { same: boolean }>;
type Given = {
  readonly as: (wish?: Partial<Wish>) => SlotWorld['ports'];
  readonly from: number;
  readonly callId: string;
  readonly key: string;
};
/** What a customer does: keeps a time, asks for one, takes one of those they are offered, moves or cancels. */
async function ask(world: SlotWorld, { is, who, start: n, same }: Asking, given: Given): Promise<void> {
  const { as, callId: callbackId, key } = given;
  const principal = world.links[who] as SlotWorld['links'][number];
  if (is === 'hold') {
    const held = await holdSlot(as(), { principal, input: { from: formatInstant(given.from) } });
    if (held.ok) world.kept.set(who, { holdId: held.value.holdId, from: held.value.from });
    return;
  }
  if (is === 'cancel') return note(await cancelCallback(as({}), { principal, callbackId }));
  const agent = same ? ('same' as const) : ('any' as const);
  if (is === 'now') {
    const input = { want: 'now' as const, agent };
    return note(await changeCallback(as({}), { principal, callbackId, key, input }));
  }
  const kept = world.once(`${key} hold`, () => (same && is !== 'pick' ? world.kept.get(who) : undefined));
  const offer =
    is === 'pick' ? await world.once(`${key} offer`, () => offered(world, given, { who, n })) : undefined;
  const input = { from: offer?.from ?? formatInstant(given.from), ...kept };
  const ports = as({ from: Date.parse(input.from), offer });
  if (is === 'move' || (offer && callbackId !== ''))
    return note(await changeCallback(ports, { principal, callbackId, key, input: { ...input, agent } }));
  const wanted = { want: 'slot' as const, ...input, phone: phoneOf(who) };
  return note(await askCallback(ports, { principal, key, input: wanted }));

  function note(answer: Outcome<CallbackView, string>): void {
    if (answer.ok) world.answered(key, answer.value);
  }
}

/** One of the times that a customer is shown from an instant on; each of them is looked at. */
async function offered(world: SlotWorld, { as, from }: Given, { who, n }: { who: number; n: number }) {
  const principal = world.links[who] as SlotWorld['links'][number];
  const query = { from: formatInstant(from), days: '3', limit: '20' };
  const shown = await listSlots(as(), { principal, query });
  if (!shown.ok) return undefined;
  const { slots, minutes } = shown.value;
  world.wrong.push(...slots.flatMap(slot => aboutOffer(slot, minutes)));
  const slot = slots[n % Math.max(1, slots.length)];
  return slot && { from: slot.from, wall: slot.wall, minutes };
}

type Changing = Extract<Deed, { agent: number }>;
async function changeDay(
  { is, agent: n, hours }: Changing,
  given: { ports: SlotWorld['ports']; from: number },
): Promise<void> {
  const { ports } = given;
  const agentId = AGENTS[n] as string;
  const [from, to] = [formatInstant(given.from), formatInstant(given.from + hours * HOUR)];
  const absence = { agentId, absenceId: `a${n}`, principal: LEAD.id };
  const block = { agentId, blockId: `b${n}`, who: LEAD };
  if (is === 'block') await putBlock(ports, { ...block, from, to });
  if (is === 'unblock') await deleteBlock(ports, block);
  if (is === 'absence') await putAbsence(ports, { ...absence, input: { from, to } });
  if (is === 'back') await deleteAbsence(ports, absence);
}

/** What is enough to find one bug soon: deeds of a few kinds, at a few starts, of whom there is little choice. */
export const fewDeeds = {
  asking: (...kinds: Asking['is'][]): fc.Arbitrary<Deed> =>
    fc.record({
      is: fc.constantFrom(...kinds),
      who: fc.nat({ max: 1 }),
      start: fc.nat({ max: 5 }),
      same: fc.constant(true),
    }),
  away: fc.record({
    is: fc.constantFrom(...(['absence', 'back'] as const)),
    agent,
    start: fc.nat({ max: 2 }),
    hours: fc.constant(30),
  }),
  night: fc.record({
    is: fc.constant('staff-book' as const),
    who: fc.nat({ max: 1 }),
    start: fc.constant(17),
    minutes: fc.constantFrom(30, 45),
  }),
  hearing: fc.record({ is: fc.constant('fact' as const), n: fc.constant(0), again: fc.constant(false) }),
};

type Changed = {
  readonly sabotage?: (table: MemoryTable) => MemoryTable;
  readonly deeds?: fc.Arbitrary<Deed>;
  readonly steps?: fc.Arbitrary<number>;
};
/** Booking calls: real use cases on the table in memory, three agents, four customers and the end of summer time. */
export const slotsModel = ({
  sabotage,
  deeds = slotDeeds,
  steps = anyStep,
}: Changed = {}): Model<SlotWorld, Deed> => ({
  name: 'slots',
  setup: () => slotWorld(sabotage),
  deeds,
  steps,
  perform,
  pass: (world, ms, table) => passWithTicks(world, ms, { ...ears, table }),
  always: slotsAlways,
  atRest: slotsAtRest,
  settle: world => comeIn(world, ears),
  mayFail: comesAgain,
});
