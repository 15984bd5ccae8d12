import { en } from 'zod/locales';
import * as z from 'zod/mini';
import type { AccountId, EventId } from '../kernel/id.ts';
import { derivedId, idPattern } from '../kernel/id.ts';

z.config(en());

/** The largest fact the product carries, in bytes of UTF-8 JSON. */
export const MAX_FACT_BYTES = 64 * 1024;

/** How deep a chain of facts causing facts may grow before it is taken for a loop. */
export const MAX_DEPTH = 16;

export const idText = z.string().check(z.regex(idPattern, 'must be 1 to 64 letters, digits or _ . : -'));

/** What every fact on the product bus wears. Instants are milliseconds since the epoch. */
export const envelopeSchema = z.object({
  id: idText,
  name: idText,
  /** Major version of the data's shape; a minor change only adds optional fields. */
  version: z.int().check(z.gte(1)),
  occurredAt: z.int(),
  recordedAt: z.int(),
  /** Whose account it is about; `-` for facts about the team itself. */
  accountId: z.union([idText, z.literal('-')]),
  /** The first event of the chain; carried along for ever. */
  correlation: idText,
  /** The event this one follows from; absent on facts from outside. */
  causation: z.optional(idText),
  depth: z.int(),
  producer: idText,
  /** `backfill` facts describe the past: they start no pushes and no journeys. */
  origin: z.enum(['live', 'backfill']),
  data: z.record(z.string(), z.unknown()),
});

export type Fact<Data = Record<string, unknown>> = {
  readonly id: EventId;
  readonly name: string;
  readonly version: number;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly accountId: AccountId;
  readonly correlation: EventId;
  readonly causation?: EventId;
  readonly depth: number;
  readonly producer: string;
  readonly origin: 'live' | 'backfill';
  readonly data: Data;
};

/** The account id of facts that concern no account. */
export const NO_ACCOUNT = '-' as AccountId;

export type Follow = {
  readonly name: string;
  readonly version: number;
  readonly data: Record<string, unknown>;
};

/**
 * A fact that follows from another. Its id derives from (cause, account, name, n), so that a repeated decision
 * emits the same fact and not a second one, and a producer's id used for two accounts leads to facts of both.
 */
export function followUp(cause: Fact, follow: Follow, recordedAt: number, n = 0): Fact {
  return {
    id: derivedId('evt', cause.id, cause.accountId, follow.name, n),
    name: follow.name,
    version: follow.version,
    occurredAt: cause.occurredAt,
    recordedAt,
    accountId: cause.accountId,
    correlation: cause.correlation,
    causation: cause.id,
    depth: cause.depth + 1,
    producer: 'firstcall',
    origin: cause.origin,
    data: follow.data,
  };
}

/** What a person or machine did through the API, as the root of what follows from it. */
export function command(given: {
  id: EventId;
  name: string;
  accountId: AccountId;
  principal: string;
  now: number;
  data?: Record<string, unknown>;
}): Fact {
  return {
    id: given.id,
    name: given.name,
    version: 1,
    occurredAt: given.now,
    recordedAt: given.now,
    accountId: given.accountId,
    correlation: given.id,
    depth: 0,
    producer: given.principal,
    origin: 'live',
    data: given.data ?? {},
  };
}
