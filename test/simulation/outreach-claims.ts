import type { ClaimRule } from '../../shared/contracts/outreach-contract.ts';
import { DAY, formatInstant, MINUTE } from '../../shared/kernel/instant.ts';
import { aFact } from '../support/facts.ts';
import { FIRST, type Heard, slot } from './outreach-days.ts';
import type { Seller } from './outreach-year.ts';
import type { Random } from './random.ts';

export type Story = { readonly id: string; readonly accountId: string; readonly heard: readonly Heard[] };
const rule = (validFrom: string, opensAfterDays: number, closesAfterDays: number): ClaimRule => ({
  ...{ marketplace: 'north', type: 'lost-inbound', validFrom, opensAfterDays, closesAfterDays },
  source: 'a test',
});
/** One window becomes longer in mid-year. */
export const yearsRules: readonly ClaimRule[] = [
  rule('2026-01-01', 0, 60),
  rule('2027-05-15', 20, 90),
  { ...rule('2026-01-01', 30, 75), marketplace: 'south' },
];

const dayText = (day: number): string => formatInstant(FIRST + day * DAY).slice(0, 10);

/** What is said of a claim: opened, given a date, waiting, handed in, closed; each heard on its day or later. */
export function drawClaim(random: Random, sellers: readonly Seller[], n: number): Story {
  const { id: accountId } = random.pick(sellers);
  const [id, basis] = [`clm-${n}`, random.int(-40, 330)];
  const heard: Heard[] = [];
  const say = (name: string, after: number, data: Record<string, unknown> = {}) => {
    const on = slot(random, basis + after);
    const at = Math.max(random.chance(0.1) ? on + random.int(1, 12) * DAY : on, slot(random, 0));
    const given = { id: `${id}-${heard.length}`, accountId, at: on - MINUTE, recordedAt: at };
    heard.push({ at, fact: aFact(`claim.${name}`, { ...given, data: { ...data, claimId: id } }) });
  };
  say('opened', random.int(0, 20), {
    ...{ marketplace: random.pick(['north', 'south']), type: 'lost-inbound', basisOn: dayText(basis) },
    value: random.chance(0.1) ? undefined : random.int(20, 1000),
  });
  if (random.chance(0.25))
    say('deadline-set', random.int(21, 35), { closesOn: dayText(basis + random.int(40, 100)) });
  if (random.chance(0.5))
    say('waiting', random.int(5, 40), {
      on: random.pick(['customer', 'customer', 'marketplace', 'company']),
    });
  if (random.chance(0.2)) say('submitted', random.int(20, 70));
  if (random.chance(0.3)) say('closed', random.int(20, 80));
  return { id, accountId, heard };
}
