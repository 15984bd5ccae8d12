import type { Instant } from '../../kernel/instant.ts';
import { DAY } from '../../kernel/instant.ts';
import type { Agent } from '../team/agent.ts';
import { type Advance, type Alarm, advance, type Given, type Tell } from './advance-escalation.ts';
import { nextDuty } from './duty.ts';
import type { Logged, Run } from './escalation.ts';

/** One step of a dry run: what would be in the log, with the reasons and with what rings. */
export type DryLine = Pick<Logged, 'at' | 'step' | 'cycle' | 'why'> & {
  readonly told: readonly Tell[];
  /** Off duty and not to be woken: until when, as far as that is in sight. */
  readonly held: readonly { readonly agentId: string; readonly until?: Instant }[];
  readonly alarms: readonly Alarm[];
};
export type DryRun = {
  readonly lines: readonly DryLine[];
  /** When the last step ran; none when more lines were needed. */
  readonly endsAt?: Instant;
};

const MOST_LINES = 200;

/**
 * What a run would do if nobody ever answered and every step ran when it is due: by `advance` itself, with what the
 * steps look at as it will be at each of their instants. At most 200 lines, the rest is left out.
 */
export function dryRun(started: Run, givenAt: (now: Instant) => Given): DryRun {
  const lines: DryLine[] = [];
  const heldUntil = dutyBook();
  let run = started;
  for (let at = run.nextAt; at !== undefined; at = run.nextAt) {
    const given = givenAt(at);
    const moved = advance(run, given);
    lines.push(...linesOf(run, moved, agent => heldUntil(agent, given)));
    if (lines.length > MOST_LINES) return { lines: lines.slice(0, MOST_LINES) };
    if (moved.run.state !== 'running') return { lines, endsAt: at };
    run = moved.run;
  }
  return { lines };
}

type HeldUntil = (agentId: string) => Instant | undefined;

function linesOf(before: Run, { run, tell, alarms }: Advance, heldUntil: HeldUntil): DryLine[] {
  const known = new Set(before.log);
  const byId = new Map(tell.map(one => [one.agentId, one]));
  return run.log
    .filter(entry => !known.has(entry))
    .map(({ at, step, cycle, why, told, held = [] }) => ({
      ...{ at, step, cycle, why },
      told: told.flatMap(id => byId.get(id) ?? []),
      held: held.map(agentId => {
        const until = heldUntil(agentId);
        return { agentId, ...(until === undefined ? {} : { until }) };
      }),
      alarms: alarms.filter(alarm => alarm === alarmOf[why]),
    }));
}

const alarmOf: Partial<Record<Logged['why'], Alarm>> = {
  'nobody-on-duty': 'nobody-on-duty',
  exhausted: 'escalation-exhausted',
};

/** The next duty of each agent, looked for again only when it has come, or a day after none was in sight. */
function dutyBook() {
  const book = new Map<string, { readonly from: Instant; readonly until: Instant | undefined }>();
  const look = (agent: Agent, now: Instant): Instant | undefined => {
    const known = book.get(agent.id);
    if (known && now <= (known.until ?? known.from + DAY)) return known.until;
    const until = nextDuty(agent, now);
    book.set(agent.id, { from: now, until });
    return until;
  };
  return (agentId: string, { agents, now }: Given): Instant | undefined => {
    const agent = agents.find(({ id }) => id === agentId);
    return agent && look(agent, now);
  };
}
