import type { CallKind } from '../../events/call-events.ts';
import type { DayHours } from '../time/open-hours.ts';

type Words = Readonly<Record<string, string>>;
/** What every agent goes through, in this order. */
export type CallStep = { readonly id: string; readonly text: Words };
type Agenda = { readonly minutes?: number | undefined; readonly steps: readonly CallStep[] };

/** What the company settled about calls; whatever is left out has a default. */
export type CallSettings = {
  readonly [rule in Exclude<keyof CallRules, 'minutesFor' | 'stepsFor'>]?: CallRules[rule] | undefined;
} & {
  readonly agendas?: { readonly [kind in CallKind]?: Agenda | undefined } | undefined;
};

/** How customers are called, every default resolved. */
export type CallRules = {
  /** Countries whose numbers may be called; none: nobody can be called. */
  readonly countries: readonly string[];
  /** When contacts may be called, on the wall where they are. */
  readonly contactHours: DayHours;
  readonly noticeMinutes: number;
  readonly bufferMinutes: number;
  readonly windowDays: number;
  readonly perDay: number;
  readonly holdMinutes: number;
  readonly offerTo: number;
  readonly widenSeconds: number;
  readonly startSeconds: number;
  readonly promiseMinutes: number;
  readonly gapHours: number;
  /** Hours before a booked start. */
  readonly reminders: readonly number[];
  /** Small difficulties that agents choose from, by language. */
  readonly topics: Readonly<Record<string, Words>>;
  /** How long a call of this kind lasts. */
  readonly minutesFor: (kind: CallKind) => number;
  readonly stepsFor: (kind: CallKind) => readonly CallStep[];
};

const MINUTES: Readonly<Record<CallKind, number>> = {
  callback: 15,
  help: 30,
  welcome: 15,
  session: 45,
  'trial-end': 30,
  outreach: 20,
  consultation: 45,
  'follow-up': 15,
  survey: 10,
};

const DEFAULTS = {
  countries: [],
  contactHours: [['09:00', '18:00']],
  noticeMinutes: 60,
  bufferMinutes: 5,
  windowDays: 14,
  perDay: 16,
  holdMinutes: 5,
  offerTo: 3,
  widenSeconds: 90,
  startSeconds: 180,
  promiseMinutes: 30,
  gapHours: 20,
  reminders: [24, 1],
  topics: {},
} as const satisfies Omit<CallRules, 'minutesFor' | 'stepsFor'>;

/** The rules in force: what the settings say, and the product's defaults where they say nothing. */
export function callRules(settings: CallSettings | undefined): CallRules {
  const { agendas, ...said } = settings ?? {};
  const settled = Object.entries(said).filter(([, value]) => value !== undefined);
  return {
    ...DEFAULTS,
    ...Object.fromEntries(settled),
    minutesFor: kind => agendas?.[kind]?.minutes ?? MINUTES[kind],
    stepsFor: kind => agendas?.[kind]?.steps ?? [],
  };
}
