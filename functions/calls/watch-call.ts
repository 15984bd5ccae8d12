import type { Call } from '../../shared/domain/calls/call.ts';
import type { Decided } from '../../shared/domain/calls/call-commands.ts';
import { tell } from '../../shared/domain/calls/call-notices.ts';
import { decideCall } from '../../shared/domain/calls/decide-call.ts';
import { type DueThing, dueThings } from '../../shared/domain/calls/next-due.ts';
import { command } from '../../shared/events/envelope.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { loadCall, type StoredCall } from '../../shared/store/call-store.ts';
import { arm, finish } from '../../shared/store/journal.ts';
import { callIdOf } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { type ReadTimer, readTimer } from '../../shared/store/timer-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { heldBack } from './call-view.ts';
import { commitCall } from './commit-call.ts';
import { moveToSurvivor } from './move-merged.ts';
import type { Noticed } from './noticed.ts';
import { offerCall } from './offer-call.ts';
import { runOver } from './run-over.ts';
import { each, leadsOf, tellOf } from './whom-to-tell.ts';

/**
 * Something about a call is due: the call is read again, and what is so now is acted on once. A tick that comes late
 * acts with what is true by then; one that nothing is due for leaves the timer at the next thing, or removes it.
 */
export async function watchCall(ports: Ports, tick: Tick): Promise<Handled> {
  return untilFresh(async (): Promise<Attempt> => {
    const read = await readTimer(ports, tick);
    if (!read.ok) return { answer: { done: true }, decision: read.refusal };
    const before = await loadCall(ports.table, callIdOf(read.value.pk));
    const [thing] = before ? dueThings(before) : [];
    if (!before || !thing || thing.at > ports.clock.now()) return letBe(ports, read.value, thing);
    if (thing.what === 'tell-due' && (await moveToSurvivor(ports, before, watched(before, thing))))
      return { answer: { done: true }, decision: 'moved-to-survivor', detail: { call: before.id } };
    return act(ports, before, thing);
  });
}

async function letBe(
  { table, clock, ids }: Ports,
  { pk, kind, epoch, ...timer }: ReadTimer,
  thing: DueThing | undefined,
): Promise<Attempt> {
  const write = thing
    ? arm({ pk, kind, dueAt: thing.at, epoch: epoch + 1, now: clock.now() })
    : finish({ pk, kind, epoch, ...timer });
  const answer = await table.commit({ commitId: ids.random('cmt'), writes: [write] });
  return { answer, decision: 'nothing-due' };
}

async function act(ports: Ports, before: StoredCall, thing: DueThing): Promise<Attempt> {
  const { version: _read, ...call } = before;
  const { command: asked, also, decision = asked.do, ...rest } = await noticedOf(ports, before, thing);
  const decided = decideCall(call, asked, ports.clock.now());
  if (!decided.ok) throw new TypeError(`a clock was refused: ${decided.refusal}`);
  const { answer } = await commitCall(ports, {
    ...{ before, decision, cause: watched(before, thing), looked: thing.what === 'offer' },
    ...{ ...rest, decided: also ? tell(decided.value as Decided, also) : decided.value },
  });
  return { answer, decision, detail: { call: before.id } };
}

/** What happened when it was due: the same thing of the same version is the same fact. */
export const causeOf = ({ id, accountId }: Call, version: number, thing: DueThing) =>
  command({
    id: derivedId('evt', 'call.watched', id, version),
    name: 'call.watched',
    accountId: accountId as AccountId,
    principal: 'firstcall',
    now: thing.at,
  });

const watched = ({ version, ...call }: StoredCall, thing: DueThing) => causeOf(call, version, thing);

async function noticedOf(ports: Ports, call: StoredCall, thing: DueThing): Promise<Noticed> {
  if (thing.what === 'offer') return offerCall(ports, call);
  if (thing.what === 'overrun') return runOver(ports, call);
  const isHeld = (await heldBack(ports.table, call)).why !== undefined;
  if (thing.what === 'remind') return { command: { do: 'remind', hours: thing.hours, isHeld } };
  const agents = await loadRoster(ports.table);
  const asked = { agents, now: ports.clock.now() };
  const [who, leads] = [tellOf(call, asked), leadsOf(asked)];
  switch (thing.what) {
    case 'tell-due':
      return { command: { do: 'tell-due', to: isHeld ? [] : who } };
    case 'tell-late':
      return lateOf(call, { who, leads, isHeld });
    case 'tell-still':
      return { command: { do: 'tell-still', to: call.stillToldAt ? each(who, leads) : who } };
    case 'tell-soon':
      return { command: { do: 'tell-booked', what: 'soon', to: who, isHeld } };
    case 'tell-start-late':
      return { command: { do: 'tell-booked', what: 'late', to: each(who, leads), isHeld } };
    case 'miss':
      return { command: { do: 'miss', to: each(who, leads), isHeld } };
  }
}

/** A promise to a customer who asked rings an alarm; a wish of ours that waits is told to whoever has it and the leads. */
function lateOf(
  { state }: Call,
  { who, leads, isHeld }: { who: readonly string[]; leads: readonly string[]; isHeld: boolean },
): Noticed {
  const command = { do: 'tell-late', to: isHeld ? [] : each(who, leads) } as const;
  return state === 'due' ? { command } : { command, decision: 'callback-late' };
}
