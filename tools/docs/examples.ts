import type { EventDefinition } from '../../shared/events/define-event.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId, eventIdOf } from '../../shared/kernel/id.ts';

/** Sunday, 22 November 2026, 09:00 UTC. */
export const EXAMPLE_INSTANT = 1_795_338_000_000;
const EXAMPLE_PRODUCER = 'shop';

/** An event's sample as a CloudEvent that a producer may send as it stands. */
export const exampleCloudEvent = (event: EventDefinition) => ({
  specversion: '1.0',
  id: `${event.name.replace('.', '-')}-1`,
  source: '/shop/customers',
  type: event.name,
  subject: 'acme',
  time: new Date(EXAMPLE_INSTANT).toISOString(),
  datacontenttype: 'application/json',
  dataschema: `https://firstcall.example.com/schemas/${event.name}/${event.version}`,
  data: event.sample,
});

/** An event's sample as the fact that travels on the product bus. */
export function exampleFact(event: EventDefinition): Fact {
  const { id, source } = exampleCloudEvent(event);
  const root = eventIdOf(EXAMPLE_PRODUCER, source, id);
  const isRoot = event.from === 'outside';
  return {
    id: isRoot ? root : derivedId('evt', root, event.name, 0),
    name: event.name,
    version: event.version,
    occurredAt: EXAMPLE_INSTANT,
    recordedAt: EXAMPLE_INSTANT + 250,
    accountId: 'acme' as AccountId,
    correlation: root,
    ...(isRoot ? {} : { causation: root }),
    depth: isRoot ? 0 : 1,
    producer: isRoot ? EXAMPLE_PRODUCER : 'firstcall',
    origin: 'live',
    data: event.sample,
  };
}
