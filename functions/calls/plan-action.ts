import type { CallAction } from '../../shared/contracts/calls-contract.ts';
import type { CallRefusal } from '../../shared/domain/calls/call-commands.ts';
import type { CallHold } from '../../shared/domain/calls/call-hold.ts';
import { callRules } from '../../shared/domain/calls/call-rules.ts';
import type { Actor } from '../../shared/domain/calls/may-act.ts';
import type { TimeRefusal } from '../../shared/domain/calls/slot-times.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { type Instant, MINUTE, parseInstant, SECOND } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { bookSlot, freeSlot } from './book-slot.ts';
import { heldBack } from './call-view.ts';
import type { Planned } from './change-call.ts';
import { plain, planEnd } from './plan-end.ts';
import { runOver } from './run-over.ts';
import { noConsent, objected } from './survey-consent.ts';
import type { SlotRefusal } from './take-slot.ts';

export type ActionRefusal =
  | CallRefusal
  | SlotRefusal
  | TimeRefusal
  | 'objected'
  | 'no-consent'
  | 'unknown-agent';
export type Acting = {
  readonly action: CallAction;
  readonly who: Actor;
  readonly agents: readonly Agent[];
  readonly cause: Fact;
};
type Plan = Promise<Outcome<Planned, ActionRefusal>>;

/** What a person's action does to the call, and to agents' days in the same commit. */
export async function planAction(ports: Ports, call: StoredCall, acting: Acting): Plan {
  const { action, who } = acting;
  const now = ports.clock.now();
  switch (action.do) {
    case 'accept': {
      const { startSeconds } = callRules((await loadSettings(ports.table)).calls);
      return accepted({ command: { do: 'accept', agentId: who.id, until: now + startSeconds * SECOND } });
    }
    case 'give-back':
      return accepted({ command: givenBack(call, who.id), decision: 'give-back', ...why(action.why) });
    case 'start':
      return planStart(ports, call, { agentId: who.id, direction: action.direction ?? 'out' });
    case 'extend':
      return planMore(ports, call, action.minutes * MINUTE);
    case 'end':
      return planEnd(ports, call, { action, cause: acting.cause });
    case 'book': {
      // Nobody who does not want to be called is promised a time; whoever agreed to one has said so.
      const { why: held } = await heldBack(ports.table, call);
      if (held) return refusalOf(held);
      return planBooking(ports, call, { ...action, from: parseInstant(action.from) ?? 0, who });
    }
    case 'cancel': {
      const freed = await freeSlot(ports, call);
      return accepted({ command: { do: 'cancel', by: 'staff' }, ...freed, ...why(action.why) });
    }
    case 'hand-over':
      return planHandOver(ports, call, { ...acting, to: action.to, said: action.why });
    case 'note': {
      const difficulties = action.difficulties?.map(plain);
      return accepted({ command: { ...action, difficulties } });
    }
    default:
      return accepted({ command: action });
  }
}

const why = (said: string | undefined) => (said === undefined ? {} : { reason: { why: said } });

/** What was accepted is asked anew; what is due goes to nobody. */
const givenBack = ({ state }: StoredCall, agentId: string): Planned['command'] =>
  state === 'accepted' ? { do: 'give-back', agentId } : { do: 'give', agentId: undefined };

/** What the contact said is asked again at the moment of calling; surveys they do not consent to are left out. */
async function planStart(
  ports: Ports,
  call: StoredCall,
  { agentId, direction }: { readonly agentId: string; readonly direction: 'out' | 'in' },
): Plan {
  const { why: held, without } = await heldBack(ports.table, call);
  if (direction === 'out' && held) return refusalOf(held);
  return accepted({ command: { do: 'start', agentId, direction, without: without.map(({ id }) => id) } });
}

const refusalOf = (held: CallHold) => (held === 'objected' ? objected() : noConsent());

async function planMore(ports: Ports, call: StoredCall, more: number): Plan {
  if (call.state !== 'running' || !call.booking)
    return accepted({ command: { do: 'extend', until: ports.clock.now() + more } });
  const { also: _told, ...planned } = await runOver(ports, call, more);
  return accepted(planned);
}

type Booked = {
  readonly from: Instant;
  readonly minutes?: number | undefined;
  readonly agentId?: string | undefined;
  readonly who: Actor;
};

/** Whoever is to call hears of it, but for the one who books. */
async function planBooking(ports: Ports, call: StoredCall, given: Booked): Plan {
  const { from, minutes, agentId: only, who } = given;
  if (call.state === 'running') return refused('running', { problem: 'The call is going on.' });
  const rules = callRules((await loadSettings(ports.table)).calls);
  const booked = await bookSlot(ports, { call, from, minutes, only, by: 'staff', rules });
  if (!booked.ok) return booked;
  const { slot, ...rest } = booked.value;
  const by = slot.agentId === who.id ? 'staff' : 'customer';
  return accepted({ command: { do: 'book', slot, by }, ...rest });
}

async function planHandOver(
  ports: Ports,
  call: StoredCall,
  { agents, who, to, said }: Acting & { readonly to: string; readonly said: string },
): Plan {
  const next = agents.find(({ id, active, roles }) => id === to && active && roles.includes('agent'));
  if (!next)
    return refused('unknown-agent', { field: 'body.to', problem: 'Nobody on the roster is called so.' });
  const decision = 'handed-over';
  if (call.state !== 'booked' || !call.booking)
    return accepted({ command: { do: 'give', agentId: to }, decision, reason: { to, why: said } });
  const planned = await planBooking(ports, call, { from: call.booking.from, agentId: to, who });
  if (!planned.ok) return planned;
  return accepted({ ...planned.value, decision, reason: { ...planned.value.reason, to, why: said } });
}
