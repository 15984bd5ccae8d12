import { MAX_EVENTS } from '../../functions/upkeep/read-cloud-events.ts';
import { importRow } from '../../shared/contracts/accounts-contract.ts';
import { deviceRow } from '../../shared/contracts/devices-contract.ts';
import { cloudEvent, contactPart } from '../../shared/contracts/intake-contract.ts';
import { MAX_FACT_BYTES } from '../../shared/events/envelope.ts';
import { type Json, jsonSchemaOf, ref } from './json-schemas.ts';

/** What a route's declaration does not say, since its use case reads it itself. A test holds each against the code. */
export type Extra = {
  /** Status of success, when it is not 200. */
  readonly status?: number;
  readonly takesIdempotencyKey?: true;
  /** Media types of the body with their schemas. */
  readonly content?: Json;
  /** Media type of the answer, when it is not JSON. */
  readonly answers?: string;
  /** Statuses besides success that carry the route's own answer. */
  readonly alsoAnswers?: readonly number[];
};

const event = jsonSchemaOf(cloudEvent) as { properties: Json };

/** Components that only the extras refer to. */
export const extraSchemas: Readonly<Record<string, Json>> = {
  CloudEvent: {
    ...event,
    properties: {
      ...event.properties,
      data: { type: 'object', properties: { contact: ref('ContactPart') }, additionalProperties: true },
    },
    description: `A CloudEvents 1.0 event of a type in docs/events.md, of at most ${MAX_FACT_BYTES} bytes. Its data may carry a contact part, which is split off before the fact reaches the bus.`,
  },
  ContactPart: jsonSchemaOf(contactPart),
  DeviceRow: jsonSchemaOf(deviceRow),
  ImportRow: jsonSchemaOf(importRow),
};

const batch = { type: 'array', items: ref('CloudEvent'), minItems: 1, maxItems: MAX_EVENTS };

export const extras: Readonly<Record<string, Extra>> = {
  'create-account': { status: 201, takesIdempotencyKey: true },
  'hold-slot': { status: 201, takesIdempotencyKey: true },
  'ask-callback': { status: 201, takesIdempotencyKey: true },
  'report-device': { takesIdempotencyKey: true },
  'act-on-case': { takesIdempotencyKey: true },
  'act-on-device-link': { takesIdempotencyKey: true },
  'move-stock': { takesIdempotencyKey: true },
  'swap-device': { takesIdempotencyKey: true },
  'plan-call': { takesIdempotencyKey: true },
  'act-on-call': { takesIdempotencyKey: true },
  'log-call': { takesIdempotencyKey: true },
  'agree-strategy': { takesIdempotencyKey: true },
  'get-personal-data': { takesIdempotencyKey: true },
  'record-permission': { takesIdempotencyKey: true },
  'put-seller-profile': { takesIdempotencyKey: true },
  'change-callback': { takesIdempotencyKey: true },
  'read-calendar-feed': { answers: 'text/calendar' },
  'mail-action': {
    content: {
      'application/x-www-form-urlencoded': {
        schema: { type: 'string', description: '`List-Unsubscribe=One-Click`, as RFC 8058 has it.' },
      },
    },
  },
  'post-closures': {
    content: {
      'text/calendar': {
        schema: {
          type: 'string',
          description: 'An iCalendar file (RFC 5545) with an all-day event for each time of being closed.',
        },
      },
    },
  },
  'post-events': {
    alsoAnswers: [400, 503],
    content: {
      'application/cloudevents+json': { schema: ref('CloudEvent') },
      'application/cloudevents-batch+json': { schema: batch },
      'application/json': {
        schema: {
          description:
            'One structured event, a batch, or, when attributes come as ce-* headers, the data of one event in binary mode.',
          anyOf: [ref('CloudEvent'), batch, { type: 'object' }],
        },
      },
    },
  },
  'post-devices': {
    content: {
      'application/json': { schema: { type: 'array', items: ref('DeviceRow'), maxItems: 200 } },
      'text/csv': {
        schema: {
          type: 'string',
          description: 'A header with the names of the fields, then one row a line.',
        },
      },
    },
  },
  'post-import': {
    content: {
      'application/json': { schema: { type: 'array', items: ref('ImportRow'), maxItems: 200 } },
      'text/csv': {
        schema: {
          type: 'string',
          description: 'A header with the names of the fields, then one row a line.',
        },
      },
    },
  },
};
