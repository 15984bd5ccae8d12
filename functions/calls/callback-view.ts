import type { CallbackView } from '../../shared/contracts/callbacks-contract.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { contactOf } from './call-view.ts';

/** A number of which only its owner recognises the end. */
export const masked = (phone: string): string => phone.replace(/\d(?=\d{3})/g, '•');

const shown = {
  ...{ due: 'planned', asked: 'queued', accepted: 'accepted' },
  ...{ booked: 'booked', running: 'running', ended: 'ended' },
} as const satisfies Record<Call['state'], CallbackView['state']>;

/** A call as its customer sees it: of the agent the first name, of the number its end. */
export async function callbackViewOf(table: Table, call: StoredCall): Promise<CallbackView> {
  const { id, state, language, zone, booking, agentId, ending, version, reminders } = call;
  const named = state === 'booked' || state === 'accepted' || state === 'running' ? agentId : undefined;
  const [agent, contact] = await Promise.all([
    named === undefined ? undefined : loadAgent(table, named),
    contactOf(table, call),
  ]);
  const phone = call.phone ?? contact?.phone;
  const waits = state === 'asked' || state === 'accepted';
  return {
    ...{ id, state: shown[state], language, zone },
    ...(state === 'booked' && booking
      ? { from: formatInstant(booking.from), to: formatInstant(booking.to) }
      : {}),
    ...(agent ? { agent: agent.name.split(' ')[0] ?? agent.name } : {}),
    ...(waits ? { promisedAt: formatInstant(call.dueAt) } : {}),
    ...(phone === undefined ? {} : { phone: masked(phone) }),
    reminders: [...reminders],
    ...(ending === undefined ? {} : { ending }),
    mayMove: state === 'due' || state === 'booked' || waits,
    mayCancel: state === 'booked' || waits,
    version,
  };
}
