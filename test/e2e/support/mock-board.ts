import { HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import { type MockCase, mockCase } from './mock-cases.ts';
import { START } from './mock-data.ts';

const before = (minutes: number): number => START - minutes * MINUTE;

const reservation = {
  depotId: 'mall',
  model: 'tab-8',
  serial: 'SN-9001',
  until: START + 20 * HOUR,
  shipped: false,
  ...({ by: 'own-floor', substitute: false } as const),
};
const replaced = { do: 'hand-over', unit: { serial: 'SN-9007', model: 'tab-8', depotId: 'mall' } } as const;
const waitsForPhoto = { do: 'wait', on: 'customer', reason: 'photo-of-damage' } as const;

/** A board of every sort of case, and many plain ones. */
export const mockCases = (plain = 60): MockCase[] => [
  mockCase({ id: 'case_soon', ago: 90, site: 'mall', zone: 'Europe/Lisbon', more: { reservation } }),
  mockCase({
    id: 'case_late',
    ago: 2490,
    account: 1,
    site: 'mall',
    language: 'es',
    beside: { escalation: { id: 'esc_1', state: 'acknowledged', acknowledgedBy: 'bruno' } },
  }),
  mockCase({
    id: 'case_paused',
    ago: 60 * 30,
    account: 2,
    language: 'fr',
    zone: 'America/New_York',
    did: [[60 * 26, waitsForPhoto]],
  }),
  mockCase({ id: 'case_shut', ago: 60, account: 3, site: 'late-shop', ownerId: 'bruno' }),
  mockCase({
    id: 'case_ship',
    ago: 60 * 74,
    account: 4,
    language: 'it',
    ownerId: 'bruno',
    did: [
      [60 * 70, { do: 'triage', path: 'replace' }],
      [60 * 30, { do: 'ship', trackingId: 'TR-77' }],
      [60 * 5, { do: 'shipment', way: 'out', stage: 'delayed' }],
    ],
  }),
  mockCase({
    id: 'case_empty',
    ago: 45,
    account: 5,
    language: 'en',
    site: 'mall',
    ownerId: 'carmen',
    more: {
      noStock: true,
      help: [
        { kind: 'not-ready-units', depotId: 'mall', model: 'tab-8', n: 2 },
        { kind: 'due-back', depotId: 'central', model: 'tab-8', serial: 'SN-9100', at: START + 3 * HOUR },
      ],
    },
    beside: { escalation: { id: 'esc_2', state: 'running' } },
  }),
  mockCase({
    id: 'case_stolen',
    ago: 200,
    account: 6,
    damage: 'stolen',
    more: { lock: { state: 'failed', serial: 'SN-1', wantedAt: before(200), answeredAt: before(190) } },
  }),
  mockCase({ id: 'case_advice', ago: 30, account: 7, managed: false, language: 'fr' }),
  mockCase({
    id: 'case_done',
    ago: 60 * 24,
    account: 0,
    did: [
      [60 * 20, { do: 'triage', path: 'replace' }],
      [60 * 2, replaced],
    ],
  }),
  ...Array.from({ length: plain }, (_, n) =>
    mockCase({
      id: `case_${n}`,
      ago: 20 + n * 37,
      account: 8 + (n % 32),
      ownerId: ['anna', 'bruno', 'carmen'][n % 3] ?? 'anna',
    }),
  ),
];
