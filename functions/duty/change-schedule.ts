import type { ScheduleView } from '../../shared/contracts/duty-contract.ts';
import type { Schedule } from '../../shared/domain/team/duty-schedule.ts';
import { command, NO_ACCOUNT } from '../../shared/events/envelope.ts';
import type { EventId } from '../../shared/kernel/id.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadSchedule, type StoredSchedule, scheduleWrite } from '../../shared/store/duty-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { schedulePk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Put } from '../../shared/store/table.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';

/** Who does what to a schedule, for its journal: `data` says it in full. */
export type Deed = {
  readonly scheduleId: string;
  readonly principal: string;
  readonly decision:
    | 'schedule-edited'
    | 'schedule-taken-away'
    | 'override-put'
    | 'override-ended'
    | 'shifts-swapped';
  readonly data: Readonly<Record<string, unknown>>;
  /** Of the fact that this is; every try of one deed has the same. */
  readonly eventId: EventId;
};

/** Decides on a schedule as it stands and keeps it with its journal row in one commit, anew while others are faster. */
export async function changeSchedule<R extends string>(
  ports: Ports,
  deed: Deed,
  decide: (held: StoredSchedule) => Outcome<Schedule, R>,
): Promise<Outcome<StoredSchedule, R | 'not-found'>> {
  const { table, clock, ids } = ports;
  let answered: Outcome<StoredSchedule, R | 'not-found'> = refused('not-found');
  await untilFresh(async () => {
    const held = await loadSchedule(table, deed.scheduleId);
    if (!held) return { answer: DONE, decision: 'not-found' };
    const decided = decide(held);
    answered = decided.ok ? accepted(held) : decided;
    if (!decided.ok || decided.value === held) return { answer: DONE, decision: 'unchanged' };
    const { version, ...after } = {
      ...{ ...held, ...decided.value },
      ...{ changedAt: clock.now(), changedBy: deed.principal },
    };
    answered = accepted({ ...after, version: version + 1 });
    const writes = [entryOf(ports, deed), scheduleWrite(after, version)];
    return { answer: await table.commit({ commitId: ids.random('cmt'), writes }), decision: deed.decision };
  });
  return answered;
}

const DONE = { done: true } as const;

/** The row of a schedule's journal that says who did what, and why. */
export function entryOf({ clock }: Ports, { scheduleId, principal, decision, data, eventId }: Deed): Put {
  const now = clock.now();
  return journal({
    pk: schedulePk(scheduleId),
    capability: 'duty',
    fact: command({
      ...{ id: eventId, name: `duty.${decision}`, accountId: NO_ACCOUNT },
      ...{ principal, now, data },
    }),
    decision,
    reason: { by: principal },
    now,
  });
}

/** A schedule as the API shows it. */
export const scheduleView = ({
  id,
  name,
  zone,
  rotations,
  overrides,
  version,
}: StoredSchedule): ScheduleView => ({
  ...{ id, name, zone, version },
  rotations: rotations.map(({ agents, ...rotation }) => ({ ...rotation, agents: [...agents] }) as never),
  overrides: overrides.map(({ from, to, ...rest }) => ({
    ...{ ...rest, from: formatInstant(from), to: formatInstant(to) },
  })),
});
