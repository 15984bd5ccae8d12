import type { AgendaItem, Call } from '../../shared/domain/calls/call.ts';
import type { CallCommand, Decided } from '../../shared/domain/calls/call-commands.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import { HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { NOW } from './facts.ts';

/** Something to speak of within four hours. */
export const anItem = (id: string, more: Partial<AgendaItem> = {}): AgendaItem => ({
  ...{ id, kind: 'welcome', readyAt: NOW, dueAt: NOW + 4 * HOUR, state: 'open' },
  ...more,
});
export const askedItem = (id: string, more: Partial<AgendaItem> = {}): AgendaItem =>
  anItem(id, { kind: 'callback', asked: true, ...more });

/** A call that is due, with one thing on its agenda. */
export const dueCall = (more: Partial<Call> = {}): Call => ({
  ...{ id: 'call_1', accountId: 'acme', contactId: 'c-1', language: 'de', zone: 'Europe/Berlin' },
  ...{ state: 'due', readyAt: NOW, dueAt: NOW + 4 * HOUR, agenda: [anItem('welcome')], sequence: 0 },
  ...{ reminders: [24, 1], attempts: [], notices: [], noticed: 0, openedAt: NOW },
  ...more,
});

export const slotAt = (from: number, agentId = 'anna') => ({ agentId, from, to: from + 45 * MINUTE });

/** A call that is booked with anna in thirty hours. */
export const bookedCall = (more: Partial<Call> = {}): Call => {
  const booking = { ...slotAt(NOW + 30 * HOUR), reminded: [] };
  const at = { readyAt: booking.from, dueAt: booking.from };
  return dueCall({ state: 'booked', agentId: 'anna', booking, ...at, ...more });
};

/** What a command leads to: the decision, or the name of its refusal. */
export function answerTo(call: Call, command: CallCommand, now = NOW): Decided | string {
  const decided = decideCall(call, command, now);
  return decided.ok ? decided.value : decided.refusal;
}
