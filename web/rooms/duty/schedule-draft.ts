import type { ScheduleInput, ScheduleView } from '../../../shared/contracts/duty-contract.ts';
import type { Complaint } from '../../parts/field-problem.ts';
import { hoursText, readHours, type WeekDay, weekDays } from '../team/hours.ts';

export type RotationDraft = {
  readonly key: number;
  readonly agents: readonly string[];
  readonly every: 'day' | 'week';
  readonly turn: string;
  readonly from: string;
  readonly handoverAt: string;
  /** Only in hours of the week; around the clock otherwise. */
  readonly inHours: boolean;
  readonly hours: Readonly<Record<WeekDay, string>>;
};
export type ScheduleDraft = {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly rotations: readonly RotationDraft[];
};

type Rotation = ScheduleInput['rotations'][number];

const usual = (day: WeekDay): string => (day === 'sat' || day === 'sun' ? '' : '09:00-17:00');

const rotationDraft = (rotation: Rotation, key: number): RotationDraft => ({
  key,
  agents: rotation.agents,
  every: rotation.every,
  turn: String(rotation.turn),
  from: rotation.from,
  handoverAt: rotation.handoverAt,
  inHours: rotation.hours !== undefined,
  hours: Object.fromEntries(
    weekDays.map(day => [day, rotation.hours ? hoursText(rotation.hours[day]) : usual(day)]),
  ) as RotationDraft['hours'],
});

/** A layer as it is added: one week each, handed over on Mondays at nine. */
export const newRotation = (key: number, from: string): RotationDraft =>
  rotationDraft({ agents: [], every: 'week', turn: 1, from, handoverAt: '09:00' }, key);

type Where = { readonly zone: string; readonly monday: string };

/** The form as it is first shown: the schedule as it is, or an empty one that begins with this week. */
export const scheduleDraft = (of: ScheduleView | undefined, { zone, monday }: Where): ScheduleDraft => ({
  id: of?.id ?? '',
  name: of?.name ?? '',
  zone: of?.zone ?? zone,
  rotations: of?.rotations.map(rotationDraft) ?? [newRotation(0, monday)],
});

/** A key that none of the layers has. */
export const nextKey = (rotations: readonly RotationDraft[]): number =>
  Math.max(-1, ...rotations.map(({ key }) => key)) + 1;

type Complain = (field: string, what: Complaint) => void;

/** The schedule as the API wants it, and which fields cannot be read, by their path in it. */
export function readSchedule(draft: ScheduleDraft): {
  readonly input: ScheduleInput;
  readonly wrong: ReadonlyMap<string, Complaint>;
} {
  const wrong = new Map<string, Complaint>();
  for (const field of ['id', 'name', 'zone'] as const)
    if (draft[field].trim() === '') wrong.set(field, 'missing');
  const rotations = draft.rotations.map((rotation, at) =>
    readRotation(rotation, (field, what) => void wrong.set(`rotations.${at}.${field}`, what)),
  );
  return { input: { name: draft.name.trim(), zone: draft.zone.trim(), rotations }, wrong };
}

function readRotation(draft: RotationDraft, complain: Complain): Rotation {
  const turn = /^\d{1,2}$/.test(draft.turn.trim()) ? Number(draft.turn) : 0;
  if (turn < 1) complain('turn', 'number');
  if (draft.agents.length === 0) complain('agents', 'missing');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.from)) complain('from', 'day');
  if (!/^\d{2}:\d{2}$/.test(draft.handoverAt)) complain('handoverAt', 'missing');
  const { agents, every, from, handoverAt } = draft;
  return {
    agents: [...agents],
    every,
    turn,
    from,
    handoverAt,
    ...(draft.inHours ? { hours: readWeek(draft.hours, complain) } : {}),
  };
}

function readWeek(hours: RotationDraft['hours'], complain: Complain): NonNullable<Rotation['hours']> {
  const read = weekDays.map(day => {
    const intervals = readHours(hours[day]);
    if (!intervals) complain(`hours.${day}`, 'hours');
    return [day, intervals ?? []] as const;
  });
  return Object.fromEntries(read.filter(([, intervals]) => intervals.length > 0));
}

const rotationFields = ['agents', 'every', 'turn', 'from', 'handoverAt', 'hours'];

/** Every field that can show what is wrong with it. */
export const fieldsOf = ({ rotations }: ScheduleDraft): readonly string[] => [
  ...['id', 'scheduleId', 'name', 'zone', 'rotations'],
  ...rotations.flatMap((_, at) => [
    `rotations.${at}`,
    ...rotationFields.map(field => `rotations.${at}.${field}`),
    ...weekDays.map(day => `rotations.${at}.hours.${day}`),
  ]),
];
