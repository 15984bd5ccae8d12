import { actOnCall } from '../../functions/calls/act-on-call.ts';
import { askCallback } from '../../functions/calls/ask-callback.ts';
import { cancelCallback } from '../../functions/calls/cancel-callback.ts';
import { changeCallback } from '../../functions/calls/change-callback.ts';
import { fitBoard } from '../../functions/calls/fit-board.ts';
import { holdSlot } from '../../functions/calls/hold-slot.ts';
import { deleteBlock, putBlock } from '../../functions/calls/put-block.ts';
import { deleteAbsence, putAbsence } from '../../functions/team/edit-absence.ts';
import type { CallbackView } from '../../shared/contracts/callbacks-contract.ts';
import { formatInstant, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import type { Outcome } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { phoneOf } from '../support/bookings.ts';
import type { Confirmed } from './booking-oracle.ts';
import { AGENTS, bookingWorld, type Given } from './booking-world.ts';

/** How often somebody tries again who gets no answer. */
const PATIENCE = 15;
const LEAD = { id: 'fatima', roles: ['lead'] };

type World = Awaited<ReturnType<typeof bookingWorld>>;
type Answer<T> = Outcome<T, string> | undefined;
type Offer = { readonly from: string };

/** Counts what happens and sends again what got no answer, as every client does. */
function clients(world: World) {
  const { random } = world;
  const tally = { attempts: 0, tries: 0, unanswered: 0, repeated: 0, mismatched: 0 };
  const outcomes = new Map<string, number>();
  const insist = async <T>(name: string, work: (ports: Ports) => Promise<Outcome<T, string>>) => {
    let answer: Answer<T>;
    for (let tries = 0; tries < PATIENCE && answer === undefined; tries++) {
      tally.tries++;
      const ended = await world.once(name, work);
      if (ended.ended === 'well') answer = ended.value;
      else await world.pause(random.int(SECOND / 10, 3 * SECOND));
    }
    if (answer === undefined) tally.unanswered++;
    const word = answer === undefined ? 'no-answer' : answer.ok ? 'done' : answer.refusal;
    outcomes.set(`${name} ${word}`, (outcomes.get(`${name} ${word}`) ?? 0) + 1);
    return answer;
  };
  return { tally, outcomes, insist };
}

/** So many customers and staff who all come again and again at the same moment, each so many times. */
export async function bookingRush(given: Given & { readonly staff: number; readonly times: number }) {
  const world = await bookingWorld(given);
  const { random } = world;
  const { tally, outcomes, insist } = clients(world);
  const confirmed: Confirmed[] = [];
  const calls = new Set<string>();
  const keep = (answer: Answer<CallbackView>): string | undefined => {
    if (!answer?.ok) return undefined;
    const { id, version, state, from } = answer.value;
    calls.add(id);
    if (state === 'booked' && from !== undefined) confirmed.push({ id, version, from });
    return id;
  };

  async function customer(who: number): Promise<void> {
    const principal = world.links[who] as World['links'][number];
    const mine: { id?: string; kept?: Offer & { readonly holdId: string }; offers: readonly Offer[] } = {
      offers: [],
    };
    /** Who was refused takes one of what is free instead, as all the others do who were. */
    const start = (): Offer =>
      mine.offers.length > 0 && random.chance(0.7)
        ? { from: random.pick(mine.offers).from }
        : { from: world.anyStart() };
    const told = (answer: Answer<unknown>) => {
      mine.offers =
        answer?.ok === false ? ((answer.detail?.['slots'] ?? []) as readonly Offer[]) : mine.offers;
    };
    const hold = async () => {
      const input = start();
      const held = await insist('hold', ports => holdSlot(ports, { principal, input }));
      told(held);
      if (held?.ok) mine.kept = { holdId: held.value.holdId, from: held.value.from };
    };
    const ask = async (key: string) => {
      const slot = mine.kept && random.chance(0.7) ? mine.kept : start();
      delete mine.kept;
      const input = { want: 'slot' as const, ...slot, phone: phoneOf(random.int(1_000, 9_999_999)) };
      const copies = random.chance(0.15) ? 5 : 1;
      const answers = await Promise.all(
        Array.from({ length: copies }, () =>
          insist('ask', ports => askCallback(ports, { principal, key, input })),
        ),
      );
      const granted = answers.filter(one => one?.ok);
      if (copies > 1 && granted.length > 0) tally.repeated++;
      if (new Set(granted.map(one => JSON.stringify(one))).size > 1) tally.mismatched++;
      told(answers[0]);
      mine.id = keep(granted[0]) ?? mine.id ?? '';
    };
    const change = async (key: string, callbackId: string, input: { from: string } | { want: 'now' }) => {
      const agent = random.pick(['same', 'any'] as const);
      const given = { principal, callbackId, key, input: { ...input, agent } };
      const name = 'want' in input ? 'now' : 'move';
      const moved = await insist(name, ports => changeCallback(ports, given));
      told(moved);
      keep(moved);
    };
    for (let at = 0; at < given.times; at++) {
      await world.nextRush();
      tally.attempts++;
      const [drawn, key, { id }] = [random.next(), `k${who}-${at}`, mine];
      if (drawn < 0.2) await hold();
      else if (drawn < 0.6 || !id) await ask(key);
      else if (drawn < 0.85) await change(key, id, start());
      else if (drawn < 0.9) await change(key, id, { want: 'now' });
      else keep(await insist('cancel', ports => cancelCallback(ports, { principal, callbackId: id })));
    }
  }

  async function staff(who: number): Promise<void> {
    const [blockId, absenceId, principal] = [`${who}`, `a${who}`, LEAD.id];
    for (let at = 0; at < given.times; at++) {
      await world.nextRush();
      tally.attempts++;
      const agentId = random.pick(AGENTS);
      const start = Date.parse(world.anyStart());
      const block = { agentId, blockId, who: LEAD, from: formatInstant(start) };
      const to = formatInstant(start + random.int(1, 6) * 15 * MINUTE);
      const input = { from: block.from, to: formatInstant(start + 2 * HOUR) };
      const callId = random.pick([...calls, '-']);
      const minutes = random.pick([15, 30, 45]);
      const book = { do: 'book', from: block.from, minutes } as const;
      const drawn = random.next();
      if (drawn < 0.3) await insist('block', ports => putBlock(ports, { ...block, to }));
      else if (drawn < 0.5) await insist('unblock', ports => deleteBlock(ports, block));
      else if (drawn < 0.6)
        await insist('absence', ports => putAbsence(ports, { agentId, absenceId, principal, input }));
      else if (drawn < 0.7)
        await insist('back', ports => deleteAbsence(ports, { agentId, absenceId, principal }));
      else if (drawn < 0.95)
        await insist('staff-book', ports => actOnCall(ports, { callId, action: book, who: LEAD }));
      else {
        const action = { do: 'cancel', why: 'They wrote.' } as const;
        await insist('staff-cancel', ports => actOnCall(ports, { callId, action, who: LEAD }));
      }
    }
  }

  /** The board of free slots follows, a little late. */
  async function keeper(): Promise<void> {
    for (let at = 0; at < given.times; at++) {
      await world.nextRush();
      await fitBoard(world.plain);
    }
  }

  await world.finish([
    keeper(),
    ...Array.from({ length: given.customers }, (_, who) => customer(who)),
    ...Array.from({ length: given.staff }, (_, who) => staff(who)),
  ]);
  return { world, tally, outcomes, confirmed };
}
