import type { Bus } from '../../shared/adapters/bus.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { memoryTable } from '../../tools/memory/memory-table.ts';

export const NOW = Date.parse('2026-11-22T09:00:00Z');
export const JSON_BATCH = { 'content-type': 'application/cloudevents-batch+json' };
export const JSON_ONE = { 'content-type': 'application/cloudevents+json' };

/** Table, clock, ids and a bus that remembers, for the use cases of the intake. */
export function intakeRoom(takes: (fact: Fact) => boolean = () => true) {
  const clock = { now: () => NOW };
  let counter = 0;
  const facts: Fact[] = [];
  const bus: Bus = {
    put: async given =>
      given.map(fact => {
        const taken = takes(fact);
        if (taken) facts.push(fact);
        return taken;
      }),
  };
  const table = memoryTable({ clock });
  return { table, clock, bus, facts, ids: { random: (prefix: string) => `${prefix}_${counter++}` } };
}

export const quarantined = (room: ReturnType<typeof intakeRoom>) =>
  [...room.table.rows()].filter(row => row['type'] === 'quarantine');

/** A sign-up as a producer sends it; `undefined` takes a part away. */
export function signUp(parts: Record<string, unknown> = {}, data: Record<string, unknown> = {}) {
  const event = {
    specversion: '1.0',
    id: 'order-1',
    source: 'https://shop.example.com',
    type: 'account.signed-up',
    subject: 'acme',
    time: '2026-11-22T08:59:00Z',
    data: { product: 'repricer', language: 'de', ...data },
    ...parts,
  };
  return JSON.parse(JSON.stringify(event)) as Record<string, unknown>;
}

/** What the ingress bus writes into its queue for an event that a producer put there. */
export function bridged(event: Record<string, unknown>, envelope: Record<string, unknown> = {}): string {
  const { type, source, specversion, ...detail } = event;
  return JSON.stringify({
    version: '0',
    id: 'bridge-1',
    account: '111122223333',
    region: 'eu-central-1',
    time: '2026-11-22T08:59:30Z',
    resources: [],
    'detail-type': type,
    source,
    detail,
    ...envelope,
  });
}
