import type { EventBridgeClient, PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { BUS_SOURCE } from '../events/catalog.ts';
import type { Fact } from '../events/envelope.ts';
import type { Bus } from './bus.ts';
import type { Pause } from './in-batches.ts';
import { inBatches } from './in-batches.ts';

/** Limits of one PutEvents call. */
const MAX_ENTRIES = 10;
const MAX_BYTES = 256 * 1000;
/** What an entry counts besides its texts: 14 bytes of time, and the envelope's fields. */
const ENTRY_BYTES = 128;

/** The product bus on EventBridge: a 200 answer may hold refused entries, so every entry is looked at. */
export function eventBus(client: EventBridgeClient, busName: string, pause?: Pause): Bus {
  const entryOf = (fact: Fact): PutEventsRequestEntry => ({
    EventBusName: busName,
    Source: BUS_SOURCE,
    DetailType: fact.name,
    Time: new Date(fact.recordedAt),
    Detail: JSON.stringify(fact),
  });
  return {
    put: facts =>
      inBatches(facts.map(entryOf), {
        maxItems: MAX_ENTRIES,
        maxBytes: MAX_BYTES,
        sizeOf: entry => Buffer.byteLength(entry.Detail ?? '') + ENTRY_BYTES,
        async send(entries) {
          const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: [...entries] }));
          return entries.flatMap((_, at) => (Entries[at]?.EventId === undefined ? [at] : []));
        },
        ...(pause ? { pause } : {}),
      }),
  };
}
