import { type Instant, MINUTE } from '../../kernel/instant.ts';
import type { Agent } from '../team/agent.ts';
import { type Told, whoIsMeant } from './duty.ts';
import { logged, type Run, roundOf } from './escalation.ts';
import type { Gate, NotifyStep, RepeatStep, WaitStep } from './escalation-chain.ts';
import { isGateOpen } from './escalation-gate.ts';

/** What the steps look at, as it is at this instant. */
export type Given = {
  readonly agents: readonly Agent[];
  /** Whoever owns the account now. */
  readonly ownerId?: string | undefined;
  readonly now: Instant;
  /** The company's, for gates that name none. */
  readonly zone: string;
  readonly isHoliday?: ((day: string, gate: Gate) => boolean) | undefined;
  /** Whoever is on duty by a duty schedule at an instant. */
  readonly onDutyBy?: ((scheduleId: string, at: Instant) => string | undefined) | undefined;
};
export type Tell = Told & { readonly wake: boolean };
export type Alarm = 'nobody-on-duty' | 'escalation-exhausted';
export type Advance = {
  readonly run: Run;
  readonly tell: readonly Tell[];
  readonly alarms: readonly Alarm[];
};

/** A share of little or no time left still gives whoever was told a moment to answer. */
const SHORTEST_SHARE = MINUTE;

/** How far this advance has come; a wait stands only after a step that reached somebody. */
type Walk = Advance & { readonly reached: 'not-yet' | 'nobody' | 'somebody'; readonly skippedMs: number };

/**
 * Runs the steps that are due: tells people, and stops at the next wait with its end as `nextAt`. Nothing happens
 * before that instant, or to a run that is not running. Who is on duty is found out now. A step behind a closed gate
 * is skipped. A step that reaches nobody is recorded, rings `nobody-on-duty` where its gate was open, and takes its
 * wait with it: the next one comes at once. Only a new round is waited for all the same, for it would find the same
 * nobody. Waits count from when they begin, so that a late tick does not tell everybody at the same moment. With the
 * last step done, the run is `exhausted` and rings `escalation-exhausted`.
 */
export function advance(run: Run, given: Given): Advance {
  if (run.state !== 'running' || run.nextAt === undefined || given.now < run.nextAt)
    return { run, tell: [], alarms: [] };
  const { nextAt: _, ...due } = run;
  let walk: Walk = { run: due, tell: [], alarms: [], reached: 'not-yet', skippedMs: 0 };
  while (walk.run.state === 'running' && walk.run.nextAt === undefined) walk = stepped(walk, given);
  return { run: walk.run, tell: walk.tell, alarms: [...new Set(walk.alarms)] };
}

function stepped(walk: Walk, given: Given): Walk {
  const step = walk.run.chain.steps[walk.run.step];
  switch (step?.do) {
    case 'notify':
      return onwards(notified(walk, step, given));
    case 'wait':
      return waited(walk, step, given.now);
    case 'repeat':
      return repeated(walk, step, given.now);
    default:
      return exhausted(walk, given.now);
  }
}

const onwards = (walk: Walk): Walk => ({ ...walk, run: { ...walk.run, step: walk.run.step + 1 } });

function notified(walk: Walk, step: NotifyStep, given: Given): Walk {
  const { run } = walk;
  const at = given.now;
  const nobody = walk.reached === 'somebody' ? 'somebody' : 'nobody';
  if (!isGateOpen(step.when, given))
    return { ...walk, reached: nobody, run: logged(run, { at, told: [], why: 'gate-closed' }) };
  const wake = step.wake === true;
  // Whoever a schedule has on duty hears of it now, whatever their hours.
  const isPlanned = typeof step.who === 'object' && 'schedule' in step.who;
  const before = new Set(run.log.flatMap(({ cycle, told }) => (cycle === run.cycle ? told : [])));
  const { told, held } = whoIsMeant(step.who, { ...given, language: run.language, wake, before });
  const tell = merged(
    walk.tell,
    [...told, ...held].map(one => ({ ...one, wake: wake || isPlanned })),
  );
  const entry = { at, told: told.map(idOf), ...(held.length > 0 ? { held: held.map(idOf) } : {}) };
  if (told.length > 0)
    return { ...walk, tell, reached: 'somebody', skippedMs: 0, run: logged(run, { ...entry, why: 'told' }) };
  const alarms = [...walk.alarms, 'nobody-on-duty' as const];
  return { ...walk, tell, alarms, reached: nobody, run: logged(run, { ...entry, why: 'nobody-on-duty' }) };
}

/** Nobody is told twice at the same moment; who is woken by one of two steps is woken. */
function merged(tell: readonly Tell[], more: readonly Tell[]): Tell[] {
  const byId = new Map(tell.map(one => [one.agentId, one]));
  for (const one of more) if (!byId.has(one.agentId) || one.wake) byId.set(one.agentId, one);
  return [...byId.values()];
}

const idOf = ({ agentId }: Told): string => agentId;

function waited(walk: Walk, step: WaitStep, now: Instant): Walk {
  const length = lengthOf(step, walk.run);
  const next = onwards(walk);
  return walk.reached === 'nobody'
    ? { ...next, skippedMs: walk.skippedMs + length }
    : { ...next, run: { ...next.run, nextAt: now + length } };
}

/** A share is one of the time between the start of the chain and its fix-by instant, however little that was. */
function lengthOf({ minutes = 0, share }: WaitStep, { fixBy, startedAt, anew }: Run): number {
  if (share === undefined || fixBy === undefined) return minutes * MINUTE;
  return Math.max(SHORTEST_SHARE, Math.round(share * (fixBy - (anew?.at ?? startedAt))));
}

function repeated(walk: Walk, { times }: RepeatStep, now: Instant): Walk {
  const { run, reached, skippedMs } = walk;
  if (roundOf(run) >= times) return exhausted(walk, now);
  const again = { ...run, step: 0, cycle: run.cycle + 1 };
  if (reached !== 'nobody') return { ...walk, run: again, reached: 'not-yet', skippedMs: 0 };
  return { ...walk, run: { ...again, nextAt: now + Math.max(MINUTE, skippedMs) } };
}

function exhausted(walk: Walk, at: Instant): Walk {
  const run = { ...walk.run, state: 'exhausted', step: walk.run.chain.steps.length } as const;
  return {
    ...walk,
    run: logged(run, { at, told: [], why: 'exhausted' }),
    alarms: [...walk.alarms, 'escalation-exhausted'],
  };
}
