import type { DutyView, ScheduleView } from '../../../shared/contracts/duty-contract.ts';
import type { Gap, Shift } from '../../api/team-queries.ts';

/** How many colours there are for people. */
export const TONES = 8;

/** The colour of each person of a plan: the same for the same people, another for each as long as there are enough. */
export const tonesOf = (people: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...new Set(people)].toSorted().map((id, at) => [id, at % TONES]));

/** Everybody that a plan has on duty, in the order of their first shift. */
export const peopleOf = (shifts: readonly Pick<Shift, 'agentId'>[]): readonly string[] => [
  ...new Set(shifts.map(({ agentId }) => agentId)),
];

/** When people of the plan will not be there, or are busy elsewhere. */
export type Away = {
  readonly is: 'absent' | 'busy';
  readonly agentId: string;
  readonly from: string;
  readonly to: string;
};

/** Absences and busy times of these people, which are drawn beneath the plan. */
export const awayOf = (
  { absences, busy }: Pick<DutyView, 'absences' | 'busy'>,
  people: readonly string[],
): readonly Away[] =>
  [
    ...absences.map(({ agentId, from, to }) => ({ is: 'absent' as const, agentId, from, to })),
    ...busy.map(one => ({ is: 'busy' as const, ...one })),
  ].filter(({ agentId }) => people.includes(agentId));

type Period = { readonly from: string; readonly to: string };

/** What of the gaps lies within a period, cut at its ends, the earliest first. */
export const gapsWithin = (gaps: readonly Gap[], period: Period): readonly Gap[] => {
  const [first, last] = [Date.parse(period.from), Date.parse(period.to)];
  return gaps
    .filter(({ from, to }) => Date.parse(from) < last && first < Date.parse(to))
    .map(gap => ({
      ...gap,
      from: Date.parse(gap.from) < first ? period.from : gap.from,
      to: Date.parse(gap.to) > last ? period.to : gap.to,
    }))
    .toSorted((one, other) => Date.parse(one.from) - Date.parse(other.from));
};

/** The override that a shift comes from, which can be taken back. */
export const overrideOf = (
  shift: Pick<Shift, 'agentId' | 'from' | 'to' | 'by'>,
  overrides: ScheduleView['overrides'],
): ScheduleView['overrides'][number] | undefined =>
  shift.by === 'override'
    ? overrides.find(
        one =>
          one.agentId === shift.agentId &&
          Date.parse(one.from) < Date.parse(shift.to) &&
          Date.parse(shift.from) < Date.parse(one.to),
      )
    : undefined;

/** Shifts that can change hands as a whole: by the plan, and not begun yet. */
export const swappable = (shifts: readonly Shift[], now: number): readonly Shift[] =>
  shifts.filter(({ by, from }) => by === 'rotation' && Date.parse(from) > now);

/** A shift as the value of a choice. */
export const shiftKey = ({ agentId, from }: Pick<Shift, 'agentId' | 'from'>): string => `${agentId} ${from}`;
