import type { AgentDay, DayEntry } from '../../shared/domain/calls/agent-day.ts';
import type { Slot } from '../../shared/domain/calls/call-commands.ts';
import type { CallRules } from '../../shared/domain/calls/call-rules.ts';
import {
  askedProduct,
  type Candidate,
  chooseAgent,
  type SlotChoice,
} from '../../shared/domain/calls/choose-agent.ts';
import { isFreeFor } from '../../shared/domain/calls/free-time.ts';
import { mayCall } from '../../shared/domain/calls/promise-now.ts';
import { calibratedShare } from '../../shared/domain/team/settling.ts';
import type { Follow } from '../../shared/events/envelope.ts';
import { MINUTE } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadOutsideCalendar } from '../../shared/store/outside-calendar-store.ts';
import { loadSurvivor } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster, stillAs } from '../../shared/store/roster-store.ts';
import type { Write } from '../../shared/store/table.ts';
import { type DayBook, dayBook } from './day-book.ts';

type Given = { readonly entryId: string; readonly at: Slot };

/** A time that is to be taken, and what is given up for it in the same commit. */
export type SlotAsked = {
  readonly entry: Omit<DayEntry, 'buffer'>;
  readonly accountId: string;
  readonly language: string;
  readonly product?: string | undefined;
  readonly only?: string | undefined;
  readonly heldWith?: string | undefined;
  readonly gives: readonly Given[];
  /** Judged as if it were given up, but still standing after the commit: a time that a hold may overlap. */
  readonly beside?: Given | undefined;
  readonly rules: CallRules;
};
export type SlotTaken = {
  readonly slot: Slot;
  readonly writes: readonly Write[];
  readonly follows: readonly Follow[];
  /** Who got it and why, with everybody else who was looked at. */
  readonly reason: Readonly<Record<string, unknown>>;
};
export type SlotRefusal = 'slot-taken' | 'too-many-unproved';

/** Looked at side by side; the next ones only when none of these is free. */
const ABREAST = 20;

/**
 * Takes a time of whoever gets it by the assignment rule, on the base rows as they stand: who is on the roster, what
 * their days hold, their calendars elsewhere. The writes fail where any of it changed meanwhile.
 */
export async function takeSlot(ports: Ports, asked: SlotAsked): Promise<Outcome<SlotTaken, SlotRefusal>> {
  const book = dayBook(ports.table);
  const { beside, gives } = asked;
  const standing = beside ? await book.read(beside.at.agentId, beside.at) : [];
  for (const { entryId, at } of beside ? [...gives, beside] : gives) await book.free(entryId, at);
  const [roster, ownership] = await Promise.all([
    loadRoster(ports.table),
    loadSurvivor(ports.table, asked.accountId),
  ]);
  const able = inOrder(roster, asked, ownership?.ownerId);
  const product = askedProduct(able, asked);
  let choice: SlotChoice = { reason: 'nobody-free', ranking: [] };
  for (let at = 0; at === 0 || (at < able.length && !choice.agent); at += ABREAST) {
    const agents = able.slice(at, at + ABREAST);
    choice = await chosenOf(ports, book, {
      asked: { ...asked, product },
      agents,
      ownerId: ownership?.ownerId,
    });
  }
  const { days, ranking, reason } = choice;
  const agent = roster.find(({ id }) => id === choice.agent?.id);
  if (!agent || !days) return notFree(choice);
  book.change(days);
  if (beside) book.change(putBack(standing, await book.read(beside.at.agentId, beside.at), beside.entryId));
  const { writes, follows } = book.commit();
  const { from, to } = asked.entry;
  return accepted({
    slot: { agentId: agent.id, from, to },
    writes: [...writes, stillAs(agent)],
    follows,
    reason: { agent: reason, ranking },
  });
}

/** An entry where it stood before, on days as they are now. */
const putBack = (before: readonly AgentDay[], now: readonly AgentDay[], entryId: string): AgentDay[] =>
  now.map(({ agentId, day, entries }) => {
    const there = before.find(one => one.day === day)?.entries.filter(({ id }) => id === entryId) ?? [];
    return { agentId, day, entries: [...entries, ...there].toSorted((a, b) => a.from - b.from) };
  });

type Roster = Awaited<ReturnType<typeof loadRoster>>;

/** Those who may get it by the roster alone, the likely ones first. */
function inOrder(roster: Roster, asked: SlotAsked, ownerId: string | undefined): Roster {
  const { entry, language, only, heldWith } = asked;
  const first = (id: string) => Number(id === heldWith) * 2 + Number(id === ownerId);
  return roster
    .filter(agent => (only === undefined ? mayCall(agent, language) : agent.id === only))
    .filter(agent => only !== undefined || isFreeFor(agent, [], entry))
    .sort(
      (a, b) => first(b.id) - first(a.id) || calibratedShare(a, entry.from) - calibratedShare(b, entry.from),
    );
}

async function chosenOf(
  { table, clock }: Ports,
  book: DayBook,
  { asked, agents, ownerId }: { asked: SlotAsked; agents: Roster; ownerId: string | undefined },
): Promise<SlotChoice> {
  const { entry, language, product, only, heldWith, rules } = asked;
  const buffer = rules.bufferMinutes * MINUTE;
  const around = { from: entry.from - buffer, to: entry.to + buffer };
  const candidates = await inParallel(agents, ABREAST, async (agent): Promise<Candidate> => {
    const [days, calendar] = await Promise.all([
      book.read(agent.id, around),
      loadOutsideCalendar(table, agent.id),
    ]);
    return { agent, days, busy: calendar?.busy ?? [] };
  });
  return chooseAgent(candidates, {
    ...{ entry: { ...entry, buffer }, language, product, only, heldWith, ownerId },
    ...{ now: clock.now(), perDay: rules.perDay },
  });
}

const notFree = ({ ranking }: SlotChoice) =>
  ranking.some(({ excluded }) => excluded === 'too-many-unproved')
    ? refused('too-many-unproved', { problem: 'This time cannot be kept free; it can be booked.' })
    : refused('slot-taken', { field: 'body.from', problem: 'Nobody is free then any more.' });
