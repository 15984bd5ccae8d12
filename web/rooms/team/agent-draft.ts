import type { AgentInput, AgentView } from '../../../shared/contracts/team-contract.ts';
import { hoursText, readHours, readList, type WeekDay, weekDays } from './hours.ts';

export type Role = AgentInput['roles'][number];
export const roles: readonly Role[] = ['agent', 'lead', 'ops', 'clerk'];

export type AgentDraft = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly languages: string;
  readonly zone: string;
  readonly hours: Readonly<Record<WeekDay, string>>;
  readonly products: string;
  readonly capacity: string;
  readonly weight: string;
  readonly active: boolean;
};

/** The form as it is first shown: the agent as they are, or a usual week for a new one. */
export const draftOf = (agent: AgentView | undefined, zone: string): AgentDraft => ({
  id: agent?.id ?? '',
  name: agent?.name ?? '',
  email: agent?.email ?? '',
  roles: agent?.roles ?? ['agent'],
  languages: agent?.languages.join(', ') ?? '',
  zone: agent?.zone ?? zone,
  hours: Object.fromEntries(
    weekDays.map(day => [day, agent ? hoursText(agent.hours[day]) : usual(day)]),
  ) as AgentDraft['hours'],
  products: agent?.products.join(', ') ?? '',
  capacity: String(agent?.capacity ?? 100),
  weight: String(agent?.weight ?? 1),
  active: agent?.active ?? true,
});

const usual = (day: WeekDay): string => (day === 'sat' || day === 'sun' ? '' : '09:00-17:00');

/** True when nothing that every agent must have is left empty. */
export const isFilled = ({ id, name, email, zone, roles: chosen }: AgentDraft): boolean =>
  chosen.length > 0 && [id, name, email, zone].every(text => text.trim() !== '');

export type Wrong = 'languages' | 'capacity' | 'weight' | WeekDay;

/** The agent as the API wants it, or which fields cannot be read. */
export function readDraft(draft: AgentDraft): {
  readonly input: AgentInput;
  readonly wrong: ReadonlySet<Wrong>;
} {
  const wrong = new Set<Wrong>();
  const languages = readList(draft.languages);
  if (languages.length === 0 || !languages.every(tag => /^[a-z]{2,3}(-[A-Z]{2})?$/.test(tag)))
    wrong.add('languages');
  const capacity = Number(draft.capacity.trim() || Number.NaN);
  if (!Number.isInteger(capacity) || capacity < 0) wrong.add('capacity');
  const weight = Number(draft.weight.trim().replace(',', '.') || Number.NaN);
  if (!(weight > 0 && weight <= 2)) wrong.add('weight');
  const hours = Object.fromEntries(
    weekDays.flatMap(day => {
      const read = readHours(draft.hours[day]);
      if (!read) wrong.add(day);
      return read && read.length > 0 ? [[day, read]] : [];
    }),
  );
  const { name, email, zone, active } = draft;
  const input: AgentInput = {
    name: name.trim(),
    email: email.trim(),
    roles: [...draft.roles],
    languages,
    zone: zone.trim(),
    hours,
    products: readList(draft.products),
    capacity,
    weight,
    active,
  };
  return { input, wrong };
}
