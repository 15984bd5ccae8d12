import type { Chain, NotifyStep } from './escalation-chain.ts';

/** What chains may name. */
export type KnownNames = {
  /** On the roster and active. */
  readonly agents: ReadonlySet<string>;
  readonly schedules: ReadonlySet<string>;
  readonly calendars: ReadonlySet<string>;
};
export type Stray = {
  readonly refusal: 'unknown-agent' | 'unknown-schedule' | 'unknown-calendar';
  readonly field: string;
  readonly problem: string;
};

/** Everything that a chain names and that is not there, in the order of its steps, with the field that names it. */
export const straysIn = ({ steps }: Chain, known: KnownNames): Stray[] =>
  steps.flatMap((step, at) => (step.do === 'notify' ? straysOf(step, `steps.${at}`, known) : []));

function straysOf({ who, when }: NotifyStep, field: string, known: KnownNames): Stray[] {
  const named = typeof who === 'object' ? who : undefined;
  const look = (
    kind: 'agent' | 'schedule' | 'calendar',
    id: string | undefined,
    where: { readonly there: ReadonlySet<string>; readonly at: string },
  ): Stray[] =>
    id === undefined || where.there.has(id)
      ? []
      : [
          {
            refusal: `unknown-${kind}`,
            field: `${field}.${where.at}`,
            problem: `there is no ${kind} ${id}`,
          },
        ];
  const agent = named && 'agent' in named ? named.agent : undefined;
  const schedule = named && 'schedule' in named ? named.schedule : undefined;
  return [
    ...look('agent', agent, { there: known.agents, at: 'who.agent' }),
    ...look('schedule', schedule, { there: known.schedules, at: 'who.schedule' }),
    ...look('calendar', when?.calendar, { there: known.calendars, at: 'when.calendar' }),
  ];
}
