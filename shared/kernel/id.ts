import { createHash } from 'node:crypto';

declare const brand: unique symbol;
/** A string that was checked or made to be one kind of id; the prefix says which. */
export type Id<Prefix extends string> = string & { readonly [brand]: Prefix };

export type EventId = Id<'evt'>;
export type AccountId = Id<'acc'>;
export type ContactId = Id<'con'>;
export type AgentId = Id<'agt'>;
export type TaskId = Id<'tsk'>;
export type NotificationId = Id<'ntf'>;

/** Where random roots come from; injected, so that a simulation is repeatable. */
export type Ids = { random(prefix: string): string };

/** 160 bits of SHA-256 over the parts, each with its length in front so that parts cannot run together. */
export function digest(...parts: readonly (string | number)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    const text = String(part);
    hash.update(`${text.length}:`).update(text);
  }
  return hash.digest('base64url').slice(0, 27);
}

/** Same parts, same id: how everything that follows from an event is named, so that a repeat finds itself. */
export const derivedId = <P extends string>(prefix: P, ...parts: readonly (string | number)[]): Id<P> =>
  `${prefix}_${digest(...parts)}` as Id<P>;

/** Identity of a fact: a producer's repeat is the same event, two producers never collide. */
export const eventIdOf = (producer: string, source: string, id: string): EventId =>
  derivedId('evt', producer, source, id);

/** Characters an id that others choose may have: safe in keys, paths and logs; no `@`, so that no address becomes an id. */
export const idPattern = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/;
