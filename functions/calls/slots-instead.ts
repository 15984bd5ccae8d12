import type { CallRules } from '../../shared/domain/calls/call-rules.ts';
import type { Slot } from '../../shared/domain/calls/slot-search.ts';
import { DAY, formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import { type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { findSlots } from './find-slots.ts';

export type SearchTerms = {
  readonly language: string;
  readonly product?: string | undefined;
  readonly minutes: number;
  readonly zone: string;
  readonly rules: CallRules;
  readonly only?: string | undefined;
};

/** Refusals that leave the question which time it may be instead. */
const ABOUT_TIME: readonly string[] = ['slot-taken', 'too-soon', 'too-far', 'not-a-start'];
const SO_MANY = 3;

/** Candidates in the window of the settings, counted from now. */
export async function slotsFor(
  ports: Ports,
  terms: SearchTerms,
  { from, days, limit }: { readonly from?: Instant; readonly days?: number; readonly limit: number },
): Promise<Slot[]> {
  const { language, product, minutes, zone, rules, only } = terms;
  const now = ports.clock.now();
  const begin = Math.max(now, from ?? now);
  const left = Math.min(days ?? rules.windowDays, (now + rules.windowDays * DAY - begin) / DAY);
  return findSlots(ports, {
    ...{ language, product, minutes, zone, notice: rules.noticeMinutes, from: begin, days: left, limit },
    ...(only === undefined ? {} : { agentIds: [only] }),
  });
}

/** A refusal that is about the time says what is free instead: the next three from then on, or the first ones there are. */
export async function withInstead<T, R extends string>(
  ports: Ports,
  outcome: Outcome<T, R>,
  terms: SearchTerms & { readonly from: Instant },
): Promise<Outcome<T, R>> {
  if (outcome.ok || !ABOUT_TIME.includes(outcome.refusal)) return outcome;
  const others = async (from?: Instant) =>
    (await slotsFor(ports, terms, { limit: SO_MANY + 1, ...(from === undefined ? {} : { from }) }))
      .filter(slot => slot.from !== terms.from)
      .slice(0, SO_MANY);
  const later = await others(terms.from);
  const slots = later.length === SO_MANY ? later : await others();
  return refused(outcome.refusal, {
    ...outcome.detail,
    slots: slots.map(slot => ({ from: formatInstant(slot.from), to: formatInstant(slot.to) })),
  });
}
