import * as z from 'zod/mini';
import type { Consumer } from './consumers.ts';
import type { Fact, Follow } from './envelope.ts';

type Shape = Parameters<typeof z.strictObject>[0];

/** One declaration of an event: its type, check, bus pattern, sample, page in the docs and consumers. */
export type EventDefinition<S extends Shape = Shape> = {
  readonly name: string;
  readonly version: number;
  readonly family: string;
  /** `outside` facts may be sent by producers; `inside` ones follow from the product's own decisions. */
  readonly from: 'outside' | 'inside';
  readonly summary: string;
  /** What intake takes: every field known. */
  readonly data: ReturnType<typeof z.strictObject<S>>;
  /** What the product's own readers take: fields that a newer release added are dropped. */
  readonly tolerant: ReturnType<typeof z.object<S>>;
  readonly sample: Record<string, unknown>;
  readonly consumers: readonly Consumer[];
  /** True for facts of this name whose data has this shape. */
  is(fact: Fact): fact is Fact<z.infer<ReturnType<typeof z.strictObject<S>>>>;
  /** The fact's name, version and data, to be emitted by a decision. */
  of(data: z.infer<ReturnType<typeof z.strictObject<S>>>): Follow;
};

export type DataOf<D> =
  D extends EventDefinition<infer S> ? z.infer<ReturnType<typeof z.strictObject<S>>> : never;

type Declaration<S extends Shape> = Omit<EventDefinition<S>, 'data' | 'tolerant' | 'is' | 'of' | 'family'> & {
  data: S;
};

/** Declares one event. The name is noun, dot, past participle; the noun is its family. */
export function defineEvent<const S extends Shape>(declaration: Declaration<S>): EventDefinition<S> {
  const { name, version } = declaration;
  return {
    ...declaration,
    family: name.split('.')[0] ?? name,
    data: z.strictObject(declaration.data),
    tolerant: z.object(declaration.data),
    is: (fact): fact is never => fact.name === name && fact.version === version,
    of: data => ({ name, version, data: data as Record<string, unknown> }),
  };
}
