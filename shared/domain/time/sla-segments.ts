import type { Instant } from '../../kernel/instant.ts';

/** Whose turn it is while the work itself stands still. */
export type WaitingOn = 'customer' | 'carrier' | 'supplier' | 'internal';

/** What happened to the work, as a fact said it. The list is append-only, and the order of arrival means nothing. */
export type Mark = {
  /** The fact's, or that with a dot and a suffix; one fact may leave marks of several kinds. */
  readonly id: string;
  /** When it happened. */
  readonly at: Instant;
  /** When it was heard of. The clock counts by `at` alone; whether a fact came late is read from this. */
  readonly recordedAt: Instant;
  /** Says nothing of work that has stopped: a parcel that moves after the handover. Its waits stand behind any other. */
  readonly whileOpen?: true;
  /** Of marks of one kind at one instant those with a greater one come later; 0 when absent. */
  readonly order?: number;
} & (
  | { readonly is: 'started' | 'responded' | 'stopped' | 'reopened' }
  /** Goes on, or no longer waits for them alone. */
  | { readonly is: 'working'; readonly on?: WaitingOn }
  | { readonly is: 'waiting'; readonly on: WaitingOn; readonly reason: string }
  /** `-` is no leg. */
  | { readonly is: 'leg'; readonly leg: string }
);

/** A stretch of open work in which nothing changed. The one without `to` is still open. */
export type Segment = {
  readonly from: Instant;
  readonly to?: Instant;
  readonly waitingOn?: WaitingOn;
  readonly reason?: string;
  readonly leg?: string;
};

/** A segment, or a leg that was entered when the work had stopped, such as the old unit's way back. */
export type Stretch = Segment & { readonly afterStop?: true };

/** A stop and a reopening at one instant leave the work open; a question and an answer at one instant leave no wait. */
const rank = { started: 0, stopped: 1, reopened: 2, responded: 3, waiting: 4, working: 5, leg: 6 } as const;

const textOf = (mark: Mark): string =>
  mark.is === 'waiting' ? `${mark.on} ${mark.reason}` : mark.is === 'leg' ? mark.leg : '';

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const byTime = (a: Mark, b: Mark): number =>
  a.at - b.at ||
  rank[a.is] - rank[b.is] ||
  (a.order ?? 0) - (b.order ?? 0) ||
  byText(a.id, b.id) ||
  byText(textOf(a), textOf(b));

/**
 * The marks by the instant they happened at; at equal instants started, stopped, reopened, responded, waiting, working,
 * leg, then by their order and by id. A mark that repeats id and kind counts once, the earliest.
 */
export function inOrder(marks: readonly Mark[]): readonly Mark[] {
  const seen = new Set<string>();
  return [...marks].sort(byTime).filter(({ id, is }) => {
    const key = `${is} ${id}`;
    return !seen.has(key) && seen.add(key);
  });
}

type Wait = { readonly on: WaitingOn; readonly reason: string };
type State = {
  readonly on: boolean;
  readonly wait?: Wait | undefined;
  /** A wait that stands behind: it counts while there is no other. */
  readonly behind?: Wait | undefined;
  readonly leg?: string | undefined;
};
const waitIn = ({ wait, behind }: State): Wait | undefined => wait ?? behind;

/** A stop ends the wait and the leg with it; another one after it says nothing new. */
function after(state: State, mark: Mark): State {
  if (mark.whileOpen && !state.on) return state;
  switch (mark.is) {
    case 'stopped':
      return state.on ? { on: false } : state;
    case 'reopened':
      return { ...state, on: true };
    case 'waiting':
      return { ...state, [mark.whileOpen ? 'behind' : 'wait']: { on: mark.on, reason: mark.reason } };
    case 'working':
      return goingOn(state, mark.on);
    case 'leg':
      return { ...state, leg: mark.leg === '-' ? undefined : mark.leg };
    default:
      return state;
  }
}

/** Without a word whom it was waited for, the wait that counts is over. */
function goingOn(state: State, on: WaitingOn | undefined): State {
  if (on === undefined) return state.wait ? { ...state, wait: undefined } : { ...state, behind: undefined };
  const still = (wait: Wait | undefined) => (wait?.on === on ? undefined : wait);
  return { ...state, wait: still(state.wait), behind: still(state.behind) };
}

const isSame = (a: State, b: State): boolean => {
  const [one, other] = [waitIn(a), waitIn(b)];
  return a.on === b.on && a.leg === b.leg && one?.on === other?.on && one?.reason === other?.reason;
};

const stretchOf = (state: State, from: Instant): Stretch => {
  const [{ on, leg }, wait] = [state, waitIn(state)];
  return {
    from,
    ...(wait ? { waitingOn: wait.on, reason: wait.reason } : {}),
    ...(leg === undefined ? {} : { leg }),
    ...(on ? {} : { afterStop: true }),
  };
};

const isSeen = ({ on, leg }: State): boolean => on || leg !== undefined;

/**
 * All stretches since the earliest `started`, and between a stop and a reopening those in which a leg goes on. What
 * happened before the start takes effect at the start; work that had stopped by then took no time. A stop ends the leg
 * it meets; a leg entered at or after the stop lasts until a mark names another leg or none.
 */
export function timelineOf(marks: readonly Mark[]): readonly Stretch[] {
  const sorted = inOrder(marks);
  const start = sorted.find(({ is }) => is === 'started')?.at;
  if (start === undefined) return [];
  let state = sorted.filter(({ at }) => at <= start).reduce<State>(after, { on: true });
  const stretches: Stretch[] = state.on ? [] : [{ from: start, to: start }];
  let open = { state, from: start };
  const later = sorted.filter(({ at }) => at > start);
  for (const [n, mark] of later.entries()) {
    state = after(state, mark);
    if (later[n + 1]?.at === mark.at || isSame(state, open.state)) continue;
    if (isSeen(open.state)) stretches.push({ ...stretchOf(open.state, open.from), to: mark.at });
    open = { state, from: mark.at };
  }
  return isSeen(state) ? [...stretches, stretchOf(state, open.from)] : stretches;
}

/** The marks, in their order, that say something new: what somebody who follows the work is told of. */
export function tellingMarks(marks: readonly Mark[]): readonly Mark[] {
  let state: State = { on: true };
  return inOrder(marks).filter(mark => {
    const before = state;
    state = after(state, mark);
    return mark.is === 'started' || mark.is === 'responded' || !isSame(before, state);
  });
}

/** The segments of open work: sorted, apart, none between a stop and a reopening; the last is open or ends with the stop. */
export const segmentsOf = (marks: readonly Mark[]): readonly Segment[] =>
  timelineOf(marks).filter(({ afterStop }) => !afterStop);

/** When somebody first answered, at the earliest when the work started; `undefined` when nobody did. */
export function respondedAt(marks: readonly Mark[]): Instant | undefined {
  const sorted = inOrder(marks);
  const start = sorted.find(({ is }) => is === 'started')?.at;
  const response = sorted.find(({ is }) => is === 'responded')?.at;
  return start === undefined || response === undefined ? undefined : Math.max(start, response);
}
