import type {
  AccountView,
  AssignmentView,
  HistoryEntry,
} from '../../../shared/contracts/accounts-contract.ts';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import type { AgentView, TaskView } from '../../../shared/contracts/team-contract.ts';

export const START = Date.parse('2026-11-23T09:30:00Z');
export const at = (minutes: number): string => new Date(START + minutes * 60_000).toISOString();

const week = (from: string, to: string): AgentView['hours'] =>
  Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(day => [day, [[from, to]]]));

const agent = (id: string, name: string, more: Partial<AgentView>): AgentView => ({
  id,
  name,
  email: `${id}@example.com`,
  roles: ['agent'],
  languages: ['en'],
  zone: 'Europe/Berlin',
  hours: week('09:00', '17:00'),
  products: ['repricer', 'lost-and-found'],
  capacity: 60,
  weight: 1,
  active: true,
  absences: [],
  book: 30,
  onDuty: true,
  version: 1,
  ...more,
});

export const agents: AgentView[] = [
  agent('anna', 'Anna Berger', { languages: ['en', 'de', 'fr'], roles: ['agent', 'lead', 'ops'], book: 41 }),
  agent('bruno', 'Bruno Conti', { languages: ['it', 'es', 'en'], zone: 'Europe/Rome', book: 52 }),
  agent('carmen', 'Carmen Ruiz', {
    languages: ['es', 'en'],
    zone: 'Europe/Madrid',
    book: 12,
    capacity: 40,
    weight: 0.5,
  }),
  agent('denis', 'Denis Moreau', {
    languages: ['fr', 'de'],
    zone: 'Europe/Paris',
    onDuty: false,
    book: 60,
    absences: [{ id: 'abs_1', from: at(-2000), to: at(5000), coverId: 'anna' }],
  }),
  agent('emil', 'Emil Sørensen', {
    languages: ['en', 'de'],
    onDuty: false,
    hours: week('12:00', '20:00'),
    book: 18,
  }),
  agent('fiona', 'Fiona Walsh', {
    languages: ['en'],
    zone: 'Europe/Dublin',
    active: false,
    onDuty: false,
    book: 0,
  }),
];

const names = [
  ['Nordlicht Handel', 'de'],
  ['Casa Aurora', 'es'],
  ['Boutique Mirabelle', 'fr'],
  ['Hartmann & Söhne', 'de'],
  ['Officina Verdi', 'it'],
  ['Kestrel Outdoor', 'en'],
  ['Alpenglanz Sport', 'de'],
  ['Maison du Thé', 'fr'],
] as const;
const kinds = [
  'signed-up',
  'cancelled',
  'contract-renewed',
  'contract-adjusted',
  'converted',
  'trial-started',
] as const;

export const titles: Readonly<Record<string, string>> = {
  'signed-up': 'New customer for you',
  cancelled: 'A customer cancelled',
  'contract-renewed': 'A contract was renewed',
  'contract-adjusted': 'A contract was changed',
  converted: 'A trial became a contract',
  'trial-started': 'A trial began',
};

export const account = (id: string, n: number, more: Partial<AccountView> = {}): AccountView => {
  const [name, language] = names[n % names.length] ?? names[0];
  return {
    id,
    name: n < names.length ? name : `${name} ${n}`,
    status: n % 5 === 1 ? 'cancelled' : n % 3 === 0 ? 'trial' : 'active',
    languages: [language],
    segment: 'standard',
    zone: 'Europe/Berlin',
    country: 'DE',
    origin: 'live',
    products: [{ product: 'repricer', status: 'trial', since: at(-30), trialEndsAt: at(20_000) }],
    owner: { id: 'anna', name: 'Anna Berger', version: 1 },
    contacts: [
      { id: 'c-1', name: 'Jonas Brandt', email: 'jonas@nordlicht.example', phone: '+4930123456', language },
    ],
    contactMissing: n % 4 === 3,
    version: 3,
    ...more,
  };
};

export const notification = (
  n: number,
  of: AccountView,
  more: Partial<NotificationView> = {},
): NotificationView => {
  const kind = kinds[n % kinds.length] ?? 'signed-up';
  return {
    id: `ntf_${n}`,
    recipientId: 'anna',
    kind,
    state: n < 3 ? 'delivered' : n % 3 === 0 ? 'acknowledged' : 'seen',
    accountId: of.id,
    accountName: of.name,
    language: of.languages[0] ?? 'und',
    product: 'repricer',
    title: titles[kind] ?? kind,
    text: 'Repricer · please look at it today.',
    reason: n % 7 === 4 ? 'cover-on-duty' : 'owner-on-duty',
    critical: n % 11 === 5,
    times: n % 9 === 4 ? 3 : 1,
    ...(n % 6 === 4 ? { subjectKind: 'device-case', subjectId: 'case_soon', dueAt: at(50 + n * 20) } : {}),
    ...(n % 5 === 1 ? { taskId: 'tsk_anna_1' } : {}),
    occurredAt: at(-n * 47),
    createdAt: at(-n * 47),
    ...(n >= 3 ? { seenAt: at(-n * 47 + 4) } : {}),
    ...(n >= 3 && n % 3 === 0 ? { acknowledgedAt: at(-n * 47 + 6), acknowledgedBy: 'anna' } : {}),
    version: n < 3 ? 1 : 2,
    ...more,
  };
};

const entry = (n: number, of: AccountView, more: Partial<HistoryEntry>): HistoryEntry => ({
  eventId: `evt_${of.id}_${n}`,
  accountId: of.id,
  accountName: of.name,
  name: 'account.signed-up',
  occurredAt: at(-60 * n),
  recordedAt: at(-60 * n),
  decision: 'taken-in',
  reason: {},
  data: { product: 'repricer', language: of.languages[0] ?? 'und' },
  repeats: 0,
  ...more,
});

export const timelineOf = (of: AccountView): HistoryEntry[] => [
  entry(0, of, {
    name: 'account.cancelled',
    occurredAt: at(-6_000),
    recordedAt: at(-5),
    decision: 'older-than-known',
    reason: { accountVersion: 4 },
    data: { product: 'repricer', effectiveAt: at(30_000), reason: 'too-expensive' },
  }),
  entry(2, of, { name: 'account.trial-started', data: { product: 'repricer', endsAt: at(20_000) } }),
  entry(3, of, {
    name: 'account.owner-assigned',
    decision: 'owner-kept',
    reason: { ownerId: 'anna', ownerVersion: 1, why: 'speaks-language' },
    data: { ownerId: 'anna', ownerVersion: 1, reason: 'speaks-language' },
  }),
  entry(4, of, { repeats: 2, reason: { accountVersion: 1 } }),
];

export const feedEntry = (n: number, of: AccountView): HistoryEntry => {
  const kind = kinds[n % kinds.length] ?? 'signed-up';
  const data = {
    product: 'repricer',
    language: of.languages[0] ?? 'und',
    endsAt: at(20_000),
    effectiveAt: at(30_000),
    change: 'upgrade',
  };
  return entry(n, of, {
    eventId: `evt_feed_${n}`,
    name: `account.${kind}`,
    data,
    occurredAt: at(-n * 9),
    recordedAt: at(-n * 9),
  });
};

export const assignmentOf = (of: AccountView): AssignmentView => ({
  accountId: of.id,
  ownerId: 'anna',
  ownerName: 'Anna Berger',
  language: of.languages[0] ?? 'und',
  reason: 'speaks-language',
  decidedAt: at(-180),
  version: 1,
  ranking: [
    {
      agentId: 'anna',
      name: 'Anna Berger',
      language: 'de',
      book: 40,
      capacity: 60,
      share: 40,
      skilled: true,
    },
    {
      agentId: 'emil',
      name: 'Emil Sørensen',
      language: 'de',
      book: 42,
      capacity: 60,
      share: 42,
      skilled: true,
    },
    {
      agentId: 'denis',
      name: 'Denis Moreau',
      language: 'de',
      book: 60,
      capacity: 60,
      share: 60,
      skilled: true,
      excluded: 'book-full',
    },
    {
      agentId: 'bruno',
      name: 'Bruno Conti',
      language: 'de',
      book: 52,
      capacity: 60,
      share: 52,
      skilled: true,
      excluded: 'other-language',
    },
  ],
});

export const task = (n: number, of: AccountView, agentId: string | undefined): TaskView => ({
  id: `tsk_${agentId ?? 'queue'}_${n}`,
  kind: n % 3 === 1 ? 'save-account' : agentId ? 'welcome-account' : 'find-owner',
  accountId: of.id,
  accountName: of.name,
  ...(agentId ? { agentId } : {}),
  state: 'open',
  language: of.languages[0] ?? 'und',
  product: 'repricer',
  dueAt: at(n * 95 - 60),
  openedAt: at(-120),
  reason: agentId === undefined ? 'nobody-speaks-language' : n === 1 ? 'transferred' : 'owner',
  ...(n === 1 && agentId ? { movedAt: at(-30), movedBy: 'bruno', movedWhy: 'You know them better' } : {}),
  version: 1,
});
