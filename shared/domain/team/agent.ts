import type { Instant } from '../../kernel/instant.ts';
import { isWithin, type WorkingHours } from '../time/working-hours.ts';

export type Absence = { readonly from: Instant; readonly to: Instant; readonly coverId?: string };

/** While somebody new or returned settles in: `credit` accounts count as theirs at `from`, fewer every day, none at `until`. */
export type Settling = { readonly credit: number; readonly from: Instant; readonly until: Instant };

/** An agent of the roster with the size of their book. */
export type Agent = {
  readonly id: string;
  readonly name: string;
  /** In the order of preference. */
  readonly languages: readonly string[];
  readonly roles: readonly string[];
  readonly products: readonly string[];
  readonly zone: string;
  readonly hours: WorkingHours;
  readonly absences: Readonly<Record<string, Absence>>;
  readonly capacity: number;
  readonly weight: number;
  readonly active: boolean;
  readonly settling?: Settling;
  /** Since when their accounts have been with others for a long absence that nobody has come back from yet. */
  readonly handedOnAt?: Instant;
  /** Accounts owned now. */
  readonly book: number;
};

/** A customer's `pt-BR` is served by whoever speaks `pt`, and the other way round. */
export const sameLanguage = (one: string, other: string): boolean =>
  one === other || one.split('-')[0] === other.split('-')[0];

/** True when one of the agent's languages is the asked one, whatever the region. */
export const speaks = (agent: Agent, language: string): boolean =>
  agent.languages.some(spoken => sameLanguage(spoken, language));

/** The absence that covers the instant, if any. */
export const absenceAt = (agent: Agent, now: Instant): Absence | undefined =>
  Object.values(agent.absences).find(absence => absence.from <= now && now < absence.to);

/** On duty: on the roster, in working hours, not absent. */
export const isOnDuty = (agent: Agent, now: Instant): boolean =>
  agent.active && absenceAt(agent, now) === undefined && isWithin(agent.hours, agent.zone, now);

/** Book by weight: what a full-time agent's book would be. */
export const shareOf = (agent: Agent): number => agent.book / agent.weight;
