import type { Slot } from '../../shared/domain/calls/call-commands.ts';
import type { Actor } from '../../shared/domain/calls/may-act.ts';
import { blockTime, entriesOf } from '../../shared/domain/calls/take-time.ts';
import { command, NO_ACCOUNT } from '../../shared/events/envelope.ts';
import type { EventId } from '../../shared/kernel/id.ts';
import { DAY, parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { isSameData } from '../../shared/kernel/same-data.ts';
import { loadAgentDays } from '../../shared/store/agent-day-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { agentDaysPk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { CAPABILITY } from './commit-call.ts';
import { type DayBook, dayBook } from './day-book.ts';

/** Blocks lie within so many days, and last no longer than so many. */
const AHEAD = 60 * DAY;
const LONGEST = 31 * DAY;

type Place = { readonly agentId: string; readonly blockId: string; readonly who: Actor };
type Given = Place & { readonly from: string; readonly to: string; readonly reason?: string | undefined };
type Refusal = 'forbidden' | 'not-found' | 'not-a-time';

/** Keeps a time of an agent free of calls. What is booked in it must move, which follows from the day's change. */
export async function putBlock(ports: Ports, given: Given): Promise<Outcome<Record<never, never>, Refusal>> {
  const { agentId, blockId, reason } = given;
  const may = await mayBlock(ports, given);
  if (!may.ok) return may;
  const [from = 0, to = 0] = [parseInstant(given.from), parseInstant(given.to)];
  const now = ports.clock.now();
  if (to <= from || to - from > LONGEST || to <= now || to > now + AHEAD)
    return refused('not-a-time', {
      field: 'body.to',
      problem: 'A block ends after it begins, within 31 days, no more than 60 days ahead.',
    });
  const entry = {
    ...({ id: idOf(blockId), is: 'block', from, to, buffer: 0 } as const),
    ...(reason ? { reason } : {}),
  };
  await change(ports, given, {
    decision: 'blocked',
    isThere: held => isSameData(held, entry),
    adds: async book => book.change(blockTime(await book.read(agentId, { from, to }), entry).days),
  });
  return accepted({});
}

/** Takes such a time back; one that is not there is free already. */
export async function deleteBlock(
  ports: Ports,
  given: Place,
): Promise<Outcome<Record<never, never>, Refusal>> {
  const may = await mayBlock(ports, given);
  if (!may.ok) return may;
  await change(ports, given, { decision: 'unblocked' });
  return accepted({});
}

/** A name of their own: no booking and no hold is called so. */
const idOf = (blockId: string): string => `block.${blockId}`;

async function mayBlock({ table }: Ports, { agentId, who }: Place): Promise<Outcome<undefined, Refusal>> {
  if (agentId !== who.id && !who.roles.includes('lead'))
    return refused('forbidden', { problem: 'Only a lead blocks the time of others.' });
  return (await loadAgent(table, agentId)) ? accepted(undefined) : refused('not-found');
}

type Block = Omit<Slot, 'agentId'> & { readonly id: string };
type Change = {
  readonly decision: string;
  readonly adds?: (book: DayBook) => Promise<void>;
  /** It stands there already, as when an answer was lost. */
  readonly isThere?: (held: Block) => boolean;
};

const change = (ports: Ports, { agentId, blockId, who }: Place, { decision, adds, isThere }: Change) =>
  untilFresh(async () => {
    const { table, clock, ids } = ports;
    const now = clock.now();
    const book = dayBook(table);
    const held = await blockOf(table, agentId, { id: idOf(blockId), now });
    if (held && isThere?.(held)) return { answer: { done: true }, decision: 'nothing-changed' };
    if (held) await book.free(held.id, { agentId, ...held });
    await adds?.(book);
    const { writes, follows } = book.commit();
    if (writes.length === 0) return { answer: { done: true }, decision: 'nothing-changed' };
    const id = ids.random('evt') as EventId;
    const fact = command({ id, name: 'agent.blocked', accountId: NO_ACCOUNT, principal: who.id, now });
    const entry = journal({
      ...{ pk: agentDaysPk(agentId), capability: CAPABILITY, fact, decision, now, follows },
      reason: { agentId, blockId },
    });
    const answer = await table.commit({ commitId: ids.random('cmt'), writes: [entry, ...writes] });
    return { answer, decision, detail: { agent: agentId } };
  });

async function blockOf(
  table: Table,
  agentId: string,
  { id, now }: { readonly id: string; readonly now: number },
): Promise<Block | undefined> {
  const days = await loadAgentDays(table, agentId, { from: now - LONGEST, to: now + AHEAD });
  return entriesOf(days).find(entry => entry.id === id);
}
