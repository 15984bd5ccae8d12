import * as z from 'zod/mini';
import { cloudEvent } from '../../shared/contracts/intake-contract.ts';
import { liveFrame } from '../../shared/contracts/session-contract.ts';
import { BUS_SOURCE, catalog } from '../../shared/events/catalog.ts';
import type { EventDefinition } from '../../shared/events/define-event.ts';
import { envelopeSchema } from '../../shared/events/envelope.ts';
import { exampleFact } from './examples.ts';
import { type Json, jsonSchemaOf, pascal, ref } from './json-schemas.ts';

/** `account.signed-up` as the name of a message. */
const idOf = ({ name }: EventDefinition): string => pascal(name.replace('.', '-'));

/** Buses and live socket as an AsyncAPI 3.0 document, from the catalog and the contracts. */
export function asyncApi(version: string): Json {
  const outside = catalog.filter(({ from }) => from === 'outside');
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Firstcall',
      version,
      description:
        'Generated from shared/events and shared/contracts. Facts are thin: ids, enums, instants, counts and language tags, never personal data.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: channelsOf(outside),
    operations,
    components: { messages: messagesOf(outside), schemas: schemasOf() },
  };
}

const channelsOf = (outside: readonly EventDefinition[]): Json => ({
  productBus: {
    address: 'firstcall',
    description: `The product's own EventBridge bus. Entries have the source ${BUS_SOURCE}, the event's name as detail-type and the fact as detail. Each consumer has a rule and a queue of its own; delivery is at least once and in no order.`,
    messages: messageRefs(catalog, idOf),
  },
  ingressBus: {
    address: 'firstcall-ingress',
    description:
      'The EventBridge bus that allowed AWS principals put facts on. Source and detail-type of the entry are source and type of a CloudEvent, the detail holds its other attributes; time may be left to the bus.',
    messages: messageRefs(outside, event => `${idOf(event)}Put`),
  },
  liveSocket: {
    address: '/ws',
    description:
      'The console’s WebSocket: it says what is to be read again, never the thing itself. Opened with ?ticket= from POST /v1/live-tickets, which is good once and for 30 seconds.',
    messages: {
      Frame: { $ref: '#/components/messages/Frame' },
      Ping: { $ref: '#/components/messages/Ping' },
    },
  },
});

const operations: Json = {
  emitFact: { action: 'send', channel: { $ref: '#/channels/productBus' } },
  handleFact: { action: 'receive', channel: { $ref: '#/channels/productBus' } },
  takeInFact: { action: 'receive', channel: { $ref: '#/channels/ingressBus' } },
  hintConsole: {
    action: 'send',
    channel: { $ref: '#/channels/liveSocket' },
    messages: [{ $ref: '#/channels/liveSocket/messages/Frame' }],
  },
  hearPing: {
    action: 'receive',
    channel: { $ref: '#/channels/liveSocket' },
    messages: [{ $ref: '#/channels/liveSocket/messages/Ping' }],
  },
};

const messageRefs = (events: readonly EventDefinition[], nameOf: (event: EventDefinition) => string): Json =>
  Object.fromEntries(
    events.map(event => [nameOf(event), { $ref: `#/components/messages/${nameOf(event)}` }]),
  );

function messagesOf(outside: readonly EventDefinition[]): Json {
  return {
    ...Object.fromEntries(catalog.map(event => [idOf(event), factMessage(event)])),
    ...Object.fromEntries(outside.map(event => [`${idOf(event)}Put`, putMessage(event)])),
    Frame: { name: 'frame', title: 'A hint to a console', payload: ref('LiveFrame') },
    Ping: {
      name: 'ping',
      title: 'Keeps a connection from being ended as idle; answered with a pong',
      payload: { type: 'object', required: ['type'], properties: { type: { const: 'ping' } } },
    },
  };
}

const factMessage = (event: EventDefinition): Json => ({
  name: event.name,
  title: event.summary,
  payload: {
    allOf: [
      ref('Envelope'),
      {
        type: 'object',
        properties: {
          name: { const: event.name },
          version: { const: event.version },
          data: ref(`${idOf(event)}Data`),
        },
      },
    ],
  },
  examples: [{ payload: exampleFact(event) }],
  'x-from': event.from,
  'x-consumers': [...event.consumers],
});

const putMessage = (event: EventDefinition): Json => ({
  name: event.name,
  title: event.summary,
  payload: {
    allOf: [ref('PutDetail'), { type: 'object', properties: { data: ref(`${idOf(event)}Data`) } }],
  },
});

function schemasOf(): Json {
  const detail = z.omit(cloudEvent, { specversion: true, source: true, type: true });
  const { required = [], ...rest } = jsonSchemaOf(detail) as { required?: string[] };
  return {
    Envelope: jsonSchemaOf(envelopeSchema),
    LiveFrame: jsonSchemaOf(liveFrame),
    PutDetail: { ...rest, required: required.filter(name => name !== 'time') },
    ...Object.fromEntries(catalog.map(event => [`${idOf(event)}Data`, jsonSchemaOf(event.data)])),
  };
}
