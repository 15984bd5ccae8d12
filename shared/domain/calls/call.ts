import type { CallEnding, CallKind, CallOutcome } from '../../events/call-events.ts';
import type { Purpose } from '../../events/outreach-events.ts';
import { type Instant, MINUTE } from '../../kernel/instant.ts';

/** Something that is to be spoken of. Whoever wished for it named it; steps come from the settings when it is spoken of. */
export type AgendaItem = {
  readonly id: string;
  readonly kind: CallKind;
  readonly product?: string;
  /** What the contact must allow for it, when that is not what calls of this kind are for. */
  readonly purpose?: Purpose;
  /** Not spoken of before. */
  readonly readyAt: Instant;
  readonly dueAt: Instant;
  /** The customer asked for it themselves. */
  readonly asked?: true;
  /** They did so in a conversation that ended then: staff wrote it down. */
  readonly agreedAt?: Instant;
  readonly state: 'open' | 'done' | 'dropped';
  readonly result?: string;
  /** Steps that are no longer open, by their id. */
  readonly steps?: Readonly<Record<string, { readonly state: 'done' | 'skipped'; readonly why?: string }>>;
};

/** A time that is agreed with the customer. */
export type Booking = {
  readonly agentId: string;
  readonly from: Instant;
  readonly to: Instant;
  /** Why the customer must choose again, such as `agent-absent`. */
  readonly mustMove?: string;
  /** The one who calls was told that it begins, or that it is late. */
  readonly told?: readonly ('soon' | 'late' | 'following')[];
  /** Hours before the start whose reminders are over, sent or not. */
  readonly reminded?: readonly number[];
};

/** Asked for now: to whom it is offered, and until when before more are asked. */
export type Offer = { readonly agents: readonly string[]; readonly round: number; readonly until: Instant };

export type Attempt = {
  readonly at: Instant;
  readonly agentId: string;
  readonly direction: 'out' | 'in';
  readonly endedAt?: Instant;
  readonly outcome?: CallOutcome;
};

export type Difficulty = { readonly topic: string; readonly text?: string };

/**
 * One call with one contact, from the first wish to its end. An account's contact has one open call at most: whatever
 * else is wished meanwhile joins its agenda.
 */
export type Call = {
  readonly id: string;
  readonly accountId: string;
  /** `-`: whichever contact of the account can be called. */
  readonly contactId: string;
  readonly language: string;
  readonly zone: string;
  readonly product?: string;
  /**
   * `due`: to be made between `readyAt` and `dueAt`. `asked`: wanted now, offered or waiting for somebody free.
   * `accepted`: somebody has it and must start by `acceptedUntil`. `booked`: at an agreed time. `running`. `ended`.
   */
  readonly state: 'due' | 'asked' | 'accepted' | 'booked' | 'running' | 'ended';
  /** Whoever has it; nobody yet when absent. */
  readonly agentId?: string;
  readonly readyAt: Instant;
  readonly dueAt: Instant;
  readonly agenda: readonly AgendaItem[];
  readonly booking?: Booking;
  /** Rises with every booking, move and cancellation; the calendars of both sides go by it (RFC 5545 SEQUENCE). */
  readonly sequence: number;
  /** Hours before a booked start at which to remind. */
  readonly reminders: readonly number[];
  readonly offer?: Offer;
  readonly acceptedUntil?: Instant;
  readonly attempts: readonly Attempt[];
  /** What agents were told of it and may still act on. */
  readonly notices: readonly string[];
  /** How often agents were told of it: numbers the notices. */
  readonly noticed: number;
  /** When its agent was told last that it may be made. */
  readonly dueToldAt?: Instant;
  /** The promise whose passing was told of. */
  readonly lateToldAt?: Instant;
  /** When it was told last that a conversation still goes on. */
  readonly stillToldAt?: Instant;
  /** Not called before: the pause after the last try or the last call. */
  readonly notBefore?: Instant;
  readonly ending?: CallEnding;
  readonly endedAt?: Instant;
  /** A number typed in for this call alone. */
  readonly phone?: string;
  /** What it is about, in the customer's words. */
  readonly about?: string;
  readonly notes?: string;
  readonly difficulties?: readonly Difficulty[];
  readonly openedAt: Instant;
  /** The conversation that left it to be gone on with. */
  readonly formerId?: string;
  /** Its person was erased: nothing that is personal is kept with it from then on. */
  readonly erased?: true;
};

/** A time that moves by less is no news. */
const HARDLY_MOVED = 15 * MINUTE;

/** Its agent knows that it may be made: told when it was so already, or nearly. A later time is told anew. */
export const isDueTold = ({ dueToldAt, readyAt }: Call): boolean =>
  dueToldAt !== undefined && readyAt <= dueToldAt + HARDLY_MOVED;

/** Somebody of an account, with how they are called. */
export type Named = Pick<Call, 'contactId' | 'language' | 'zone' | 'reminders'> & {
  readonly phone: string | undefined;
  /** The agent who speaks with them just now. */
  readonly speaksWith?: string | undefined;
};

/**
 * A call with whichever contact, once one of them is named for it: from then on it is theirs, on their own number, in their
 * language and zone. Nothing where it may be somebody else's: they asked for it, agreed on its time or speak just now, and
 * not on this number.
 */
export function namedFor(call: Call, who: Named): Call | undefined {
  if (call.contactId !== '-' || who.contactId === '-') return call;
  const { phone, ...nobodys } = call;
  const isOnNumber = phone !== undefined && phone === who.phone;
  if (!isOnNumber && isSomebodys(call, who)) return undefined;
  const { contactId, language, zone, reminders } = who;
  const theirs = call.booking || call.state === 'running' ? {} : { language, zone, reminders };
  return { ...nobodys, ...theirs, contactId, ...(who.phone === undefined && phone ? { phone } : {}) };
}

function isSomebodys(call: Call, { speaksWith }: Named): boolean {
  if (call.state === 'running') return runningAttempt(call)?.agentId !== speaksWith;
  return call.booking !== undefined || (isAskedFor(call) && call.phone !== undefined);
}

/** Open until it ended, whatever else it waits for. */
export const isOpenCall = ({ state }: Call): boolean => state !== 'ended';

/** What is still to be spoken of. */
export const openItems = ({ agenda }: Call): readonly AgendaItem[] =>
  agenda.filter(({ state }) => state === 'open');

/** The customer asked for the call themselves: minimum gap and objections do not hold it back. */
export const isAskedFor = (call: Call): boolean => openItems(call).some(({ asked }) => asked === true);

/** The attempt that goes on. */
export const runningAttempt = ({ attempts, state }: Call): Attempt | undefined =>
  state === 'running' ? attempts.at(-1) : undefined;

/** One identity for life in the calendars of both sides (RFC 5545 UID). */
export const calendarUid = (callId: string, origin: string): string =>
  `${callId}@${new URL(origin).hostname}`;

/** A call that nobody has agreed a time for is due with the first of its items, not before the pause after the last try. */
export function timed(call: Call): Call {
  const items = openItems(call);
  if (call.state !== 'due' || items.length === 0) return call;
  const readyAt = Math.max(call.notBefore ?? 0, Math.min(...items.map(item => item.readyAt)));
  return { ...call, readyAt, dueAt: Math.max(readyAt, Math.min(...items.map(item => item.dueAt))) };
}

/** The booking is gone; calendars hear of it by the next number. */
export function withoutBooking(call: Call): Call {
  if (!call.booking) return call;
  const { booking: _gone, ...rest } = call;
  return { ...rest, sequence: call.sequence + 1 };
}

/** A wish joins the agenda; one that is there already moves, one that was dropped is back, one that is done stays so. */
export function wished(call: Call, item: AgendaItem): Call {
  const there = call.agenda.find(({ id }) => id === item.id);
  if (there?.state === 'done') return call;
  const agenda = there
    ? call.agenda.map(one => (one === there ? { ...there, ...item, state: 'open' as const } : one))
    : [...call.agenda, item];
  return { ...call, agenda };
}
