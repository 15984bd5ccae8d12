import type { Instant } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { inOrder, type Mark, segmentsOf, tellingMarks } from '../time/sla-segments.ts';
import type { CaseCommand, CaseRefusal, Moment } from './case-commands.ts';
import { type DeviceCase, isOpenCase, legOf } from './device-case.ts';
import { isGone } from './open-case.ts';
import type { Leg } from './policy.ts';

/** A case after a command, or why not. */
export type Decision = Outcome<DeviceCase, CaseRefusal>;

/** Refuses with a sentence that says what to do. */
export const no = (refusal: CaseRefusal, problem: string) => refused(refusal, { problem });
/** Nothing more is done with a case that is settled. */
export const notOpen = () => no('not-open', 'The case is settled or cancelled; open it again first.');

type NewMark = Mark extends infer One
  ? One extends Mark
    ? Omit<One, 'id' | 'at' | 'recordedAt'>
    : never
  : never;

/** The work was going on then: what happened and is heard of only now still counts for the clocks. */
export const wasOpenAt = (held: DeviceCase, at: Instant): boolean =>
  segmentsOf(held.marks).some(({ from, to }) => from <= at && to !== undefined && at < to);

/** What comes after a handover is never before it. */
export const afterStop = ({ marks }: DeviceCase, moment: Moment): Moment => ({
  ...moment,
  at: Math.max(moment.at, ...marks.filter(({ is }) => is === 'stopped').map(({ at }) => at)),
});

/** What ends the work is after what last opened it: a stop and a reopening at one instant would leave the work open. */
export const afterReopening = ({ marks }: DeviceCase, moment: Moment): Moment => ({
  ...moment,
  at: Math.max(moment.at, ...marks.filter(({ is }) => is === 'reopened').map(({ at }) => at + 1)),
});

/** One more mark, named after its cause and kind; the same cause leaves it once. */
export function marked(held: DeviceCase, { factId, at, now }: Moment, mark: NewMark): DeviceCase {
  if (held.marks.some(one => one.id === factId && one.is === mark.is)) return held;
  return { ...held, marks: [...held.marks, { ...mark, id: factId, at, recordedAt: now } as Mark] };
}

/** The work passes to a leg, `-` for none; nothing when it is there already. */
export const inLeg = (held: DeviceCase, moment: Moment, leg: Leg | '-'): DeviceCase =>
  legOf(held) === leg ? held : entering(held, moment, leg);

/**
 * Of two legs that are entered at one instant the one heard of last counts: marks of one instant are told apart by their
 * names, so it comes as many milliseconds later as it needs.
 */
function entering(held: DeviceCase, moment: Moment, leg: Leg | '-'): DeviceCase {
  let { at } = moment;
  const isLater = (one: Mark) => one.order !== undefined || one.id > moment.factId;
  while (held.marks.some(one => one.is === 'leg' && one.at === at && isLater(one))) at++;
  return marked(held, { ...moment, at }, { is: 'leg', leg });
}

/** The work passes to a leg and has left all others, also one that is said to be entered later. */
export const lastlyInLeg = (held: DeviceCase, moment: Moment, leg: Leg | '-'): DeviceCase =>
  inLeg(held, afterLegs(held, moment), leg);

const afterLegs = ({ marks }: Pick<DeviceCase, 'marks'>, moment: Moment): Moment => {
  const entered = marks.filter(({ is, whileOpen }) => is === 'leg' && !whileOpen).map(({ at }) => at);
  return { ...moment, at: Math.max(moment.at, ...entered) };
};

/** The customer has a working device: every clock of theirs stops, and what is owed begins the leg `return`. */
export function settled(held: DeviceCase, moment: Moment): DeviceCase {
  const end = afterReopening(held, moment);
  const stopped = marked(held, end, { is: 'stopped' });
  return { ...lastlyInLeg(stopped, end, held.owed.length > 0 ? 'return' : '-'), state: 'handed-over' };
}

/** A unit is handed over for the old device, which is owed from then on unless it is gone; without one the old device works again. */
export function withUnit(
  held: DeviceCase,
  unit: Extract<CaseCommand, { do: 'hand-over' }>['unit'],
): DeviceCase {
  if (!unit) return { ...held, path: held.path ?? 'repair' };
  const comesBack = !isGone(held.damage);
  const { reservation: _used, ...rest } = held;
  return {
    ...rest,
    path: 'replace',
    noStock: false,
    help: [],
    replacement: unit,
    owed: comesBack ? [...held.owed, held.serial] : held.owed,
    oldUnit: comesBack ? 'owed' : 'written-off',
  };
}

/**
 * A handover that is heard of after another one counts when it happened earlier: the clocks then stop earlier, and a
 * breach that was recorded meanwhile is corrected.
 */
export function late(held: DeviceCase, moment: Moment, serial: string | undefined): Decision {
  const same = serial === undefined || serial === held.replacement?.serial || serial === held.serial;
  if (held.state === 'cancelled' || !same) return notOpen();
  const stopped = marked(held, moment, { is: 'stopped' });
  const next = wasOpenAt(held, moment.at) ? nextLegOf(held, moment.at) : undefined;
  if (!next) return accepted(stopped);
  const before = { marks: held.marks.filter(({ at }) => at < next.at) };
  const begun = entering(stopped, afterLegs(before, moment), next.leg as Leg | '-');
  return accepted((begun.marks.at(-1)?.at ?? next.at) < next.at ? begun : stopped);
}

/** The leg that began with the first stop after an instant: it began with an earlier one then. */
function nextLegOf({ marks }: DeviceCase, at: Instant): Extract<Mark, { is: 'leg' }> | undefined {
  const stop = inOrder(marks).find(mark => mark.is === 'stopped' && mark.at > at);
  const begun = marks.find(mark => mark.is === 'leg' && mark.id === stop?.id);
  return begun?.is === 'leg' ? begun : undefined;
}

/** When the case was opened, the last time: what is said to have happened before concerns the time before. */
export const openAgainAt = ({ openedAt, marks }: DeviceCase): Instant =>
  Math.max(openedAt, ...marks.filter(({ is }) => is === 'reopened').map(({ at }) => at));

/**
 * What a carrier says moves the leg. A delay is a wait for the carrier: it stops the leg's clock, not the customer's, until
 * the carrier says something else. Each word leaves its marks, whatever was heard before it: carriers' words come in any
 * order, and what happened before the handover counts also when it is heard of afterwards.
 */
export function moveShipment(
  held: DeviceCase,
  { way, stage }: Extract<CaseCommand, { do: 'shipment' }>,
  moment: Moment,
): Decision {
  const isOpen = isOpenCase(held);
  if (way === 'back' || !(isOpen || wasOpenAt(held, moment.at))) return accepted(held);
  if (held.state === 'reported') return no('nothing-shipped', 'Nothing was shipped for this case yet.');
  if (stage === 'delayed')
    return saying(held, moment, [{ is: 'waiting', on: 'carrier', reason: 'delayed', whileOpen: true }]);
  const [leg, order] = legAfter[stage];
  const said = saying(held, moment, [
    { is: 'working', on: 'carrier', whileOpen: true },
    { is: 'leg', leg, order, whileOpen: true },
  ]);
  if (!said.ok || !isOpen || stage === 'delivered') return said;
  const { reservation, ...rest } = said.value;
  if (!reservation) return said;
  return accepted(stage === 'missing' ? rest : { ...rest, reservation: { ...reservation, shipped: true } });
}
/** Of words of one instant the one that is further on its way counts. */
const legAfter = { missing: ['prepare', 1], 'picked-up': ['ship', 2], delivered: ['install', 3] } as const;

/** So many marks are a case's; of more, what says nothing new is left out. */
const MANY = 500;

function saying(held: DeviceCase, moment: Moment, marks: readonly NewMark[]): Decision {
  const said = marks.reduce((so, mark) => marked(so, moment, mark), held);
  const isNews =
    held.marks.length < MANY || tellingMarks(said.marks).length > tellingMarks(held.marks).length;
  return accepted(isNews ? said : held);
}

/**
 * Open again, with the earlier time counted, at the earliest when the work had stopped: before it nothing was to be
 * opened, and clocks that a later stop ends would watch nothing. The device it is about is now the one that was handed
 * over, which did not work; another replacement is prepared, also when an earlier reservation had run out.
 */
export function reopened(held: DeviceCase, moment: Moment): DeviceCase {
  const { replacement, lapsed: _before, ...rest } = held;
  const begin = afterStop(held, moment);
  const open = marked(rest, begin, { is: 'reopened' });
  const again = lastlyInLeg(open, begin, replacement ? 'prepare' : 'diagnose');
  return {
    ...again,
    state: replacement ? 'triaged' : 'reported',
    ...(replacement
      ? { serial: replacement.serial, model: replacement.model, damage: 'broken', path: 'replace' as const }
      : {}),
    reopened: held.reopened + 1,
  };
}
