import type { LinkView } from '../../shared/contracts/device-links-contract.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { ReadTrouble } from '../customer/trouble.ts';
import { type Asking, type LinkState, mayReport } from './link-state.ts';

type Case = NonNullable<LinkView['case']>;
type Device = LinkView['device'];

/** What a case's page says first. */
export const heads = [
  'reported',
  'at-work',
  'late',
  'waits',
  'collect',
  'on-the-way',
  'handed-over',
  'thanked',
  'closed',
  'cancelled',
] as const;
export type Head = (typeof heads)[number];

/** What the holder may do on a case's page; some ask back first. */
export type Deed = 'answer' | 'works' | 'not-working' | 'wipe' | 'again';

export type Promised =
  /** `running` when the time goes on by the clock on the wall, so that it can be counted down. */
  | { readonly is: 'until'; readonly dueAt: Instant; readonly goesOnAt?: Instant; readonly running: boolean }
  | { readonly is: 'broken'; readonly dueAt?: Instant }
  | { readonly is: 'none' };

export const stepKinds = [
  'started',
  'responded',
  'stopped',
  'reopened',
  'working',
  'shipped',
  'waiting-customer',
  'waiting-carrier',
  'waiting-supplier',
  'waiting-internal',
] as const;
export type StepKind = (typeof stepKinds)[number];
export type Step = { readonly what: StepKind; readonly at: Instant };

export type CaseScreen = {
  readonly is: 'case';
  readonly head: Head;
  readonly device: Device;
  readonly promised?: Promised;
  readonly waitsFor?: string;
  readonly collectAt?: string;
  readonly lock?: NonNullable<Case['lock']>;
  readonly wipe?: Exclude<Case['wipe'], 'not-possible'>;
  readonly deeds: readonly Deed[];
  readonly steps: readonly Step[];
};

/** What is on the page: one thing at a time. */
export type Screen =
  | { readonly is: 'loading' | 'no-token' | 'gone' | 'no-case' }
  | { readonly is: 'unreachable'; readonly trouble: ReadTrouble }
  | { readonly is: 'choose'; readonly device: Device; readonly again: boolean }
  | { readonly is: 'confirm'; readonly asking: Exclude<Asking, { is: 'choose' }>; readonly device: Device }
  | CaseScreen;

/** The screen for a state of the link, at an instant of the server's time. */
export function screenOf(state: LinkState, now: Instant): Screen {
  const { view, without, reading, asking } = state;
  if (without !== undefined) return { is: without === 'token' ? 'no-token' : 'gone' };
  if (!view) return reading === undefined ? { is: 'loading' } : { is: 'unreachable', trouble: reading };
  const { device } = view;
  if (asking !== undefined && asking.is !== 'choose') return { is: 'confirm', asking, device };
  if (asking?.is === 'choose') return { is: 'choose', device, again: true };
  if (view.case) return caseScreen(view, view.case, { now, thanked: state.thanked });
  return mayReport(view) ? { is: 'choose', device, again: false } : { is: 'no-case' };
}

type Known = { readonly now: Instant; readonly thanked: boolean };

function caseScreen(view: LinkView, held: Case, known: Known): CaseScreen {
  const head = headOf(held, known);
  const promised = promisedOf(held, known.now);
  const { waitsForYou, collectAt, lock, wipe } = held;
  return {
    is: 'case',
    head,
    device: view.device,
    ...(promised === undefined ? {} : { promised }),
    ...(head === 'waits' && waitsForYou !== undefined ? { waitsFor: waitsForYou } : {}),
    ...(head === 'collect' && collectAt !== undefined ? { collectAt } : {}),
    ...(lock === undefined ? {} : { lock }),
    ...(wipe === 'not-possible' ? {} : { wipe }),
    deeds: deedsOf(view, held, head),
    steps: stepsOf(held),
  };
}

/** What asks most of the reader goes before; a unit that is ready or on its way goes before that it is late. */
function headOf(held: Case, { now, thanked }: Known): Head {
  const { state, waitsForYou } = held;
  if (state === 'closed' || state === 'cancelled') return state;
  if (state === 'handed-over') return thanked ? 'thanked' : 'handed-over';
  if (waitsForYou !== undefined) return 'waits';
  if (state === 'to-collect') return 'collect';
  if (state === 'on-the-way') return 'on-the-way';
  return isLate(held, now) ? 'late' : state;
}

/** Exactly at the instant is late, also before the server has noticed. */
const isLate = ({ late, dueAt }: Case, now: Instant): boolean =>
  late || (dueAt !== undefined && Date.parse(dueAt) <= now);

function promisedOf(held: Case, now: Instant): Promised | undefined {
  const { state, dueAt, goesOnAt, waitsForYou } = held;
  if (state === 'handed-over' || state === 'closed' || state === 'cancelled') return undefined;
  const due = dueAt === undefined ? {} : { dueAt: Date.parse(dueAt) };
  if (isLate(held, now)) return { is: 'broken', ...due };
  if (due.dueAt === undefined) return waitsForYou === undefined ? { is: 'none' } : undefined;
  const goesOn = goesOnAt === undefined ? undefined : Date.parse(goesOnAt);
  const closed = goesOn !== undefined && goesOn > now;
  return {
    is: 'until',
    dueAt: due.dueAt,
    ...(closed ? { goesOnAt: goesOn } : {}),
    running: !closed,
  };
}

function deedsOf(view: LinkView, held: Case, head: Head): Deed[] {
  const deeds: Deed[] = [];
  if (head === 'waits') deeds.push('answer');
  if (head === 'handed-over') deeds.push(...(held.confirmed ? [] : (['works'] as const)), 'not-working');
  if (mayReport(view)) deeds.push('again');
  if (held.wipe === 'possible') deeds.push('wipe');
  return deeds;
}

const isStep = (what: string): what is StepKind => stepKinds.some(kind => kind === what);

/** What happened so far, in its order; what this page has no words for is left out. */
const stepsOf = ({ steps }: Case): Step[] =>
  steps
    .flatMap(({ what, at }) => (isStep(what) ? [{ what, at: Date.parse(at) }] : []))
    .toSorted((a, b) => a.at - b.at);
