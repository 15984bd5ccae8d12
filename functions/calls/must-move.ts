import type { DayEntry } from '../../shared/domain/calls/agent-day.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import { collides, entriesOf } from '../../shared/domain/calls/take-time.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { command, type Fact } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadAgentDays } from '../../shared/store/agent-day-store.ts';
import { loadCall } from '../../shared/store/call-store.ts';
import { lists } from '../../shared/store/keys.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { changeCall } from './change-call.ts';
import { giveToOwner } from './follow-owner.ts';
import { each, leadsOf } from './whom-to-tell.ts';

/** Nobody books further ahead than this. */
const AHEAD = 90 * DAY;
const ABREAST = 4;
const MOST = 100;

type Why = 'agent-left' | 'agent-absent' | 'agent-blocked';
type Affected = { readonly agentId: string; readonly entry: DayEntry; readonly why: Why };
type Booked = Omit<Affected, 'why'>;
type Looking = { readonly fact: Fact; readonly agents: readonly Agent[] };

/**
 * Somebody left or is away: no booking of theirs vanishes. Its customer is asked to choose again, the leads and the
 * account's owner are told; where nothing is in its way any more, it stands as it was. What a leaver had to call goes to
 * the owner, or to nobody yet.
 */
export async function lookAfterAgent(ports: Ports, fact: Fact): Promise<Handled> {
  const agentId = String(fact.data['agentId']);
  const agents = await loadRoster(ports.table);
  const agent = agents.find(({ id }) => id === agentId);
  if (!agent) return { decision: 'nobody' };
  const now = ports.clock.now();
  const entries = entriesOf(await loadAgentDays(ports.table, agentId, { from: now - DAY, to: now + AHEAD }));
  const bookings = bookingsIn(entries, now);
  const affected = bookings.flatMap((entry): Affected[] => {
    const why = entry.from > now ? awayAt(agent, entry) : undefined;
    return why ? [{ agentId, entry, why }] : [];
  });
  await inParallel(affected, ABREAST, one => mustMove(ports, one, { fact, agents }));
  const others = bookings.filter(one => !isHit(agent, one, entries));
  await inParallel(others, ABREAST, entry => mayStay(ports, { agentId, entry }, fact));
  if (!agent.active) await handOn(ports, fact, agentId);
  return { decision: 'bookings-looked-after', detail: { agent: agentId, calls: affected.length } };
}

/** A time was blocked, or is free again: what is booked in it must move, and what nothing is in the way of may stay. */
export async function moveFromBlocks(ports: Ports, fact: Fact): Promise<number> {
  const agentId = String(fact.data['agentId']);
  const from = Date.parse(`${String(fact.data['day'])}T00:00:00Z`);
  const entries = entriesOf(await loadAgentDays(ports.table, agentId, { from, to: from + DAY }));
  const bookings = bookingsIn(entries, ports.clock.now());
  if (bookings.length === 0) return 0;
  const agents = await loadRoster(ports.table);
  const agent = agents.find(({ id }) => id === agentId);
  const hit = bookings.filter(one => isBlocked(one, entries));
  const why = 'agent-blocked';
  await inParallel(hit, ABREAST, entry => mustMove(ports, { agentId, entry, why }, { fact, agents }));
  const others = agent ? bookings.filter(one => !isHit(agent, one, entries)) : [];
  await inParallel(others, ABREAST, entry => mayStay(ports, { agentId, entry }, fact));
  return hit.length;
}

const bookingsIn = (entries: readonly DayEntry[], now: Instant): DayEntry[] =>
  entries.filter(({ is, to }) => is === 'booking' && to > now);

/** Why an agent cannot call then, by the roster. */
function awayAt({ active, absences }: Agent, { from, to }: DayEntry): Why | undefined {
  if (!active) return 'agent-left';
  return Object.values(absences).some(away => away.from < to && from < away.to) ? 'agent-absent' : undefined;
}

const isBlocked = (entry: DayEntry, entries: readonly DayEntry[]): boolean =>
  entries.some(block => block.is === 'block' && collides(block, entry));

const isHit = (agent: Agent, entry: DayEntry, entries: readonly DayEntry[]): boolean =>
  isBlocked(entry, entries) || awayAt(agent, entry) !== undefined;

/** What the customer was asked to choose again for is over: the time that was agreed is agreed. */
async function mayStay(ports: Ports, { agentId, entry }: Booked, fact: Fact): Promise<void> {
  const held = entry.callId === undefined ? undefined : await loadCall(ports.table, entry.callId);
  if (held?.booking?.mustMove === undefined) return;
  await changeCall(ports, {
    callId: held.id,
    cause: causeOf(ports, held, { name: 'call.may-stay', fact }),
    plan: async call =>
      isTheirs(call, { agentId, entry }) && call.booking?.mustMove !== undefined
        ? accepted({ command: { do: 'may-stay' }, reason: { agentId, was: call.booking.mustMove } })
        : refused('not-theirs' as const),
  });
}

const isTheirs = ({ state, booking }: Call, { agentId, entry }: Booked): boolean =>
  state === 'booked' && booking?.agentId === agentId && booking.from === entry.from;

const causeOf = (
  { clock }: Ports,
  { id, accountId }: Call,
  { name, fact }: { readonly name: string; readonly fact: Fact },
): Fact =>
  command({
    id: derivedId('evt', name, fact.id, id),
    ...{ name, accountId: accountId as AccountId, principal: 'firstcall', now: clock.now() },
  });

async function mustMove(
  ports: Ports,
  { agentId, entry, why }: Affected,
  { fact, agents }: Looking,
): Promise<void> {
  const held = entry.callId === undefined ? undefined : await loadCall(ports.table, entry.callId);
  if (!held) return;
  await changeCall(ports, {
    callId: held.id,
    cause: causeOf(ports, held, { name: 'call.must-move', fact }),
    plan: async call => {
      if (!isTheirs(call, { agentId, entry }) || call.booking?.mustMove !== undefined)
        return refused('not-theirs' as const);
      const { accountId } = call;
      const owner = (await loadOwnership(ports.table, accountId))?.ownerId;
      const leads = leadsOf({ agents, now: ports.clock.now() });
      const tell = each(leads, owner === undefined ? [] : [owner]).filter(
        id => id !== agentId || why === 'agent-blocked',
      );
      return accepted({ command: { do: 'must-move', why, tell }, reason: { why, agentId } });
    },
  });
}

/** What is due with somebody who left goes on; the list may lag, so what shows later is found by the next change or by its time. */
async function handOn(ports: Ports, fact: Fact, agentId: string): Promise<void> {
  const { rows } = await ports.table.query({ index: 'list', pk: lists.calls(agentId), limit: MOST });
  await inParallel(rows, ABREAST, async row => {
    const call = await loadCall(ports.table, String(row['id']));
    if (!call) return;
    const cause = { ...fact, accountId: call.accountId as AccountId };
    await giveToOwner(ports, { callId: call.id, fact: cause, from: agentId });
    if (call.state === 'accepted' && call.agentId === agentId)
      await changeCall<never>(ports, {
        ...{ callId: call.id, cause },
        plan: async () => accepted({ command: { do: 'give-back', agentId } }),
      });
  });
}
