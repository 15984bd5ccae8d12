import type { TargetView } from '../../../shared/contracts/devices-contract.ts';
import { type Instant, SECOND } from '../../../shared/kernel/instant.ts';

type Step = TargetView['steps'][number];
export type Opening = { readonly from: Instant; readonly to: Instant };

/** How a stretch of the bar is drawn: what was done or waited for, closed time, time to come; `mixed` is open in parts. */
export const pieceKinds = [
  'working',
  'customer',
  'carrier',
  'supplier',
  'internal',
  'closed',
  'mixed',
  'ahead',
] as const;
export type PieceKind = (typeof pieceKinds)[number];
export type Piece = Opening & { readonly is: PieceKind; readonly counts: boolean };
export type BarMark = {
  readonly is: 'threshold' | 'breached' | 'due' | 'now' | 'ended';
  readonly at: Instant;
  readonly key?: string;
};
export type Bar = Opening & { readonly pieces: readonly Piece[]; readonly marks: readonly BarMark[] };

export type BarGiven = {
  readonly target: TargetView;
  /** When the target's calendar is open, as far as it is known. */
  readonly openings: readonly Opening[];
  readonly breachedAt: Instant | undefined;
  /** When the target was read. */
  readonly asOf: Instant;
};

const read = (text: string): Instant => Date.parse(text);
const kindOf = ({ waitingOn }: Step): PieceKind => pieceKinds.find(kind => kind === waitingOn) ?? 'working';

/**
 * A target's clock to scale: its segments from the start to now or the end, what lies ahead up to the deadline, and the
 * instants that matter. Undefined when the clock has not started. Closed time is drawn where the openings that are known
 * add up to exactly what the clock counted; a segment they do not explain is drawn as open in parts.
 */
export function barOf(given: BarGiven): Bar | undefined {
  const { target, asOf } = given;
  const first = target.steps[0];
  if (!first) return undefined;
  const past = target.steps.flatMap(step => pastPieces(step, given));
  const pieces = [...past, ...aheadPieces(given)];
  const marks = marksOf(given);
  const from = read(first.from);
  const ends = [...pieces.map(piece => piece.to), ...marks.map(mark => mark.at)];
  return {
    from,
    to: Math.max(from + SECOND, target.state === 'stopped' ? from : asOf, ...ends),
    pieces,
    marks,
  };
}

function pastPieces(step: Step, { target, openings, asOf }: BarGiven): Piece[] {
  const stretch = { from: read(step.from), to: step.to === undefined ? asOf : read(step.to) };
  const is = kindOf(step);
  if (step.counts === 'no') return [{ ...stretch, is, counts: false }];
  if (target.calendar === 'always' || stretch.to - stretch.from - step.ms < SECOND)
    return [{ ...stretch, is, counts: true }];
  return split(stretch, { is, openMs: step.ms, openings }) ?? [{ ...stretch, is: 'mixed', counts: true }];
}

function aheadPieces({ target, openings, asOf }: BarGiven): Piece[] {
  const due = target.dueAt === undefined ? asOf : read(target.dueAt);
  if (target.state !== 'running' || due <= asOf) return [];
  const stretch = { from: asOf, to: due };
  const whole: Piece[] = [{ ...stretch, is: 'ahead', counts: true }];
  if (target.calendar === 'always') return whole;
  return split(stretch, { is: 'ahead', openMs: target.leftMs, openings }) ?? whole;
}

type Split = {
  readonly is: PieceKind;
  readonly openMs: number;
  readonly openings: readonly Opening[];
};

/** The stretch in open and closed pieces; undefined when the openings at hand do not add up to the open time. */
function split(stretch: Opening, { is, openMs, openings }: Split): Piece[] | undefined {
  const open = openings
    .map(({ from, to }) => ({ from: Math.max(from, stretch.from), to: Math.min(to, stretch.to) }))
    .filter(({ from, to }) => from < to);
  const sum = open.reduce((ms, { from, to }) => ms + to - from, 0);
  if (Math.abs(sum - openMs) >= SECOND) return undefined;
  const pieces: Piece[] = [];
  let at = stretch.from;
  for (const one of open) {
    if (one.from > at) pieces.push({ from: at, to: one.from, is: 'closed', counts: false });
    pieces.push({ ...one, is, counts: true });
    at = one.to;
  }
  if (at < stretch.to) pieces.push({ from: at, to: stretch.to, is: 'closed', counts: false });
  return pieces;
}

function marksOf({ target, breachedAt, asOf }: BarGiven): BarMark[] {
  const { thresholds, state, dueAt, endedAt } = target;
  return [
    ...thresholds.flatMap(({ key, at, dueAt: due }): BarMark[] => {
      const when = at ?? due;
      return when === undefined ? [] : [{ is: 'threshold', at: read(when), key }];
    }),
    ...(breachedAt === undefined ? [] : [{ is: 'breached', at: breachedAt } as const]),
    ...(dueAt === undefined || read(dueAt) === breachedAt ? [] : [{ is: 'due', at: read(dueAt) } as const]),
    ...(state === 'stopped' || state === 'not-started' ? [] : [{ is: 'now', at: asOf } as const]),
    ...(endedAt === undefined ? [] : [{ is: 'ended', at: read(endedAt) } as const]),
  ];
}

/** Where an instant lies on the bar, in per cent of its width. */
export const placeOn = ({ from, to }: Opening, at: Instant): number =>
  Math.round(((at - from) / (to - from)) * 10_000) / 100;

/** Of labels along the bar, the important ones first, those that have room: so many per cent from each that is kept. */
export function withRoom<T extends { readonly x: number }>(labels: readonly T[], gap: number): readonly T[] {
  const kept: T[] = [];
  for (const label of labels) if (kept.every(one => Math.abs(one.x - label.x) >= gap)) kept.push(label);
  return kept;
}

/** A row of the arithmetic: whole seconds, so that what is shown adds up to what is shown. */
export type SumRow = {
  readonly step: Step;
  readonly countedMs: number;
  readonly sumMs: number;
  /** Time of a counting segment that lies outside the opening hours. */
  readonly closedMs: number;
};

const wholeSeconds = (ms: number) => Math.floor(ms / SECOND) * SECOND;

/** The segments with what each added to the sum. */
export function sumRows(target: TargetView, asOf: Instant): readonly SumRow[] {
  let before = 0;
  return target.steps.map(step => {
    const sumMs = wholeSeconds(step.sumMs);
    const countedMs = sumMs - before;
    before = sumMs;
    const length = (step.to === undefined ? asOf : read(step.to)) - read(step.from);
    const closedMs = step.counts === 'no' ? 0 : wholeSeconds(Math.max(0, length - step.ms));
    return { step, countedMs, sumMs, closedMs };
  });
}

/** Goal, spent and left in whole seconds: the last is the difference of the others. */
export function balanceOf({ goalMs, spentMs }: Pick<TargetView, 'goalMs' | 'spentMs'>) {
  const spent = wholeSeconds(spentMs);
  return { goalMs, spentMs: spent, leftMs: goalMs - spent };
}
