import type { AgentDay } from '../../shared/domain/calls/agent-day.ts';
import { entriesOf, stretchEntry } from '../../shared/domain/calls/take-time.ts';
import { command } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { type Instant, MINUTE } from '../../shared/kernel/instant.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { loadCall, type StoredCall } from '../../shared/store/call-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { changeCall } from './change-call.ts';
import { dayBook } from './day-book.ts';
import type { Noticed } from './noticed.ts';
import { coversOn, each, leadsOf } from './whom-to-tell.ts';

/** A call that goes on gets so much more time at once. */
const MORE = 10 * MINUTE;

/**
 * A call's time is nearly over and it goes on: it gets more, as far as the agent's day has room. A booking that it runs
 * into is not cut off either: its customer is told that it begins late, colleagues who speak the language that somebody
 * waits, and the one who speaks that the next one does.
 */
export async function runOver(ports: Ports, call: StoredCall, more = MORE): Promise<Noticed> {
  const { booking } = call;
  if (!booking) throw new TypeError('a call without a time does not run over');
  const until = Math.max(booking.to, ports.clock.now()) + more;
  const book = dayBook(ports.table);
  const days = await book.read(booking.agentId, { from: booking.from, to: until });
  const own = entriesOf(days).find(({ callId }) => callId === call.id);
  // Behind its place in the day: the call itself may have gone on into the next one's already.
  const next = following(days, call.id, own?.to ?? booking.to);
  const collides = next !== undefined && next.from < until;
  if (collides) await warnNext(ports, call, next.callId);
  const to = Math.min(until, next?.from ?? until);
  if (own && to > own.to) book.change(stretchEntry(days, own.id, to).days);
  const agentId = call.agentId ?? booking.agentId;
  return {
    command: { do: 'extend', until },
    decision: 'call-runs-over',
    reason: { until, ...(collides ? { next: next.callId ?? '-' } : {}) },
    ...book.commit(),
    ...(collides ? { also: { kind: 'call-following', to: [agentId] } } : {}),
  };
}

/** The first booking behind the call. */
const following = (days: readonly AgentDay[], callId: string, after: Instant) =>
  entriesOf(days)
    .filter(entry => entry.is === 'booking' && entry.callId !== callId && entry.from >= after)
    .sort((a, b) => a.from - b.from)[0];

/** Told once; whoever is told may call in the place of the one who speaks. */
async function warnNext(ports: Ports, call: StoredCall, nextId: string | undefined): Promise<void> {
  const next = nextId === undefined ? undefined : await loadCall(ports.table, nextId);
  if (!next) return;
  const now = ports.clock.now();
  const agents = await loadRoster(ports.table);
  await changeCall(ports, {
    callId: next.id,
    cause: command({
      id: derivedId('evt', 'call.next-waits', call.id, next.id, next.sequence),
      name: 'call.next-waits',
      accountId: next.accountId as AccountId,
      principal: 'firstcall',
      now,
    }),
    plan: async ({ state, booking, language }) => {
      if (state !== 'booked' || booking?.told?.includes('late')) return refused('not-booked');
      const covers = coversOn(language, { agents, now, but: [booking?.agentId ?? '-'] });
      const to = covers.length > 0 ? covers : leadsOf({ agents, now });
      return accepted({
        command: { do: 'tell-booked', what: 'late', to: each(to) },
        decision: 'next-waits',
        reason: { behind: call.id },
      });
    },
  });
}
