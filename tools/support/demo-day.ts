import type { CloudEvent } from '../../shared/contracts/intake-contract.ts';
import { DAY, formatInstant, HOUR, MINUTE } from '../../shared/kernel/instant.ts';

type Company = {
  readonly id: string;
  readonly name: string;
  readonly person: string;
  readonly language: string;
  readonly zone: string;
  readonly country: string;
  readonly phone?: string;
};

/** Numbers that belong to nobody, for films (Bundesnetzagentur, Ofcom, Arcep); other countries have none. */
const phones: Readonly<Record<string, string>> = { DE: '+4930231250', GB: '+4420794600', FR: '+331990000' };
/** Now and then somebody leaves no number. */
const phoneOf = (country: string, at: number): { phone?: string } => {
  const begin = phones[country];
  return begin === undefined || at % 5 === 4 ? {} : { phone: `${begin}${String(at + 10)}` };
};

const languages = [
  {
    language: 'de',
    country: 'DE',
    zone: 'Europe/Berlin',
    form: 'GmbH',
    people: ['Birgit Kern', 'Uwe Sommer', 'Heike Brandt', 'Jens Vogt'],
    firms: [
      'Fahrradladen Kranich',
      'Teehaus Lindner',
      'Spielkiste Nord',
      'Gartenbau Weide',
      'Schuhwerk Adler',
      'Kaffee Morgen',
      'Papier Eule',
      'Lampen Funke',
      'Wolle Weber',
      'Outdoor Gipfel',
    ],
  },
  {
    language: 'en',
    country: 'GB',
    zone: 'Europe/London',
    form: 'Ltd',
    people: ['Grace Miller', 'Tom Hale', 'Ivy Clarke', 'Noah Reed'],
    firms: [
      'Harbour Books',
      'Copper Kettle',
      'Meadow Toys',
      'North Lane Audio',
      'Pebble Shoes',
      'Oak Table',
      'Silver Thread',
      'Green Bottle',
    ],
  },
  {
    language: 'es',
    country: 'ES',
    zone: 'Europe/Madrid',
    form: 'S.L.',
    people: ['Lucía Romero', 'Diego Ortega', 'Marta Gil'],
    firms: [
      'Casa Olivo',
      'Relojes Sol',
      'Juguetes Luna',
      'Cerámica Azul',
      'Libros Faro',
      'Zapatos Brisa',
      'Té Jazmín',
      'Bicis Valle',
    ],
  },
  {
    language: 'fr',
    country: 'FR',
    zone: 'Europe/Paris',
    form: 'SARL',
    people: ['Claire Moreau', 'Louis Petit', 'Manon Roux'],
    firms: [
      'Maison Tilleul',
      'Jouets Bleus',
      'Papeterie Vive',
      'Lampes Aurore',
      'Vélos Rive',
      'Savons Lavande',
      'Livres Phare',
    ],
  },
  {
    language: 'it',
    country: 'IT',
    zone: 'Europe/Rome',
    form: 'S.r.l.',
    people: ['Giulia Conti', 'Paolo Greco', 'Elena Rizzo'],
    firms: [
      'Bottega Ulivo',
      'Giochi Stella',
      'Caffè Monte',
      'Scarpe Vento',
      'Libri Porto',
      'Luci Sera',
      'Ceramiche Mare',
    ],
  },
] as const;

/** Forty companies in five languages. A run's tag keeps the accounts of two runs apart. */
export const companies = (tag: string): Company[] =>
  languages.flatMap(({ firms, form, people, language, zone, country }) =>
    firms.map((firm, at) => ({
      id: `${firm
        .normalize('NFD')
        .replace(/[^A-Za-z ]/g, '')
        .toLowerCase()
        .replaceAll(' ', '-')}-${tag}`,
      name: `${firm} ${form}`,
      person: people[at % people.length] ?? people[0],
      language,
      zone,
      country,
      ...phoneOf(country, at),
    })),
  );

/** What is known of a company that sells, once the registration is completed; of some nothing. */
function profileOf(at: number, country: string): Record<string, unknown> | undefined {
  if (at % 4 === 2) return undefined;
  const marketplaces = [`amazon-${country === 'GB' ? 'uk' : country.toLowerCase()}`, 'amazon-it'].slice(
    0,
    1 + (at % 2),
  );
  const level = at % 3 === 0 ? 'new' : 'experienced';
  const assortment = (['private-label', 'brands', 'both'] as const)[at % 3];
  return {
    marketplaces,
    skus: 120 + ((at * 373) % 4_000),
    assortment,
    experience: { level, source: 'said' },
  };
}

/**
 * What leads to calls that nobody asked for: a customer whose damage reports come in a burst after two quiet months, and
 * another one with a claim that closes in six days.
 */
export function outreachOfTheDay(tag: string, end: number): CloudEvent[] {
  const all = companies(tag);
  const say = (at: number, id: string, type: string, data: Record<string, unknown>): CloudEvent => ({
    specversion: '1.0',
    id: `${type}-${id}-${tag}`,
    source: 'https://shop.example/demo',
    type,
    subject: all[at]?.id ?? '',
    time: formatInstant(end),
    data,
  });
  const report = (n: number, daysAgo: number) => {
    const reportedAt = formatInstant(end - daysAgo * DAY);
    return say(3, `${n}`, 'damage.reported', { reportId: `d-${n}`, reportedAt, value: 20 + n });
  };
  const quiet = Array.from({ length: 15 }, (_, n) => report(n, 60 - 4 * n + 1));
  const burst = Array.from({ length: 14 }, (_, n) => report(100 + n, 0));
  const claimId = 'c-1';
  const about = { marketplace: 'amazon-de', type: 'lost-inbound', value: 640 };
  const claim = [
    say(7, 'c-1', 'claim.opened', { claimId, ...about, basisOn: formatInstant(end - 90 * DAY).slice(0, 10) }),
    say(7, 'c-1', 'claim.deadline-set', { claimId, closesOn: formatInstant(end + 6 * DAY).slice(0, 10) }),
    say(7, 'c-1', 'claim.waiting', { claimId, on: 'customer', reason: 'invoice-missing' }),
  ];
  return [...quiet, ...burst, ...claim];
}

/** What a day brings: everybody signs up and completes the registration, most try, some stay, a few go and one comes back. */
export function eventsOfTheDay(tag: string, end: number): CloudEvent[] {
  const product = (at: number) => (at % 4 === 3 ? 'lost-and-found' : 'repricer');
  const events = companies(tag).flatMap((company, at) => {
    const began = end - 5 * HOUR + at * 6 * MINUTE;
    const tell = (type: string, minutes: number, data: Record<string, unknown>): CloudEvent => ({
      specversion: '1.0',
      id: `${type}-${company.id}`,
      source: 'https://shop.example/demo',
      type: `account.${type}`,
      subject: company.id,
      time: formatInstant(Math.min(end, began + minutes * MINUTE)),
      data,
    });
    const say = (type: string, minutes: number, data: Record<string, unknown>) =>
      tell(type, minutes, { product: product(at), ...data });
    const { name, person, language, zone, country, phone } = company;
    const profile = profileOf(at, country);
    const contact = {
      id: 'main',
      name: person,
      company: name,
      email: `hello@${company.id}.example`,
      language,
      zone,
      ...(phone === undefined ? {} : { phone }),
    };
    return [
      say('signed-up', 0, { language, zone, country, contact }),
      say('registration-completed', 12, {}),
      ...(profile === undefined ? [] : [tell('profile-updated', 13, profile)]),
      ...(at % 5 === 4 ? [] : [say('trial-started', 15, { endsAt: formatInstant(end + 14 * DAY) })]),
      ...(at % 6 === 0 ? [say('converted', 120, { plan: 'business' })] : []),
      ...(at % 12 === 0 ? [say('contract-renewed', 130, { until: formatInstant(end + 365 * DAY) })] : []),
      ...(at % 9 === 5
        ? [say('cancelled', 140, { effectiveAt: formatInstant(end + 30 * DAY), reason: 'too-expensive' })]
        : []),
      ...(at === 14 ? [say('cancellation-withdrawn', 180, {})] : []),
    ];
  });
  return events.sort((a, b) => (a.time < b.time ? -1 : 1));
}
