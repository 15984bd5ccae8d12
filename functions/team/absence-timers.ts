import type { Absence } from '../../shared/domain/team/agent.ts';
import { arm, disarm, finish, type TimerRow } from '../../shared/store/journal.ts';
import { absencePk } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Write } from '../../shared/store/table.ts';

/** Looks that one edit leaves room for before the epochs of the next one. */
const LOOKS = 1_000;

/** Which edit of the agent a timer of an absence goes back to. */
export const editOf = (epoch: number): number => Math.floor(epoch / LOOKS);

export const isFirstLook = (epoch: number): boolean => epoch % LOOKS === 0;

type Given = {
  readonly agentId: string;
  readonly absenceId: string;
  readonly agentVersion: number;
  readonly now: number;
};

/** Somebody looks when the absence begins, or at once when it has begun, and when it is over. */
export const armsAbsence = (given: Given, { from, to }: Absence): Write[] => {
  const { agentId, absenceId, agentVersion, now } = given;
  const timer = { pk: absencePk(agentId, absenceId), epoch: agentVersion * LOOKS, now };
  return [
    to <= now
      ? disarm(timer.pk, 'absence.starts')
      : arm({ ...timer, kind: 'absence.starts', dueAt: Math.max(from, now) }),
    arm({ ...timer, kind: 'absence.ends', dueAt: Math.max(to, now) }),
  ];
};

/** It is taken back: nothing begins any more, and what was lent comes back now. */
export const endsAbsence = (given: Given): Write[] => armsAbsence(given, { from: given.now, to: given.now });

/**
 * The look is over: the next one is at the instant, or there is none. Refused when the absence was edited meanwhile:
 * then that edit's own timer stands there.
 */
export async function lookAgain({ table, clock, ids }: Ports, timer: TimerRow, at?: number): Promise<void> {
  const { pk, kind, epoch } = timer;
  const unmoved = { when: { is: 'equal', field: 'epoch', value: epoch }, orElse: 'stale' } as const;
  const write: Write =
    at === undefined
      ? finish(timer)
      : { ...arm({ pk, kind, epoch: epoch + 1, dueAt: at, now: clock.now() }), ...unmoved };
  await table.commit({ commitId: ids.random('cmt'), writes: [write] });
}
