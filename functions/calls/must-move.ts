import type { DayEntry } from '../../shared/domain/calls/agent-day.ts';
import { bookingsAt, entriesOf } from '../../shared/domain/calls/take-time.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { command, type Fact } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadAgentDays } from '../../shared/store/agent-day-store.ts';
import { loadCall } from '../../shared/store/call-store.ts';
import { lists } from '../../shared/store/keys.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadRoster, type StoredAgent } from '../../shared/store/roster-store.ts';
import { changeCall } from './change-call.ts';
import { giveToOwner } from './follow-owner.ts';
import { each, leadsOf } from './whom-to-tell.ts';

/** Nobody books further ahead than this. */
const AHEAD = 90 * DAY;
const ABREAST = 4;
const MOST = 100;

type Why = 'agent-left' | 'agent-absent' | 'agent-blocked';
type Affected = { readonly agentId: string; readonly entry: DayEntry; readonly why: Why };

/**
 * Somebody left or is away: no booking of theirs vanishes. Its customer is asked to choose again, the leads and the
 * account's owner are told. What a leaver had to call goes to the owner, or to nobody yet.
 */
export async function lookAfterAgent(ports: Ports, fact: Fact): Promise<Handled> {
  const agentId = String(fact.data['agentId']);
  const agents = await loadRoster(ports.table);
  const agent = agents.find(({ id }) => id === agentId);
  if (!agent) return { decision: 'nobody' };
  const affected = await affectedOf(ports, agent);
  await inParallel(affected, ABREAST, one => mustMove(ports, one, { fact, agents }));
  if (!agent.active) await handOn(ports, fact, agentId);
  return { decision: 'bookings-looked-after', detail: { agent: agentId, calls: affected.length } };
}

async function affectedOf({ table, clock }: Ports, agent: StoredAgent & Agent): Promise<Affected[]> {
  const { id: agentId, absences, active } = agent;
  const now = clock.now();
  const away = Object.values(absences).filter(({ to }) => to > now);
  if (active && away.length === 0) return [];
  const entries = entriesOf(await loadAgentDays(table, agentId, { from: now - DAY, to: now + AHEAD }));
  const bookings = entries.filter(({ is, from }) => is === 'booking' && from > now);
  return bookings.flatMap((entry): Affected[] => {
    if (!active) return [{ agentId, entry, why: 'agent-left' }];
    const hit = away.some(({ from, to }) => from < entry.to && entry.from < to);
    return hit ? [{ agentId, entry, why: 'agent-absent' }] : [];
  });
}

/** A time was blocked: what is booked in it must move. */
export async function moveFromBlocks(ports: Ports, fact: Fact): Promise<number> {
  const agentId = String(fact.data['agentId']);
  const from = Date.parse(`${String(fact.data['day'])}T00:00:00Z`);
  const days = await loadAgentDays(ports.table, agentId, { from, to: from + DAY });
  const blocks = entriesOf(days).filter(({ is }) => is === 'block');
  const hit = blocks.flatMap(block => bookingsAt(days, block)).filter(({ to }) => to > ports.clock.now());
  if (hit.length === 0) return 0;
  const agents = await loadRoster(ports.table);
  const why = 'agent-blocked';
  await inParallel(hit, ABREAST, entry => mustMove(ports, { agentId, entry, why }, { fact, agents }));
  return hit.length;
}

async function mustMove(
  ports: Ports,
  { agentId, entry, why }: Affected,
  { fact, agents }: { readonly fact: Fact; readonly agents: readonly Agent[] },
): Promise<void> {
  const held = entry.callId === undefined ? undefined : await loadCall(ports.table, entry.callId);
  if (!held) return;
  await changeCall(ports, {
    callId: held.id,
    cause: command({
      id: derivedId('evt', 'call.must-move', fact.id, held.id),
      name: 'call.must-move',
      accountId: held.accountId as AccountId,
      principal: 'firstcall',
      now: ports.clock.now(),
    }),
    plan: async ({ state, booking, accountId }) => {
      const theirs = state === 'booked' && booking?.agentId === agentId && booking.from === entry.from;
      if (!theirs || booking.mustMove !== undefined) return refused('not-theirs' as const);
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
