import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { type Day, isKnownZone } from '../time/working-hours.ts';

/**
 * When a step may run: wall-clock `[from, to)` of the zone on these days; one that ends before it starts runs past
 * midnight. `skip` keeps holidays out, `only` lets nothing but holidays in; `calendar` says whose holidays.
 */
export type Gate = {
  readonly days?: readonly Day[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Without one, the company's. */
  readonly zone?: string | undefined;
  readonly holidays?: 'skip' | 'only' | undefined;
  readonly calendar?: string | undefined;
};

export type Who =
  | 'owner'
  | 'cover'
  | 'owner-or-cover'
  | 'lead'
  | 'on-duty'
  | 'everyone-on-duty'
  | { readonly agent: string }
  | { readonly role: string }
  /** Whoever is on duty by this schedule. */
  | { readonly schedule: string };

export type NotifyStep = {
  readonly do: 'notify';
  readonly who: Who;
  /** Goes out although the recipient is off duty; never into an absence. */
  readonly wake?: boolean | undefined;
  readonly when?: Gate | undefined;
};
/** Minutes; or a share (0 to 1) of the time that was left before the fix-by instant, minutes where there is none. */
export type WaitStep = {
  readonly do: 'wait';
  readonly minutes?: number | undefined;
  readonly share?: number | undefined;
};
/** Back to the first step, at most so many times; only as the last one. */
export type RepeatStep = { readonly do: 'repeat'; readonly times: number };
export type Step = NotifyStep | WaitStep | RepeatStep;

export type Chain = {
  readonly steps: readonly Step[];
  /** An acknowledgement that is not confirmed for so long counts no more: the chain goes on. */
  readonly ackMinutes: number;
};

/** What runs when nobody knows the chain that was asked for. */
export const standardChain: Chain = {
  ackMinutes: 30,
  steps: [
    { do: 'notify', who: 'owner-or-cover', wake: true },
    { do: 'wait', minutes: 10 },
    { do: 'notify', who: 'lead', wake: true },
    { do: 'wait', minutes: 10 },
    { do: 'notify', who: 'everyone-on-duty' },
    { do: 'wait', minutes: 15 },
    { do: 'repeat', times: 3 },
  ],
};

type Wrong = { readonly field: string; readonly problem: string };

const MOST_STEPS = 50;
const MOST_ROUNDS = 100;
const LONGEST_MINUTES = 30 * 24 * 60;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/**
 * A chain that can be run to its end: 1 to 50 steps that tell somebody; waits above 0 and up to 30 days, shares of
 * at most the whole time together, each with minutes for when there is no fix-by instant; `repeat` last, at most 100
 * times, and never without a wait on the way; gates that can open. Refused with `bad-chain`, its first field and problem.
 */
export function checkChain(chain: Chain): Outcome<Chain, 'bad-chain'> {
  const wrong = wrongWithWhole(chain) ?? firstOf(chain.steps, (step, at) => wrongWithStep(chain, step, at));
  return wrong ? refused('bad-chain', wrong) : accepted(chain);
}

function wrongWithWhole({ steps, ackMinutes }: Chain): Wrong | undefined {
  if (steps.length === 0 || steps.length > MOST_STEPS)
    return { field: 'steps', problem: `must have 1 to ${MOST_STEPS} steps` };
  if (!steps.some(step => step.do === 'notify')) return { field: 'steps', problem: 'must tell somebody' };
  const shares = steps.reduce((sum, step) => sum + (step.do === 'wait' ? (step.share ?? 0) : 0), 0);
  if (shares > 1 + 1e-9)
    return { field: 'steps', problem: 'must not wait for more than the whole time left' };
  return isLength(ackMinutes) ? undefined : { field: 'ackMinutes', problem: LENGTH };
}

const LENGTH = `must be above 0 and at most ${LONGEST_MINUTES} minutes`;
const isLength = (minutes: number): boolean => minutes > 0 && minutes <= LONGEST_MINUTES;

function wrongWithStep(chain: Chain, step: Step, at: number): Wrong | undefined {
  const wrong = (field: string, problem: string): Wrong => ({ field: `steps.${at}.${field}`, problem });
  switch (step.do) {
    case 'notify': {
      const gate = wrongWithGate(step.when ?? {});
      return gate && wrong(`when.${gate.field}`, gate.problem);
    }
    case 'wait':
      if (step.share !== undefined && !(step.share > 0 && step.share <= 1))
        return wrong('share', 'must be above 0 and at most 1');
      if (step.minutes === undefined)
        return wrong('minutes', 'must say how long to wait when nothing must be solved by an instant');
      return isLength(step.minutes) ? undefined : wrong('minutes', LENGTH);
    case 'repeat':
      if (at !== chain.steps.length - 1) return wrong('do', 'must be the last step');
      if (!chain.steps.some(({ do: what }) => what === 'wait'))
        return wrong('do', 'must not go round without a wait');
      return Number.isInteger(step.times) && step.times >= 1 && step.times <= MOST_ROUNDS
        ? undefined
        : wrong('times', `must be 1 to ${MOST_ROUNDS}`);
  }
}

function wrongWithGate({ days, from = '00:00', to = '24:00', ...where }: Gate): Wrong | undefined {
  const time = 'must be a time of day such as 09:00';
  if (days?.length === 0) return { field: 'days', problem: 'must not be empty' };
  if (!TIME.test(from)) return { field: 'from', problem: time };
  if (!TIME.test(to)) return { field: 'to', problem: time };
  if (from === to) return { field: 'to', problem: 'must not be the start' };
  if (where.zone !== undefined && !isKnownZone(where.zone))
    return { field: 'zone', problem: 'must be a known zone such as Europe/Berlin' };
  if (where.holidays !== undefined && where.calendar === undefined)
    return { field: 'calendar', problem: 'must say whose holidays are meant' };
  return undefined;
}

function firstOf<T, R>(items: readonly T[], find: (item: T, at: number) => R | undefined): R | undefined {
  for (const [at, item] of items.entries()) {
    const found = find(item, at);
    if (found !== undefined) return found;
  }
  return undefined;
}
