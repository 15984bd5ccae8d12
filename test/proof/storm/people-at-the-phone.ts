import { DAY, formatInstant, HOUR, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import { callKey } from '../../../shared/store/keys.ts';
import type { Row } from '../../../shared/store/table.ts';
import type { By } from '../api.ts';
import { as, type Day, lead } from './day.ts';
import type { Customer } from './people-of-calls.ts';

const AGENTS = ['anna', 'bruno', 'carmen', 'emil', 'fatima'] as const;

/** A company's agents make the calls that are due, when they are due, and whatever else a telephone brings. */
export function answerPhones(day: Day, anyone: () => Customer): Promise<void>[] {
  const { world, sometime, oneFor } = day;
  ringWhenBooked(day);
  return Array.from({ length: oneFor(12) }, async () => {
    await sometime();
    const drawn = world.random.next();
    if (drawn < 0.5) await makesACall(day);
    else if (drawn < 0.55) await judges(day);
    else if (drawn < 0.7) await isCalled(day, anyone());
    else if (drawn < 0.8) await plans(day, anyone());
    else if (drawn < 0.9) await changesACall(day);
    else await keepsTimeFree(day);
  });
}

/** Whoever has it calls at the agreed time, more often than not. */
function ringWhenBooked(day: Day): void {
  const { world } = day;
  const { clock, random } = world;
  world.table.onCommit(changes => {
    for (const { before, after } of changes) {
      const from = bookedFor(after);
      if (!after || from === undefined || from === bookedFor(before) || !random.chance(0.7)) continue;
      clock.at(from + random.int(0, 5 * MINUTE), () => {
        const call = world.table.peek(after);
        if (call && bookedFor(call) === from) void talks(day, call);
      });
    }
  });
}
const bookedFor = (row: Row | undefined): number | undefined =>
  row?.type === 'call' && row['state'] === 'booked' ? (row['booking'] as { from: number }).from : undefined;

type Item = { readonly id: string; readonly state: string };
const itemsOf = (call: Row | undefined) => ((call?.['agenda'] ?? []) as readonly Item[]).map(({ id }) => id);
const acting =
  ({ ask }: Day, call: Row, by: By) =>
  (body: object) =>
    ask('act-on-call', { by, params: { callId: String(call['id']) }, body });

async function makesACall(day: Day): Promise<void> {
  const { open, world } = day;
  const now = world.clock.now();
  const call =
    open.any('call', ({ state }) => state === 'asked') ??
    open.any('call', ({ state, readyAt }) => state === 'due' && Number(readyAt) <= now);
  if (call) await talks(day, call);
}

/** Takes it where it is for whoever comes first, calls, writes down what was said, and ends it in one of many ways. */
async function talks(day: Day, call: Row): Promise<void> {
  const { pause, world } = day;
  const { random, clock } = world;
  const act = acting(day, call, as(call['agentId'] ?? random.pick(AGENTS)));
  if (call['state'] === 'asked') {
    await act({ do: 'accept' });
    if (random.chance(0.2)) return void (await act({ do: 'give-back', why: 'in a meeting' }));
  }
  if ((await act({ do: 'start' }))?.status !== 200) return;
  await pause(SECOND, 2 * MINUTE);
  await act({ do: 'note', notes: `spoken about ${call['contactId']}`, difficulties: [{ topic: 'billing' }] });
  if (random.chance(0.1)) await act({ do: 'extend', minutes: 15 });
  await pause(SECOND, 5 * MINUTE);
  const drawn = random.next();
  if (drawn < 0.25) return void (await act({ do: 'end', outcome: 'no-answer' }));
  if (drawn < 0.3) return void (await act({ do: 'end', outcome: 'wrong-number' }));
  if (drawn < 0.33) return void (await act({ do: 'end', outcome: 'declined' }));
  const results = itemsOf(world.table.peek(call)).map(itemId => ({ itemId, result: 'spoken' }));
  const dueAt = formatInstant(clock.now() + random.int(1, 3) * DAY);
  const next = drawn < 0.5 ? { next: { do: 'plan', kind: 'follow-up', dueAt } } : {};
  await act({ do: 'end', outcome: 'reached', results: results.slice(0, 20), ...next });
}

/** The telephone system says who it is, somebody takes it and writes it down. */
async function isCalled(day: Day, { accountId, contactId, phone, mark }: Customer): Promise<void> {
  const { ask, pause, world } = day;
  await ask('look-up-caller', {
    by: { machine: 'pbx', scopes: ['calls:read'] },
    query: { number: phone },
  });
  const by = as(world.random.pick(AGENTS));
  await ask('look-up-number', { by, query: { number: phone } });
  const about = `rang, ${mark}`;
  const told = await ask('log-call', { by, body: { accountId, contactId, about } });
  const call = world.table.peek(callKey(String(told?.body['id'])));
  if (!call) return;
  await pause(SECOND, 5 * MINUTE);
  const results = itemsOf(call).map(itemId => ({ itemId, result: 'answered' }));
  await acting(day, call, by)({ do: 'end', outcome: 'reached', results: results.slice(0, 20) });
}

async function plans({ ask, world }: Day, { accountId, contactId, mark }: Customer): Promise<void> {
  const dueAt = formatInstant(world.clock.now() + world.random.int(1, 40) * HOUR);
  const body = { accountId, contactId, kind: 'follow-up', dueAt, about: `promised ${mark}` };
  await ask('plan-call', { by: lead, body });
}

/** Staff books for a customer, gives a call away or takes it off. */
async function changesACall(day: Day): Promise<void> {
  const { ask, open, world } = day;
  const { random } = world;
  const call = open.any('call', ({ state }) => state !== 'running');
  if (!call) return;
  const act = acting(day, call, lead);
  const drawn = random.next();
  if (drawn < 0.2) return void (await act({ do: 'cancel', why: 'solved in writing' }));
  if (drawn < 0.4)
    return void (await act({ do: 'hand-over', to: random.pick(AGENTS), why: 'knows the shop' }));
  const query = { accountId: String(call['accountId']), agentId: random.pick(AGENTS) };
  const told = await ask('call-slots', { by: lead, query });
  const slots = (told?.body['slots'] ?? []) as readonly { readonly from: string }[];
  const first = slots[random.int(0, 3)];
  if (first) await act({ do: 'book', from: first.from, agentId: query.agentId });
}

/** Whoever called says whether it was of use. */
async function judges({ ask, open, world }: Day): Promise<void> {
  const row = open.any('outreach');
  if (!row) return;
  const params = { outreachId: String(row['id']) };
  await ask('judge-outreach', { by: lead, params, body: { useful: world.random.chance(0.5) } });
}

/** A block, put where calls may be booked already; half of them are taken back. */
async function keepsTimeFree({ ask, pause, world }: Day): Promise<void> {
  const { random, clock } = world;
  const agentId = random.pick(AGENTS);
  const params = { agentId, blockId: `block-${random.int(0, 20)}` };
  const from = Math.ceil(clock.now() / HOUR) * HOUR + random.int(1, 26) * HOUR;
  const body = { from: formatInstant(from), to: formatInstant(from + HOUR), reason: 'a meeting' };
  await ask('put-block', { by: lead, params, body });
  await pause(MINUTE, HOUR);
  if (random.chance(0.5)) await ask('delete-block', { by: lead, params });
}
