import type { Goal, PolicyInput } from '../../../shared/contracts/promises-contract.ts';
import type { Complaint } from '../../parts/field-problem.ts';

/** Notes that a field cannot be read. */
export type Complain = (field: string, what: Complaint) => void;

/** A goal with its calendar and warnings, as typed. */
export type PromisedDraft = {
  readonly days: string;
  readonly hours: string;
  readonly minutes: string;
  readonly calendar: string;
  readonly warnAt: string;
};

type Promised = Pick<PolicyInput['handover'], 'goal' | 'calendar' | 'warnAt'>;

const shown = (n: number | undefined): string => (n ? String(n) : '');

export const promisedDraft = (
  of: Promised | undefined,
  usual: Partial<PromisedDraft> = {},
): PromisedDraft => ({
  days: shown(of?.goal.days),
  hours: shown(of?.goal.hours),
  minutes: shown(of?.goal.minutes),
  calendar: of?.calendar ?? 'always',
  warnAt: of?.warnAt.join(', ') ?? '90',
  ...(of ? {} : usual),
});

/** A whole number as typed; an empty field is none. Undefined when it is no number. */
export function readWhole(text: string, { from = 0, to = 100_000 } = {}): number | undefined {
  const trimmed = text.trim();
  if (!/^\d{1,7}$/.test(trimmed)) return undefined;
  const n = Number(trimmed);
  return n >= from && n <= to ? n : undefined;
}

/** Shares in per cent with commas between, rising; undefined when they are not. */
export function readPercents(text: string): number[] | undefined {
  const words = text.split(/[\s,;%]+/).filter(word => word !== '');
  const percents = words.map(word => readWhole(word, { from: 1, to: 99 }));
  const rising = percents.every((one, at) => one !== undefined && one > (percents[at - 1] ?? 0));
  return rising && percents.length <= 6 ? (percents as number[]) : undefined;
}

/** A goal, its calendar and its warnings; what cannot be read is complained of at `goal` and `warnAt`. */
export function readPromised(draft: PromisedDraft, at: string, complain: Complain): Promised {
  const parts = { days: draft.days, hours: draft.hours, minutes: draft.minutes };
  const read = Object.entries(parts).flatMap(([unit, text]) =>
    text.trim() === '' ? [] : [[unit, readWhole(text)] as const],
  );
  const total = read.reduce((sum, [, n]) => sum + (n ?? Number.NaN), 0);
  if (!(total > 0)) complain(`${at}.goal`, 'goal');
  const warnAt = readPercents(draft.warnAt);
  if (!warnAt) complain(`${at}.warnAt`, 'percents');
  const goal = Object.fromEntries(read.filter(([, n]) => n !== undefined && n > 0)) as Goal;
  return { goal, calendar: draft.calendar, warnAt: warnAt ?? [] };
}
