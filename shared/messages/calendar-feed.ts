import type { MessageLanguage } from './languages.ts';

/** What an agent's calendar feed says: its name, a shift of a schedule, an absence, a call that is booked. */
export type FeedTexts = {
  /** With `{brand}`. */
  readonly name: string;
  /** With `{schedule}`. */
  readonly duty: string;
  readonly absent: string;
  /** With `{account}`, which is an id. */
  readonly call: string;
};

export const feedTexts: Readonly<Record<MessageLanguage, FeedTexts>> = {
  en: { name: '{brand}: my duty', duty: 'On duty: {schedule}', absent: 'Absent', call: 'Call: {account}' },
  de: {
    name: '{brand}: mein Dienst',
    duty: 'Dienst: {schedule}',
    absent: 'Abwesend',
    call: 'Anruf: {account}',
  },
  es: {
    name: '{brand}: mis guardias',
    duty: 'De guardia: {schedule}',
    absent: 'Ausente',
    call: 'Llamada: {account}',
  },
  fr: {
    name: '{brand} : mes astreintes',
    duty: 'D’astreinte : {schedule}',
    absent: 'Absent',
    call: 'Appel : {account}',
  },
  it: {
    name: '{brand}: i miei turni',
    duty: 'Di turno: {schedule}',
    absent: 'Assente',
    call: 'Chiamata: {account}',
  },
};
