import type { ChainSettings, ChainView } from '../../../shared/contracts/escalations-contract.ts';
import type { Complaint } from '../../parts/field-problem.ts';
import { type WeekDay, weekDays } from '../team/hours.ts';

type Step = ChainSettings['steps'][number];
type NotifyStep = Extract<Step, { do: 'notify' }>;
export type Who = NotifyStep['who'];
export type Gate = NonNullable<NotifyStep['when']>;

export type GateDraft = {
  readonly on: boolean;
  readonly days: readonly WeekDay[];
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  readonly holidays: '' | 'skip' | 'only';
  readonly calendar: string;
};
/** A step with everything that any kind of step may say, so that changing its kind and back loses nothing. */
export type StepDraft = {
  readonly key: number;
  readonly do: Step['do'];
  /** One of the words, or `agent:anna`, `role:lead`, `schedule:nights`. */
  readonly who: string;
  readonly wake: boolean;
  readonly gate: GateDraft;
  readonly by: 'minutes' | 'share';
  readonly minutes: string;
  /** In per cent. */
  readonly percent: string;
  readonly times: string;
};
export type ChainDraft = {
  readonly id: string;
  readonly ackMinutes: string;
  readonly steps: readonly StepDraft[];
};

const noGate: GateDraft = {
  ...{ on: false, days: [], from: '', to: '', zone: '', holidays: '', calendar: '' },
};

/** A step as it is added: the usual values of its kind. */
export const newStep = (kind: Step['do'], key: number): StepDraft => ({
  ...{ key, do: kind, who: 'owner-or-cover', wake: false, gate: noGate },
  ...{ by: 'minutes', minutes: '10', percent: '25', times: '3' },
});

/** Whom a step means as one word for a choice. */
export const whoWord = (who: Who): string => {
  if (typeof who === 'string') return who;
  const [kind, id] = Object.entries(who)[0] ?? ['', ''];
  return `${kind}:${id}`;
};

/** The word of a choice as the API wants it. */
export function whoOf(word: string): Who {
  const [, kind, id] = /^(agent|role|schedule):(.*)$/.exec(word) ?? [];
  return (kind === undefined ? word : { [kind]: id }) as Who;
}

function stepDraft(step: Step, key: number): StepDraft {
  const fresh = newStep(step.do, key);
  switch (step.do) {
    case 'notify':
      return { ...fresh, who: whoWord(step.who), wake: step.wake ?? false, gate: gateDraft(step.when) };
    case 'wait':
      return 'share' in step
        ? { ...fresh, by: 'share', percent: String(step.share * 100), minutes: String(step.minutes) }
        : { ...fresh, minutes: String(step.minutes) };
    case 'repeat':
      return { ...fresh, times: String(step.times) };
  }
}

const gateDraft = (gate: Gate | undefined): GateDraft =>
  gate
    ? {
        on: true,
        days: gate.days ?? [],
        from: gate.from ?? '',
        to: gate.to ?? '',
        zone: gate.zone ?? '',
        holidays: gate.holidays ?? '',
        calendar: gate.calendar ?? '',
      }
    : noGate;

const usual: ChainSettings = {
  ackMinutes: 30,
  steps: [
    { do: 'notify', who: 'owner-or-cover', wake: true },
    { do: 'wait', minutes: 10 },
    { do: 'notify', who: 'lead', wake: true },
  ],
};

/** The form as it is first shown: the chain as it is, or a short usual one. */
export const chainDraft = (chain: ChainView | undefined): ChainDraft => ({
  id: chain?.id ?? '',
  ackMinutes: String((chain ?? usual).ackMinutes),
  steps: (chain ?? usual).steps.map(stepDraft),
});

/** The steps with one more at the end, before a `repeat` that stands there. */
export function withStep(steps: readonly StepDraft[], kind: Step['do']): readonly StepDraft[] {
  const added = newStep(kind, Math.max(-1, ...steps.map(({ key }) => key)) + 1);
  const last = steps.at(-1);
  return last?.do === 'repeat' && kind !== 'repeat'
    ? [...steps.slice(0, -1), added, last]
    : [...steps, added];
}

/** The steps with one of them so many places further down; as they are where there is no such place. */
export function moved<T>(steps: readonly T[], place: number, by: 1 | -1): readonly T[] {
  const [one, other] = [steps[place], steps[place + by]];
  if (one === undefined || other === undefined) return steps;
  return steps.map((step, at) => (at === place ? other : at === place + by ? one : step));
}

type Complain = (field: string, what: Complaint) => void;

/** A number as typed, with a comma or a point; NaN when it is none. */
const readNumber = (text: string): number => {
  const plain = text.trim().replace(',', '.');
  return plain === '' ? Number.NaN : Number(plain);
};

function numberOr(text: string, complain: () => void): number {
  const read = readNumber(text);
  if (Number.isNaN(read)) complain();
  return Number.isNaN(read) ? 0 : read;
}

/** The chain as the API wants it, and which fields cannot be read; what makes no sense is the server's to say. */
export function readChain(draft: ChainDraft): {
  readonly input: ChainSettings;
  readonly wrong: ReadonlyMap<string, Complaint>;
} {
  const wrong = new Map<string, Complaint>();
  if (draft.id.trim() === '') wrong.set('id', 'missing');
  const steps = draft.steps.map((step, at) =>
    readStep(step, (field, what) => void wrong.set(`steps.${at}.${field}`, what)),
  );
  const ackMinutes = numberOr(draft.ackMinutes, () => wrong.set('ackMinutes', 'number'));
  return { input: { steps, ackMinutes }, wrong };
}

function readStep(step: StepDraft, complain: Complain): Step {
  const number = (field: 'minutes' | 'times' | 'percent', name: string) =>
    numberOr(step[field], () => complain(name, 'number'));
  switch (step.do) {
    case 'notify':
      return {
        do: 'notify',
        who: whoOf(step.who),
        ...(step.wake ? { wake: true } : {}),
        ...(step.gate.on ? { when: readGate(step.gate) } : {}),
      };
    case 'wait': {
      const minutes = number('minutes', 'minutes');
      if (step.by === 'minutes') return { do: 'wait', minutes };
      return { do: 'wait', share: Math.round(number('percent', 'share') * 100) / 10_000, minutes };
    }
    case 'repeat':
      return { do: 'repeat', times: number('times', 'times') };
  }
}

const said = (field: string, text: string) => (text.trim() === '' ? {} : { [field]: text.trim() });

const readGate = ({ days, from, to, zone, holidays, calendar }: GateDraft): Gate => ({
  ...(days.length > 0 ? { days: weekDays.filter(day => days.includes(day)) } : {}),
  ...said('from', from),
  ...said('to', to),
  ...said('zone', zone),
  ...(holidays === '' ? {} : { holidays }),
  ...said('calendar', calendar),
});

const stepFields = ['do', 'who', 'wake', 'minutes', 'share', 'times', 'when'];
const gateFields = ['days', 'from', 'to', 'zone', 'holidays', 'calendar'];

/** Every field that can show what is wrong with it, by its path in the chain. */
export const fieldsOf = ({ steps }: ChainDraft): readonly string[] => [
  ...['id', 'chainId', 'ackMinutes', 'steps'],
  ...steps.flatMap((_, at) => [
    `steps.${at}`,
    ...stepFields.map(field => `steps.${at}.${field}`),
    ...gateFields.map(field => `steps.${at}.when.${field}`),
  ]),
];
