import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import type { Random } from './random.ts';

/** What may go wrong with one outside call of a handler. */
export type CallFault = 'refused' | 'lost-answer' | 'crash';
/** One outside call: which run makes it, the how-manieth of that run and of the whole world, and what it does. */
export type OutsideCall = {
  readonly run: string;
  readonly inRun: number;
  readonly inWorld: number;
  readonly what: string;
};

export type Faults = {
  /** Asked when a run starts: what will go wrong in it. */
  planRun(run: string): RunPlan;
  /** Asked for every message on its way: how many copies arrive, and how late. */
  onTheWay(): { readonly copies: number; readonly lateMs: number };
  /** Whether the bus or a queue refuses this one entry of a call. */
  refusesEntry(): boolean;
  /** Whether an unreadable message slips in. */
  poisons(): boolean;
  /** How far behind an index shows this commit. */
  indexLag(): number;
  readonly injected: Record<string, number>;
};
export type RunPlan = {
  at(call: OutsideCall): CallFault | undefined;
  /** Told at the end of the run; true when it must die before its message is acknowledged. */
  endsUnacknowledged(calls: number): boolean;
};

/** Probabilities per delivery. */
export type FaultMix = {
  readonly duplicate: number;
  /** A duplicated message arrives 2 to so many times. */
  readonly mostCopies: number;
  readonly late: number;
  readonly crash: number;
  readonly lostAnswer: number;
  readonly refused: number;
  readonly poison: number;
  readonly indexLagMs: number;
};

export const noFaults: FaultMix = {
  duplicate: 0,
  mostCopies: 3,
  late: 0,
  crash: 0,
  lostAnswer: 0,
  refused: 0,
  poison: 0,
  indexLagMs: 0,
};
/** Every fifth delivery goes wrong in one way or another. */
export const twentyPercent: FaultMix = {
  duplicate: 0.05,
  mostCopies: 3,
  late: 0.05,
  crash: 0.03,
  lostAnswer: 0.03,
  refused: 0.03,
  poison: 0.01,
  indexLagMs: 10 * SECOND,
};

const LONGEST_DELAY = 5 * MINUTE;

/** Faults drawn from one generator by a mix. */
export function randomFaults(mix: FaultMix, random: Random): Faults {
  const injected: Record<string, number> = {};
  const usualCalls = new Map<string, number>();
  const count = <T extends string>(fault: T): T => {
    injected[fault] = (injected[fault] ?? 0) + 1;
    return fault;
  };
  return {
    injected,
    planRun(run) {
      const fault = draw(mix, random);
      const usual = usualCalls.get(run) ?? 3;
      const target = fault === undefined ? 0 : random.int(1, fault === 'crash' ? usual + 1 : usual);
      return {
        at: call => (fault !== undefined && call.inRun === target ? count(fault) : undefined),
        endsUnacknowledged(calls) {
          usualCalls.set(run, Math.max(1, calls));
          if (fault !== 'crash' || target <= calls) return false;
          count('crash');
          return true;
        },
      };
    },
    onTheWay() {
      const copies = random.chance(mix.duplicate) ? random.int(2, mix.mostCopies) : 1;
      const late = random.chance(mix.late);
      if (copies > 1) count('duplicate');
      if (late) count('late');
      return { copies, lateMs: late ? random.int(SECOND, LONGEST_DELAY) : 0 };
    },
    refusesEntry: () => random.chance(mix.refused) && count('refused-entry') === 'refused-entry',
    poisons: () => random.chance(mix.poison) && count('poison') === 'poison',
    indexLag: () =>
      mix.indexLagMs === 0 ? 0 : random.chance(0.2) ? random.int(0, mix.indexLagMs) : random.int(5, 50),
  };
}

function draw(mix: FaultMix, random: Random): CallFault | undefined {
  const drawn = random.next();
  if (drawn < mix.crash) return 'crash';
  if (drawn < mix.crash + mix.lostAnswer) return 'lost-answer';
  if (drawn < mix.crash + mix.lostAnswer + mix.refused) return 'refused';
  return undefined;
}

/** No fault but one: at the n-th outside call of the world, counted from 1. */
export function oneFault(fault: CallFault, atCall: number): Faults {
  const injected: Record<string, number> = {};
  return {
    injected,
    planRun: () => ({
      at(call) {
        if (call.inWorld !== atCall) return undefined;
        injected[fault] = (injected[fault] ?? 0) + 1;
        return fault;
      },
      endsUnacknowledged: () => false,
    }),
    onTheWay: () => ({ copies: 1, lateMs: 0 }),
    refusesEntry: () => false,
    poisons: () => false,
    indexLag: () => 0,
  };
}
