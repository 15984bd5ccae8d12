import { DAY, formatInstant, HOUR, type Instant, MINUTE } from '../../shared/kernel/instant.ts';
import { type Random, randomOf } from '../bench/random.ts';

export type Event = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly data: Record<string, unknown>;
};
export type Said = {
  readonly type: string;
  readonly subject: string;
  readonly at: Instant;
  readonly data: Record<string, unknown>;
};

/** CloudEvents with ids of their own, in the order in which they are said. */
export const eventsOf = (said: readonly Said[]): Event[] =>
  said
    .toSorted((a, b) => a.at - b.at)
    .map(({ type, subject, at, data }, n) => ({
      ...{ specversion: '1.0', id: `fact-${n + 1}`, source: 'https://shop.example.com/care' },
      ...{ type, subject, time: formatInstant(at), data },
    }));

export const signUp = (subject: string, at: Instant, product = 'lost-and-found'): Said => ({
  ...{ type: 'account.signed-up', subject, at },
  data: {
    ...{ product, language: 'de', zone: 'Europe/Berlin', country: 'DE' },
    contact: { id: 'c-1', phone: '+493023125001', language: 'de' },
  },
});

type Reports = {
  readonly subject: string;
  readonly from: Instant;
  readonly days: number;
  /** A day, before the weekend makes it less. */
  readonly mean: number;
  /** So many days from the first are a burst of so many reports more. */
  readonly burst?: { readonly day: number; readonly reports: number };
};
const VALUE = { from: 8, to: 60 };

/** Damage reports of one account day by day; one in twenty is told some days late, by the day on which it was noticed. */
export function reportsOf(given: Reports, random: Random): Said[] {
  const { subject, from, days, mean, burst } = given;
  return Array.from({ length: days }, (_, day) => {
    const weekend = [0, 6].includes(new Date(from + day * DAY).getUTCDay());
    const more = burst && day >= burst.day && day < burst.day + 2 ? burst.reports / 2 : 0;
    return Array.from({ length: poisson(mean * (weekend ? 0.4 : 1), random) + Math.round(more) }, () =>
      report(subject, from + day * DAY + random.int(6 * 60, 18 * 60) * MINUTE, random),
    );
  }).flat();
}

function report(subject: string, noticed: Instant, random: Random): Said {
  const late = random.chance(0.05) ? random.int(1, 9) * DAY : 0;
  return {
    ...{ type: 'damage.reported', subject, at: noticed + late },
    data: {
      reportId: `dmg-${subject}-${noticed}-${random.int(0, 999_999)}`,
      ...(late > 0 ? { reportedAt: formatInstant(noticed) } : {}),
      ...(random.chance(0.8) ? { value: random.logInt(VALUE.from, VALUE.to) } : {}),
      kind: random.pick(['lost-inbound', 'damaged', 'lost-outbound']),
    },
  };
}

/** Knuth's way; good for small means. */
function poisson(mean: number, random: Random): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let chance = random.int(0, 1_000_000) / 1_000_000; chance > limit; count++)
    chance *= random.int(0, 1_000_000) / 1_000_000;
  return count;
}

/** What is said of one claim: opened, waiting for the customer, perhaps closed in time. */
export function claimOf(
  { id, subject, opened }: { readonly id: string; readonly subject: string; readonly opened: Instant },
  random: Random,
): Said[] {
  const of = { claimId: id };
  const basisOn = formatInstant(opened - random.int(1, 20) * DAY).slice(0, 10);
  const kind = { marketplace: 'amazon-de', type: 'lost-inbound' };
  const value = random.logInt(60, 900);
  const say = (name: string, at: Instant, data: Record<string, unknown>): Said => ({
    ...{ type: `claim.${name}`, subject, at },
    data: { ...of, ...data },
  });
  const on = random.chance(0.8) ? 'customer' : 'company';
  return [
    say('opened', opened, { ...kind, basisOn, ...(random.chance(0.9) ? { value } : {}) }),
    say('waiting', opened + DAY, { on, reason: 'invoice-missing' }),
    ...(random.chance(0.5)
      ? [say('closed', opened + random.int(5, 60) * DAY, { outcome: 'paid', paid: value })]
      : []),
  ];
}

/** Facts of many accounts over so many days: most quiet, some busy, a few with a burst; for measuring and trying. */
export function manyAccounts(given: {
  seed: number;
  from: Instant;
  days: number;
  accounts: number;
}): Event[] {
  const { seed, from, days, accounts } = given;
  const random = randomOf(seed);
  const said = Array.from({ length: accounts }, (_, n) => {
    const subject = `shop-${n + 1}`;
    const mean = random.logInt(5, 200) / 100;
    const burst = random.chance(0.2)
      ? { day: random.int(70, days - 1), reports: Math.round(6 + 10 * Math.sqrt(mean)) }
      : undefined;
    const reports = reportsOf({ subject, from, days, mean, ...(burst ? { burst } : {}) }, random);
    const claims = Array.from({ length: random.int(0, 5) }, (_, c) =>
      claimOf(
        { id: `clm-${subject}-${c}`, subject, opened: from + random.int(0, days) * DAY + 9 * HOUR },
        random,
      ),
    ).flat();
    return [...(random.chance(0.95) ? [signUp(subject, from)] : []), ...reports, ...claims];
  }).flat();
  return eventsOf(said);
}
