type Sample = string | number;

/** What stands under a name wherever it fits; the second one comes later, or is another, where two are asked for. */
const byName: Readonly<Record<string, readonly [Sample, Sample?]>> = {
  account: ['acme', 'harbour-lamps'],
  accountId: ['acme', 'tannenhof-spielwaren'],
  accountName: ['Tannenhof Spielwaren'],
  about: ['The prices of our summer catalogue'],
  agent: ['anna', 'bruno'],
  agentId: ['anna', 'bruno'],
  brand: ['Firstcall'],
  calendar: ['office'],
  capacity: [120],
  company: ['Tannenhof Spielwaren'],
  contactId: ['main'],
  contactName: ['Jutta Beispiel'],
  cover: ['bruno'],
  currency: ['EUR'],
  cursor: ['eyJhdCI6MTc5NTMzODAwMH0'],
  day: ['2026-11-23', '2026-11-27'],
  field: ['data.language'],
  hours: [24],
  id: ['example-1', 'example-2'],
  importId: ['crm-2026'],
  into: ['harbour-lamps'],
  language: ['de', 'en'],
  limit: ['50', 50],
  line: [1],
  model: ['tab-8'],
  name: ['Example'],
  note: ['Called twice, asked for Monday'],
  number: ['+4930901820001'],
  ownerId: ['anna'],
  password: ['correct-horse-battery'],
  product: ['repricer', 'lost-and-found'],
  q: ['tannenhof'],
  reason: ['customer-asked'],
  role: ['agent'],
  segment: ['standard', 'key'],
  serial: ['TAB8-1001', 'TAB8-1002'],
  site: ['mall'],
  status: ['active', 200],
  subject: ['acme'],
  text: ['It was good to talk.'],
  time: ['2026-11-22T09:00:00Z', '09:00'],
  title: ['Tannenhof Spielwaren'],
  type: ['about:blank'],
  url: ['https://care.example.com/'],
  why: ['The customer asked for a call on Monday'],
  zone: ['Europe/Berlin', 'Europe/London'],
};

const instants = /^(at|from|to|now|since|until|asOf|start|end|.*(At|Until|From))$/;

/** Values that one may expect under a name, the likeliest first; the schema says which of them fits. */
export function namedSample(name: string, second: boolean): Sample[] {
  const [one, other] = byName[name] ?? [];
  const own = (second ? [other, one] : [one, other]).filter(value => value !== undefined);
  if (instants.test(name)) own.push(second ? '2026-11-23T10:00:00Z' : '2026-11-23T09:00:00Z');
  return /[a-z]Id$/.test(name) ? [...own, `${kebab(name.slice(0, -2))}-1`] : own;
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
