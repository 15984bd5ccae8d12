import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../tools/docs/sources.ts';

/** What a reader of an event counts on: its version, the parts that are always there, and of what type each is. */
export type EventShape = {
  readonly version: number;
  readonly required: readonly string[];
  readonly types: Readonly<Record<string, string>>;
};

type Schema = {
  readonly type?: string;
  readonly anyOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
};
type Document = {
  readonly components: {
    readonly messages: Readonly<Record<string, { name: string; payload: { allOf?: unknown[] } }>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
};
type Own = { readonly properties: { version?: { const: number }; data: { $ref: string } } };

/** The shapes of all events, by name, as the AsyncAPI document says them. */
export function eventShapes(): Record<string, EventShape> {
  const { components } = JSON.parse(
    readFileSync(join(projectRoot, 'docs/asyncapi.json'), 'utf8'),
  ) as Document;
  return Object.fromEntries(
    Object.values(components.messages).flatMap(({ name, payload }) => {
      const own = payload.allOf?.at(-1) as Own | undefined;
      // What systems send from outside has no version of its own.
      if (!own?.properties.version) return [];
      const schema = components.schemas[own.properties.data.$ref.split('/').at(-1) ?? ''] ?? {};
      const types = Object.entries(schema.properties ?? {}).map(([part, one]) => [part, typeOf(one)]);
      const required = [...(schema.required ?? [])].sort();
      const version = own.properties.version.const;
      return [[name, { version, required, types: Object.fromEntries(types) }]];
    }),
  );
}

const typeOf = ({ type, anyOf }: Schema): string =>
  type ?? [...new Set((anyOf ?? []).map(typeOf))].sort().join(' or ');
