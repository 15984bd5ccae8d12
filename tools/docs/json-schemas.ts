import * as z from 'zod/mini';
import { instantText } from '../../shared/contracts/common.ts';

export type Json = { readonly [name: string]: unknown };

export const isSchema = (value: unknown): value is z.ZodMiniType =>
  typeof value === 'object' && value !== null && '_zod' in value;

/** `accountView` and `get-account` as names of components. */
export const pascal = (text: string): string =>
  text.replace(/(^|-)([a-z])/g, (_, _dash: string, letter: string) => letter.toUpperCase());

/** What a check by a function asks for stands in no JSON Schema by itself. */
const settings = {
  io: 'input',
  override({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: Record<string, unknown> }) {
    if (zodSchema === instantText) jsonSchema['format'] = 'date-time';
    if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum'];
    if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum'];
  },
} as const;

const bare = ({ $schema: _dialect, $id: _id, ...schema }: Json): Json => schema;

/** One schema by itself, as JSON Schema 2020-12. */
export const jsonSchemaOf = (schema: z.ZodMiniType): Json => bare(z.toJSONSchema(schema, settings) as Json);

/** Schemas that have names, each as a component; where one holds another it refers to it. */
export function components(named: ReadonlyMap<z.ZodMiniType, string>): Record<string, Json> {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of named) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { ...settings, uri: refTo });
  return Object.fromEntries(
    Object.entries(schemas)
      .map(([id, schema]) => [id, bare(schema as Json)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export const refTo = (name: string): string => `#/components/schemas/${name}`;
export const ref = (name: string): Json => ({ $ref: refTo(name) });

/** The components that a document refers to, and those that these refer to. */
export function usedBy(document: unknown, all: Readonly<Record<string, Json>>): Record<string, Json> {
  const used = new Set<string>();
  const follow = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(all[name] ?? {});
    }
  };
  follow(document);
  return Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
}
