import { catalog } from '../../shared/events/catalog.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { AccountId } from '../../shared/kernel/id.ts';
import { eventIdOf } from '../../shared/kernel/id.ts';

export const NOW = Date.UTC(2026, 10, 23, 9, 0, 0); // a Monday

type Given = {
  readonly id?: string;
  readonly accountId?: string;
  readonly at?: number;
  readonly origin?: 'live' | 'backfill';
  readonly data?: Record<string, unknown>;
  readonly recordedAt?: number;
};

/** A fact of the catalog with its sample's data, changed where a test says so. */
export function aFact(name: string, given: Given = {}): Fact {
  const definition = catalog.find(event => event.name === name);
  if (!definition) throw new Error(`no event is called ${name}`);
  const at = given.at ?? NOW;
  const id = eventIdOf('test', 'test', given.id ?? `${name}-${at}`);
  return {
    id,
    name,
    version: definition.version,
    occurredAt: at,
    recordedAt: given.recordedAt ?? at,
    accountId: (given.accountId ?? 'acme') as AccountId,
    correlation: id,
    depth: 0,
    producer: 'test',
    origin: given.origin ?? 'live',
    data: { ...definition.sample, ...given.data },
  };
}
