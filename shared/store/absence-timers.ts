import type { Absence } from '../domain/team/agent.ts';
import { arm, disarm } from './journal.ts';
import { absencePk } from './keys.ts';
import type { Write } from './table.ts';

/** Looks that one edit leaves room for before the epochs of the next one. */
const LOOKS = 1_000;

/** The epoch of the first look after an edit of what the timer is for. */
export const firstLook = (edit: number): number => edit * LOOKS;

/** Which edit a timer with looks goes back to. */
export const editOf = (epoch: number): number => Math.floor(epoch / LOOKS);

export const isFirstLook = (epoch: number): boolean => epoch % LOOKS === 0;

export type AbsenceOf = {
  readonly agentId: string;
  readonly absenceId: string;
  readonly agentVersion: number;
  readonly now: number;
};

/** Somebody looks when the absence begins, or at once when it has begun, and when it is over. */
export const armsAbsence = (given: AbsenceOf, { from, to }: Absence): Write[] => {
  const { agentId, absenceId, agentVersion, now } = given;
  const timer = { pk: absencePk(agentId, absenceId), epoch: firstLook(agentVersion), now };
  return [
    to <= now
      ? disarm(timer.pk, 'absence.starts')
      : arm({ ...timer, kind: 'absence.starts', dueAt: Math.max(from, now) }),
    arm({ ...timer, kind: 'absence.ends', dueAt: Math.max(to, now) }),
  ];
};

/** It is taken back: nothing begins any more, and what was lent comes back now. */
export const endsAbsence = (given: AbsenceOf): Write[] =>
  armsAbsence(given, { from: given.now, to: given.now });
