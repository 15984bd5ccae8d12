import { DAY, formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';
import { aFact } from '../support/facts.ts';
import { drawClaim, type Story } from './outreach-claims.ts';
import { FIRST, type Heard, slot, YEAR } from './outreach-days.ts';
import { type Random, randomOf } from './random.ts';

const kinds = ['quiet', 'seasonal', 'growing', 'bursty'] as const;
const places = [
  ['DE', 'Europe/Berlin'],
  ['ES', 'Europe/Madrid'],
  ['GB', 'Europe/London'],
] as const;

/** Days are counted from the first of the year. */
export type Seller = {
  readonly id: string;
  readonly kind: (typeof kinds)[number];
  readonly country: string;
  readonly zone: string;
  readonly hasPhone: boolean;
  readonly from: number;
  /** Its service ends. */
  readonly until: number;
  readonly repricer: boolean;
  /** What the contact says, when, in the order of time. */
  readonly words: readonly Word[];
  readonly meanOn: (day: number) => number;
};
export type Word = {
  readonly purpose: 'service' | 'survey';
  readonly word: 'allows' | 'objects';
  readonly at: number;
};
export type Planted = {
  readonly accountId: string;
  readonly day: number;
  readonly last: number;
  readonly size: number;
};
export type Year = {
  readonly sellers: readonly Seller[];
  readonly heard: readonly Heard[];
  readonly planted: readonly Planted[];
  readonly claims: readonly Story[];
};

/** How many accounts, and which share of them has a large burst. */
type Size = { readonly accounts: number; readonly bursts?: number };

/** Everything that is said in a year of so many accounts; the seed decides. */
export function drawYear(seed: number, { accounts, bursts = 0.04 }: Size): Year {
  const random = randomOf(seed);
  const sellers = Array.from({ length: accounts }, (_, n) => drawSeller(random, n));
  const planted = drawBursts(random, sellers, bursts);
  const claims = Array.from({ length: Math.round(accounts * 1.25) }, (_, n) => drawClaim(random, sellers, n));
  const heard = [
    ...sellers.flatMap(seller => reportsOf(random, seller)),
    ...planted.flatMap((burst, n) => burstOf(random, burst, n)),
    ...claims.flatMap(claim => claim.heard),
    ...sellers.flatMap(seller => accountFacts(random, seller)),
  ];
  return { sellers, planted, claims, heard: heard.sort((a, b) => a.at - b.at) };
}

function drawSeller(random: Random, n: number): Seller {
  const kind = kinds[[0, 0, 0, 0, 0, 0, 1, 1, 2, 3][random.int(0, 9)] ?? 0] ?? 'quiet';
  const [country, zone] = random.pick(places);
  const from = random.chance(0.85) ? 0 : random.int(1, 200);
  return {
    ...{ id: `seller-${n}`, kind, country, zone, from, hasPhone: !random.chance(0.03) },
    until: random.chance(0.05) ? from + random.int(60, 300) : YEAR + 1,
    repricer: random.chance(0.15),
    words: drawWords(random, from),
    meanOn: meanOf(random, kind),
  };
}

/** One in twelve objects to calls at some time, and some of them allow them again; one in ten consents to surveys. */
function drawWords(random: Random, from: number): Word[] {
  const words: Word[] = [];
  const at = () => FIRST + random.int(from, YEAR) * DAY + random.int(5, 16) * HOUR;
  if (random.chance(0.08)) {
    const objects = at();
    words.push({ purpose: 'service', word: 'objects', at: objects });
    if (random.chance(0.3))
      words.push({ purpose: 'service', word: 'allows', at: objects + random.int(1, 90) * DAY });
  }
  if (random.chance(0.1)) {
    const allows = at();
    words.push({ purpose: 'survey', word: 'allows', at: allows });
    if (random.chance(0.5))
      words.push({ purpose: 'survey', word: 'objects', at: allows + random.int(1, 60) * DAY });
  }
  return words;
}

/** Reports a day: few, in seasons, more and more, or few with clumps of their own. */
function meanOf(random: Random, kind: Seller['kind']): (day: number) => number {
  const [low, share] = [0.01 * 10 ** random.next(), random.next()];
  if (kind === 'quiet') return () => low;
  const onWeekday = (day: number): number => (day % 7 >= 5 ? 0.4 : 1);
  if (kind === 'seasonal')
    return day => 5 * low * Math.exp(0.6 * Math.cos(2 * Math.PI * (day / YEAR + share))) * onWeekday(day);
  if (kind === 'growing') return day => 3 * low * (1.5 + 1.5 * share) ** (day / YEAR) * onWeekday(day);
  const clumps = new Set(Array.from({ length: random.int(3, 9) }, () => random.int(0, YEAR)));
  return day => (clumps.has(day) || clumps.has(day - 1) ? 1.5 + share : 2 * low);
}

export function poisson(random: Random, mean: number): number {
  const least = Math.exp(-mean);
  let events = 0;
  for (let left = random.next(); left > least; left *= random.next()) events += 1;
  return events;
}

function reportsOf(random: Random, { id, from, until, meanOn }: Seller): Heard[] {
  const heard: Heard[] = [];
  for (let day = from; day < Math.min(until, YEAR); day++)
    for (let left = poisson(random, meanOn(day)); left > 0; left--)
      heard.push(...reportOf(random, { accountId: id, reportId: `${id}-${heard.length}`, day }));
  return heard;
}

type Report = { readonly accountId: string; readonly reportId: string; readonly day: number };

/** One report with all that is said of it: late, again, corrected, taken back. */
function reportOf(random: Random, { accountId, reportId, day }: Report): Heard[] {
  const on = slot(random, day);
  const said = on - random.int(1, 40) * MINUTE;
  const at = random.chance(0.08) ? slot(random, day + random.int(1, 10)) : on;
  const value = random.chance(0.1) ? undefined : random.int(10, 60);
  const fact = aFact('damage.reported', {
    ...{ id: reportId, accountId, at: said, recordedAt: at },
    data: { reportId, value },
  });
  const heard: Heard[] = [{ at, fact }];
  if (random.chance(0.05)) heard.push({ at: at + random.int(0, 5) * DAY, fact });
  const word = (name: string, after: number, data: object = {}) => {
    const then = Math.max(at, on + after * DAY) + 4 * HOUR;
    const id = `${reportId}-${name}`;
    heard.push({
      at: then,
      fact: aFact(name, { id, accountId, at: then - HOUR, data: { ...data, reportId } }),
    });
  };
  if (random.chance(0.02))
    word('damage.corrected', random.int(1, 5), {
      ...{ reportedAt: formatInstant(said + random.int(-3, 1) * DAY), value: random.int(10, 60) },
    });
  if (random.chance(0.015)) word('damage.retracted', random.int(1, 6));
  return heard;
}

/** Some accounts have a large burst, once they have been there for ten weeks. */
function drawBursts(random: Random, sellers: readonly Seller[], share: number): Planted[] {
  const found: Planted[] = [];
  for (const { id, from, until, hasPhone, words, meanOn } of sellers) {
    const objects = words.some(({ purpose }) => purpose === 'service');
    const [first, last] = [from + 70, Math.min(until, YEAR) - 10];
    if (!hasPhone || objects || last <= first || !random.chance(share)) continue;
    const day = random.int(first, last);
    const size = Math.max(LEAST, poisson(random, K * deviation(meanOn, day)));
    found.push({ accountId: id, day, last: day + random.int(0, 2), size });
  }
  return found;
}
/** A large burst: so many times the standard deviation of the account's weeks, and in quiet accounts at least so many reports. */
const K = 10;
const LEAST = 8;

/** Of the reports in a week, over the half year before: by chance, and for weeks are not alike. */
function deviation(meanOn: Seller['meanOn'], day: number): number {
  const weeks = Array.from({ length: 26 }, (_, ago) => weekOf(meanOn, day - 7 * ago));
  const mean = weeks.reduce((sum, one) => sum + one, 0) / weeks.length;
  const squares = weeks.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return Math.sqrt(mean + squares / weeks.length);
}

const weekOf = (meanOn: Seller['meanOn'], last: number): number =>
  Array.from({ length: 7 }, (_, ago) => meanOn(last - ago)).reduce((sum, one) => sum + one, 0);

const burstOf = (random: Random, { accountId, day, last, size }: Planted, n: number): Heard[] =>
  Array.from({ length: size }, (_, at) => {
    const on = slot(random, at === 0 ? day : random.int(day, last));
    const reportId = `burst-${n}-${at}`;
    const given = { id: reportId, accountId, at: on - MINUTE, recordedAt: on };
    return {
      at: on,
      fact: aFact('damage.reported', { ...given, data: { reportId, value: random.int(30, 60) } }),
    };
  });

function accountFacts(random: Random, { id: accountId, until, repricer, words }: Seller): Heard[] {
  const said = (name: string, at: number, data: Record<string, unknown>): Heard => ({
    at,
    fact: aFact(name, { id: `${accountId}-${name}-${at}`, accountId, at, data }),
  });
  const ends = formatInstant(FIRST + until * DAY);
  return [
    ...words.map(({ at, purpose, word }) =>
      said('permission.recorded', at, { contactId: 'c-1', purpose, word, how: 'call' }),
    ),
    ...(until <= YEAR
      ? [
          said('account.cancelled', FIRST + (until - 30) * DAY, {
            product: 'lost-and-found',
            effectiveAt: ends,
          }),
        ]
      : []),
    ...(repricer
      ? [1, 2].map(() =>
          said('market.changed', slot(random, random.int(20, YEAR - 1)), {
            ...{ marketplace: 'amazon-de', change: random.pick(['new-competitor', 'amazon-sells']) },
          }),
        )
      : []),
  ];
}
