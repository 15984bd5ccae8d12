import type { Instant } from '../../kernel/instant.ts';
import { accepted, type Outcome, type Refused, refused } from '../../kernel/outcome.ts';
import { isSameData } from '../../kernel/same-data.ts';
import type { Range } from '../time/open-hours.ts';
import { dutyPlan } from './duty-plan.ts';
import type { Override, Schedule, Stretch } from './duty-schedule.ts';
import { clipped } from './duty-stretches.ts';

/** Who asks, who is on the roster, and when it is. */
export type Asked = {
  readonly caller: { readonly id: string; readonly isLead: boolean };
  /** Ids of those who have not left. */
  readonly agents: ReadonlySet<string>;
  readonly now: Instant;
};
export type OverrideRefusal =
  | 'forbidden'
  | 'in-the-past'
  | 'overlap'
  | 'unknown-agent'
  | 'too-many-overrides'
  | 'not-their-turn'
  | 'same-agent';
/** What is wrong, if anything. */
export type No = Refused<OverrideRefusal> | undefined;

/** A refusal that names a field of the body. */
export const no = (refusal: OverrideRefusal, field: string, problem: string): Refused<OverrideRefusal> =>
  refused(refusal, { field: `body.${field}`, problem });

/**
 * The schedule with an override that is new or changed. What has passed stays as it was: one that has begun keeps its
 * start and its person, and one that would have begun already begins now. Agents may do it for themselves, as whoever
 * stands in or as whoever's turn all of it is; a lead for all. Refused: `forbidden`, `unknown-agent`, `in-the-past`,
 * `overlap` with other overrides, which are named, and `too-many-overrides`. Put once more as it is, nothing changes.
 */
export function withOverride(
  schedule: Schedule,
  wanted: Override,
  asked: Asked,
): Outcome<Schedule, OverrideRefusal> {
  const held = schedule.overrides.find(({ id }) => id === wanted.id);
  const without = schedule.overrides.filter(({ id }) => id !== wanted.id);
  const from = held && held.from <= asked.now ? held.from : Math.max(wanted.from, asked.now);
  const override = { ...wanted, from };
  const wrong =
    notAllowed({ ...schedule, overrides: without }, { held, override, asked }) ??
    strange(override.agentId, 'agentId', asked) ??
    passed(wanted, held, asked.now) ??
    overlap(without, override, 'from');
  if (!wrong && held && isSameData(held, override)) return accepted(schedule);
  return wrong ?? kept(schedule, [...without, override], asked.now);
}

function notAllowed(
  schedule: Schedule,
  { held, override, asked }: { held: Override | undefined; override: Override; asked: Asked },
): No {
  const { id, isLead } = asked.caller;
  const mayChange = held === undefined || held.agentId === id || held.by === id;
  const isTheirs = override.agentId === id || isTurnOf({ ...override, agentId: id }, schedule);
  return isLead || (mayChange && isTheirs)
    ? undefined
    : no(
        'forbidden',
        'agentId',
        'Stand in yourself, or give a time that is all yours; a lead may do the rest.',
      );
}

/** Refuses, with `unknown-agent`, somebody who is not on the roster or has left. */
export const strange = (agentId: string, field: string, { agents }: Asked): No =>
  agents.has(agentId)
    ? undefined
    : no('unknown-agent', field, 'Name somebody of the roster who has not left.');

function passed(wanted: Override, held: Override | undefined, now: Instant): No {
  if (wanted.to <= now || (held && held.to <= now))
    return no('in-the-past', 'to', 'It is over: what was stays as it was.');
  if (held && held.from <= now && (wanted.from > held.from || wanted.agentId !== held.agentId))
    return no('in-the-past', 'from', 'It has begun: change its end, and make another one for the rest.');
  return undefined;
}

/** Refuses, with `overlap`, a range that overrides touch; they are named. */
export function overlap(overrides: readonly Override[], range: Range, field: string): No {
  const ids = overrides.filter(override => clipped(override, range).length > 0).map(({ id }) => id);
  return ids.length === 0
    ? undefined
    : refused('overlap', {
        field: `body.${field}`,
        problem: `Somebody stands in at that time already: ${ids.join(', ')}.`,
        overrides: ids,
      });
}

/** True when the whole stretch is planned, and for nobody else. */
export function isTurnOf({ from, to, agentId }: Stretch, schedule: Schedule): boolean {
  let at = from;
  for (const shift of dutyPlan(schedule, { from, to })) {
    if (shift.agentId !== agentId || shift.from !== at) return false;
    at = shift.to;
  }
  return at === to;
}

/** An override is ended by whoever it is for, by who made it, or by a lead; one that has begun ends now. */
export function withoutOverride(
  schedule: Schedule,
  overrideId: string,
  { caller, now }: Asked,
): Outcome<Schedule, 'forbidden' | 'in-the-past'> {
  const held = schedule.overrides.find(({ id }) => id === overrideId);
  if (!held) return accepted(schedule);
  if (!caller.isLead && caller.id !== held.agentId && caller.id !== held.by)
    return refused('forbidden', { problem: 'Whoever stands in, who arranged it, or a lead may end it.' });
  if (held.to <= now) return refused('in-the-past', { problem: 'It is over: what was stays as it was.' });
  const rest = held.from < now ? [{ ...held, to: now }] : [];
  const others = schedule.overrides.filter(({ id }) => id !== overrideId);
  return accepted({ ...schedule, overrides: [...others, ...rest] });
}

const MOST = 500;
/** So that the row stays well below what a table takes. */
const MOST_BYTES = 250_000;

/**
 * The schedule with these overrides, at most 500 and 250 KB: those that ended longest ago fall away. Refused with
 * `too-many-overrides` when one that has not ended would have to.
 */
export function kept(
  schedule: Schedule,
  overrides: readonly Override[],
  now: Instant,
): Outcome<Schedule, 'too-many-overrides'> {
  const sorted = overrides.toSorted((a, b) => b.to - a.to);
  const sizes = sorted.map(one => new TextEncoder().encode(JSON.stringify(one)).length);
  let bytes = 0;
  const fits = sorted.filter((_, at) => {
    bytes += sizes[at] ?? 0;
    return at < MOST && bytes <= MOST_BYTES;
  });
  if (sorted[fits.length] && (sorted[fits.length]?.to ?? 0) > now)
    return no(
      'too-many-overrides',
      'from',
      'So much is changed already that a rotation should be.',
    ) as Refused<'too-many-overrides'>;
  return accepted({ ...schedule, overrides: fits.toSorted((a, b) => a.from - b.from) });
}
