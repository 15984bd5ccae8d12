import type { BurstEvidence } from '../../shared/domain/outreach/outreach.ts';
import type { OutreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { wallTimeAt } from '../../shared/domain/time/zone-offsets.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import type { Signal } from './diary.ts';

/** As the wall shows it where the company is, such as `2026-03-14 07:00`. */
export const whenText = (zone: string, at: Instant): string =>
  new Date(wallTimeAt(zone, at)).toISOString().slice(0, 16).replace('T', ' ');

/** Why somebody is called, with everything that speaks for it. */
export function whyText(
  { cause, evidence, rules, value }: Signal,
  { currency, alpha }: OutreachRules,
): string {
  const worth = value === undefined ? 'of unknown value' : `worth ${value} ${currency}`;
  if (cause === 'burst' && evidence.burst) return `${burstText(evidence.burst, alpha)}; ${worth}`;
  if (cause === 'market')
    return (evidence.market ?? [])
      .map(
        ({ change, marketplace, articles }) =>
          `${change} on ${marketplace}${articles ? `, ${articles} articles` : ''}`,
      )
      .join('; ');
  const lines = (evidence.claims ?? []).map(line => {
    const rule = rules[line.claimId];
    const by = rule
      ? `${rule.closesAfterDays} days by the rule for ${rule.marketplace} ${rule.type} from ${rule.validFrom} on`
      : line.by === 'marketplace'
        ? 'as the marketplace said'
        : 'by a rule';
    const wait = line.waitsFor === undefined ? '' : `, waits for the ${line.waitsFor}`;
    const own = line.value === undefined ? 'value unknown' : `${line.value} ${currency}`;
    return `${line.claimId} closes ${line.closesOn} (${by}; distance ${line.distance}${wait}; ${own})`;
  });
  return lines.join('; ');
}

function burstText(
  { day, observed, expected, bound, pValue, method, excluded }: BurstEvidence,
  alpha: number,
): string {
  const days = method === 'ears-c2' ? 'on' : 'in the 4 days up to';
  const left = excluded.length === 0 ? '' : `; counted less: ${excluded.length} earlier bursts`;
  return `${observed} reports ${days} ${day}, expected ${round(expected)}, bound ${round(bound)}, p ${tiny(pValue)} (limit ${alpha}), ${method}${left}`;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
const tiny = (value: number): string => (value >= 0.001 ? value.toFixed(3) : value.toExponential(1));

export const percentText = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((1000 * part) / whole) / 10} %`;

/** `1 call`, `2 calls`. */
export const many = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
