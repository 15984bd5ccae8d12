import type { MessageLanguage } from './languages.ts';

/** What an agent's calendar feed says: its name, a shift of a schedule, an absence. */
export type FeedTexts = {
  /** With `{brand}`. */
  readonly name: string;
  /** With `{schedule}`. */
  readonly duty: string;
  readonly absent: string;
};

export const feedTexts: Readonly<Record<MessageLanguage, FeedTexts>> = {
  en: { name: '{brand}: my duty', duty: 'On duty: {schedule}', absent: 'Absent' },
  de: { name: '{brand}: mein Dienst', duty: 'Dienst: {schedule}', absent: 'Abwesend' },
  es: { name: '{brand}: mis guardias', duty: 'De guardia: {schedule}', absent: 'Ausente' },
  fr: { name: '{brand} : mes astreintes', duty: 'D’astreinte : {schedule}', absent: 'Absent' },
  it: { name: '{brand}: i miei turni', duty: 'Di turno: {schedule}', absent: 'Assente' },
};
