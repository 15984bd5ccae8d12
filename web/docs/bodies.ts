import type { Examples, SampleFact, Schemas } from './documents.ts';
import { exampleOf } from './example.ts';
import type { Body, Page, RoutePage } from './reference.ts';

/** A body that may be sent as it stands. */
export type Sample = { readonly label: string; readonly type: string; readonly text: string };

type Given = { readonly schemas: Schemas; readonly examples: Examples; readonly now: number };

export const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

/** What a schema alone cannot know: which of the fields that may be left out belong together. */
const bodies: Readonly<Record<string, unknown>> = {
  'ask-callback': {
    want: 'slot',
    from: '2026-11-23T09:00:00Z',
    accountId: 'acme',
    contactId: 'main',
    language: 'de',
    zone: 'Europe/Berlin',
    about: 'The prices of our summer catalogue',
    reminders: [24, 1],
  },
  'hold-slot': { from: '2026-11-23T09:00:00Z', language: 'de', accountId: 'acme', contactId: 'main' },
  'change-callback': { from: '2026-11-23T10:00:00Z', agent: 'same' },
  'give-feedback': { rating: 5, text: 'It was good to talk.' },
  'post-link': { purpose: 'callback', accountId: 'acme', product: 'repricer', language: 'de', hours: 24 },
  'put-contact': {
    name: 'Jutta Beispiel',
    company: 'Tannenhof Spielwaren',
    email: 'jutta@tannenhof.example',
    phone: '+4930901820001',
    language: 'de',
    zone: 'Europe/Berlin',
  },
};

const CLOUD_EVENT = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json';

/** A fact's sample as the CloudEvent that a producer sends. */
export const cloudEventOf = ({ name, accountId, version, data }: SampleFact, now: number) => ({
  specversion: '1.0',
  id: `${name.replace('.', '-')}-1`,
  source: '/shop/customers',
  type: name,
  subject: accountId,
  time: whenOf(now),
  dataschema: `https://firstcall.example.com/schemas/${name}/${version}`,
  data,
});

/** To the second; an example that says when it happened has to have happened. */
const whenOf = (now: number): string => `${new Date(now).toISOString().slice(0, 19)}Z`;

const isEvent = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && 'specversion' in value;

/** The example as `npm run send` sends it: `time` is now where it says none. */
const timed = (value: unknown, now: number): unknown =>
  Array.isArray(value)
    ? value.map(one => timed(one, now))
    : isEvent(value)
      ? { ...value, time: value['time'] ?? whenOf(now) }
      : value;

/** The files that hold events, those of one type where it is asked for. */
function eventFiles({ examples, now }: Given, type?: string): Sample[] {
  return Object.entries(examples).flatMap(([name, value]) => {
    const isBatch = Array.isArray(value) && value.some(isEvent);
    const isWanted =
      type === undefined ? isBatch || isEvent(value) : isEvent(value) && value['type'] === type;
    if (!isWanted) return [];
    return [
      { label: `examples/${name}`, type: isBatch ? BATCH : CLOUD_EVENT, text: pretty(timed(value, now)) },
    ];
  });
}

/** Files that a route takes, by its id. */
const files: Readonly<Record<string, string>> = {
  'post-import': 'accounts.csv',
  'post-devices': 'devices.csv',
};

const csvFiles = ({ id }: RoutePage, { examples }: Given): Sample[] =>
  Object.entries(examples)
    .filter(([name, text]) => files[id] === name && typeof text === 'string')
    .map(([name, text]) => ({ label: `examples/${name}`, type: 'text/csv', text: String(text) }));

/** Bodies for a page's request, the plainest first; none where it takes none. */
export function samplesFor(page: Page, given: Given): readonly Sample[] {
  if (page.is === 'event') {
    const own = { label: page.id, type: CLOUD_EVENT, text: pretty(cloudEventOf(page.sample, given.now)) };
    return page.sent ? [own, ...eventFiles(given, page.id)] : [];
  }
  if (page.id === 'post-events') return eventFiles(given).sort((one, other) => rank(one) - rank(other));
  return [...page.bodies.flatMap(body => made(page, body, given)), ...csvFiles(page, given)];
}

/** Signing up is where everything begins; several at once come last. */
const rank = ({ label, type }: Sample): number => (type === BATCH ? 2 : label.includes('signed-up') ? 0 : 1);

/** A body made from its schema; what is no JSON has to be told. */
function made({ id }: RoutePage, { type, schema }: Body, { schemas }: Given): Sample[] {
  if (type === 'text/calendar') return [{ label: 'A day off', type, text: DAY_OFF }];
  if (type === 'application/x-www-form-urlencoded')
    return [{ label: 'A form', type, text: 'List-Unsubscribe=One-Click' }];
  if (!type.endsWith('json')) return [];
  const least = exampleOf(schema, { schemas, fields: 'required' });
  const isEmpty = pretty(least) === '{}';
  const value = bodies[id] ?? (isEmpty ? exampleOf(schema, { schemas, fields: 'all' }) : least);
  return [{ label: 'Example as JSON', type, text: pretty(value) }];
}

const DAY_OFF = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Example//Closures//EN',
  'BEGIN:VEVENT',
  'UID:inventory-2026@example.com',
  'DTSTAMP:20261101T090000Z',
  'DTSTART;VALUE=DATE:20261231',
  'DTEND;VALUE=DATE:20270101',
  'SUMMARY:Stocktaking',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\n');
