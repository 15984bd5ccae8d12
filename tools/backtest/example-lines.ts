import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import { randomOf } from '../bench/random.ts';
import { eventsOf, reportsOf, type Said, signUp } from './example-facts.ts';

const FROM = Date.UTC(2026, 0, 5);
const DAYS = 177;
const on = (day: string, hour = 9): number => Date.parse(`${day}T00:00:00Z`) + hour * HOUR;

/** Who is signed up, with how many reports a day; one in three is busy. */
const SHOPS = [
  ...[
    'acorn-toys',
    'birch-books',
    'cedar-cycles',
    'dune-decor',
    'elm-electro',
    'fenwick-frames',
    'gable-garden',
  ],
  ...[
    'hazel-hats',
    'inlet-instruments',
    'juniper-jars',
    'kiln-kitchen',
    'lakeside-lamps',
    'meadow-mugs',
    'north-nuts',
  ],
  ...[
    'orchard-optics',
    'pebble-pets',
    'quay-quilts',
    'ridge-runners',
    'stone-stoves',
    'thistle-tea',
    'umber-umbrellas',
  ],
] as const;
/** Their sign-up was never recorded. */
const STRANGERS = ['vale-vases', 'willow-wools'] as const;
const BURSTS: Readonly<Record<string, { readonly day: string; readonly reports: number }>> = {
  'lakeside-lamps': { day: '2026-05-12', reports: 16 },
  'fenwick-frames': { day: '2026-04-21', reports: 14 },
  'vale-vases': { day: '2026-06-09', reports: 12 },
};

/** The lines of `examples/recorded-facts.jsonl`: half a year of a small company, with what goes wrong in recordings. */
export function exampleLines(): string[] {
  const lines = eventsOf([...accounts(), ...reports(), ...claims(), ...others()]).map(one =>
    JSON.stringify(one),
  );
  const [again = '', early = ''] = [lines[40], lines.pop()];
  // A producer may say a thing twice, late in the file, or in a way that nobody can read.
  return [
    ...lines.slice(0, 60),
    early,
    ...lines.slice(60),
    again,
    '{"specversion":"1.0","id":"fact-9001","source":"https://shop.example.com/care","type":"damage.rep',
    unfit({ id: 'fact-9002', data: { reportId: 'dmg-9002', value: '12 EUR' } }),
    unfit({ id: 'fact-9003', time: '2 May 2026', data: { reportId: 'dmg-9003' } }),
    unfit({ id: 'fact-9004', type: 'damage.lost', data: { reportId: 'dmg-9004' } }),
  ];
}

const unfit = (what: object): string =>
  JSON.stringify({
    ...{ specversion: '1.0', source: 'https://shop.example.com/care', type: 'damage.reported' },
    ...{ subject: 'acorn-toys', time: '2026-05-02T09:00:00Z', ...what },
  });

const accounts = (): Said[] => [
  ...SHOPS.map((subject, n) => signUp(subject, FROM + n * 7 * HOUR)),
  ...['yarrow-yarns', 'zephyr-zips'].map(subject => {
    const said = signUp(subject, FROM + 3 * DAY, 'repricer');
    const contact = { id: 'c-1', email: `care@${subject}.example`, language: 'de' };
    return { ...said, data: { ...said.data, contact } };
  }),
];

function reports(): Said[] {
  const random = randomOf(2026);
  return [...SHOPS, ...STRANGERS].flatMap((subject, n) => {
    const burst = BURSTS[subject];
    const first = FROM + (STRANGERS.includes(subject as never) ? 14 * DAY : 0);
    const planted = burst && { day: (on(burst.day, 0) - first) / DAY, reports: burst.reports };
    return reportsOf(
      {
        ...{ subject, from: first, days: DAYS - 14, mean: n % 3 === 0 ? 0.2 : 0.05 },
        ...(planted ? { burst: planted } : {}),
      },
      random,
    );
  });
}

const claim = (claimId: string, subject: string) => ({
  opened: (basisOn: string, value?: number): Said => ({
    ...{ type: 'claim.opened', subject, at: on(basisOn) + 30 * DAY },
    data: {
      ...{ claimId, marketplace: 'amazon-de', type: 'lost-inbound', basisOn },
      ...(value === undefined ? {} : { value }),
    },
  }),
  say: (what: string, day: string, data: Record<string, unknown> = {}): Said => ({
    ...{ type: `claim.${what}`, subject, at: on(day, 10), data: { claimId, ...data } },
  }),
});

/** Worth a call, of unknown worth, worth the digest alone, our own work, handed in, closed, and with a day of its own. */
function claims(): Said[] {
  const [large, unknown, small] = [
    claim('clm-1', 'birch-books'),
    claim('clm-2', 'cedar-cycles'),
    claim('clm-3', 'dune-decor'),
  ];
  const [ours, handed, named] = [
    claim('clm-4', 'elm-electro'),
    claim('clm-5', 'gable-garden'),
    claim('clm-6', 'hazel-hats'),
  ];
  return [
    ...[large.opened('2025-12-08', 640), large.say('waiting', '2026-01-20', { on: 'customer' })],
    ...[unknown.opened('2025-12-15'), unknown.say('waiting', '2026-02-02', { on: 'marketplace' })],
    ...[small.opened('2025-12-10', 45), small.say('waiting', '2026-01-22', { on: 'customer' })],
    ...[ours.opened('2025-12-12', 380), ours.say('waiting', '2026-01-23', { on: 'company' })],
    ...[handed.opened('2025-12-11', 510), handed.say('submitted', '2026-03-03')],
    ...[named.opened('2026-02-02', 275), named.say('deadline-set', '2026-04-01', { closesOn: '2026-05-15' })],
    claim('clm-7', 'birch-books').opened('2025-12-09', 220),
    claim('clm-7', 'birch-books').say('closed', '2026-04-14', { outcome: 'paid', paid: 220 }),
  ];
}

const others = (): Said[] => [
  {
    ...{ type: 'permission.recorded', subject: 'fenwick-frames', at: on('2026-02-10') },
    data: { contactId: 'c-1', purpose: 'service', word: 'objects', how: 'call' },
  },
  {
    ...{ type: 'market.changed', subject: 'yarrow-yarns', at: on('2026-05-19') },
    data: { marketplace: 'amazon-de', change: 'amazon-sells', articles: 12 },
  },
  {
    ...{ type: 'account.cancelled', subject: 'umber-umbrellas', at: on('2026-06-30', 16) },
    data: { product: 'lost-and-found', effectiveAt: '2026-07-31T22:00:00Z', reason: 'too-expensive' },
  },
];
