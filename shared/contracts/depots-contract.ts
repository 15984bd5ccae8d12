import * as z from 'zod/mini';
import { damageKinds } from '../events/device-events.ts';
import { idText, instantText, nameText, zone } from './common.ts';
import { defineRoute } from './define-route.ts';

const units = z.int().check(z.gte(0), z.lte(1000));

/** A place with devices in stock. Models that are not listed are kept, but never reserved as a substitute. */
export const depotInput = z.strictObject({
  name: nameText,
  zone,
  /** The client in whose building it is; absent for a depot of our own. */
  accountId: z.optional(idText),
  site: z.optional(idText),
  /** Users who may work at its counter. */
  clerks: z.array(idText).check(z.maxLength(50)),
  models: z.record(
    idText,
    z.strictObject({
      /** Models that may be handed out instead, the first preferred. */
      substitutes: z.array(idText).check(z.maxLength(10)),
      /** Somebody is told when fewer are ready. */
      minimum: units,
      /** Ready units kept for one policy's promise alone, by policy. */
      floors: z.record(idText, units),
    }),
  ),
});
export type DepotInput = z.infer<typeof depotInput>;

export const unitView = z.object({
  serial: z.string(),
  at: z.enum(['on-hand', 'reserved', 'in-transit', 'loaned']),
  ready: z.boolean(),
  caseId: z.optional(z.string()),
  promise: z.optional(z.string()),
  /** End of a reservation, or when a loaned unit is due back. */
  until: z.optional(z.string()),
  since: z.string(),
});
export const stockView = z.object({
  model: z.string(),
  substitutes: z.array(z.string()),
  minimum: z.int(),
  floors: z.record(z.string(), z.int()),
  balance: z.object({
    onHand: z.int(),
    ready: z.int(),
    reserved: z.int(),
    inTransit: z.int(),
    loaned: z.int(),
    withCustomer: z.int(),
    scrapped: z.int(),
    received: z.int(),
    conserved: z.boolean(),
  }),
  /** What is short now, in words of the stock rules. */
  needs: z.array(
    z.object({ kind: z.string(), promise: z.optional(z.string()), ready: z.int(), wanted: z.int() }),
  ),
  units: z.array(unitView),
  version: z.int(),
});
export type StockView = z.infer<typeof stockView>;
export const depotView = z.object({ id: z.string(), ...depotInput.shape, version: z.int() });
export type DepotView = z.infer<typeof depotView>;

/** An open case as the counter sees it: no more of the customer than the counter needs. */
export const counterCase = z.object({
  caseId: z.string(),
  serial: z.string(),
  model: z.string(),
  damage: z.enum(damageKinds),
  state: z.string(),
  dueAt: z.optional(z.string()),
  reserved: z.optional(z.object({ serial: z.string(), model: z.string() })),
  /** The old unit has not come back yet. */
  owesReturn: z.boolean(),
});
export type CounterCase = z.infer<typeof counterCase>;

const clerk = { access: { to: 'staff', role: 'clerk' }, answeredBy: 'depots-api' } as const;

export const listDepots = defineRoute({
  ...clerk,
  id: 'list-depots',
  method: 'GET',
  path: '/v1/depots',
  summary: 'The depots; a clerk sees their own.',
  answer: z.object({ depots: z.array(depotView) }),
});
export const getDepot = defineRoute({
  ...clerk,
  id: 'get-depot',
  method: 'GET',
  path: '/v1/depots/{depotId}',
  summary: 'A depot with its stock and the open cases that are served from it.',
  answer: z.object({
    depot: depotView,
    stock: z.array(stockView),
    cases: z.array(counterCase),
    now: z.string(),
  }),
});
export const putDepot = defineRoute({
  access: { to: 'staff', role: 'lead' },
  answeredBy: 'depots-api',
  id: 'put-depot',
  method: 'PUT',
  path: '/v1/depots/{depotId}',
  summary: 'Writes a depot: its clerks, models with substitutes, minimum and ring-fenced floors.',
  maxBytes: 64 * 1024,
  body: depotInput,
  answer: depotView,
});
const model = idText;
const serial = idText;
export const moveStock = defineRoute({
  ...clerk,
  id: 'move-stock',
  method: 'POST',
  path: '/v1/depots/{depotId}/stock',
  summary: 'Receives, readies, writes off, moves or counts units. A count and a write-off need a reason.',
  maxBytes: 64 * 1024,
  body: z.discriminatedUnion('do', [
    z.strictObject({
      do: z.literal('receive'),
      model,
      serials: z.array(serial).check(z.minLength(1), z.maxLength(40)),
      ready: z.boolean(),
    }),
    z.strictObject({ do: z.literal('set-ready'), model, serial, ready: z.boolean() }),
    z.strictObject({ do: z.literal('write-off'), model, serial, reason: nameText }),
    z.strictObject({ do: z.literal('move'), model, serial, to: idText }),
    z.strictObject({
      do: z.literal('count'),
      model,
      found: z.array(serial).check(z.maxLength(500)),
      reason: nameText,
    }),
  ]),
  answer: z.object({
    stock: stockView,
    /** After a count: units that were expected and not found, and the other way round. */
    missing: z.array(z.string()),
    found: z.array(z.string()),
  }),
});
export const swapDevice = defineRoute({
  ...clerk,
  id: 'swap-device',
  method: 'POST',
  path: '/v1/depots/{depotId}/swap',
  summary:
    'A walk-in swap in one step: the old device comes in, a ready one goes out, the case is opened if there is none and the promise is kept or not at that moment.',
  body: z.strictObject({
    oldSerial: serial,
    /** The unit handed out; left out, the reserved one or the one longest in stock. */
    newSerial: z.optional(serial),
    damage: z.optional(z.enum(damageKinds)),
    /** False when the old device stays away, such as a lost one. */
    oldReturned: z.boolean(),
    /** When it happened, when it is entered later. */
    at: z.optional(instantText),
  }),
  answer: z.object({
    caseId: z.string(),
    handedOut: z.string(),
    model: z.string(),
    /** Absent when nothing was promised. */
    kept: z.optional(z.boolean()),
    dueAt: z.optional(z.string()),
    at: z.string(),
  }),
});
