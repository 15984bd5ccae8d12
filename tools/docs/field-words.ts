import type * as z from 'zod/mini';
import { type Json, jsonSchemaOf } from './json-schemas.ts';

export type Field = { readonly name: string; readonly type: string; readonly optional: boolean };

/** The fields of an object's schema, each with its type in words. */
export function fieldsOf(schema: z.ZodMiniType): Field[] {
  const { properties = {}, required = [] } = jsonSchemaOf(schema) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, field]) => ({
    name,
    type: words(field, rule(schema, name, field)),
    optional: !required.includes(name),
  }));
}

function words(field: Json, rule: string): string {
  const choices = field['enum'] as readonly unknown[] | undefined;
  if (choices) return choices.map(one => `\`${one}\``).join(' · ');
  if (field['type'] === 'array') return `list of ${words(field['items'] as Json, rule)}`;
  if (field['type'] === 'integer') return 'whole number';
  return field['type'] === 'string' ? `text; ${rule}` : String(field['type'] ?? 'anything');
}

/** What the check itself says of a text that is no good. */
function rule(schema: z.ZodMiniType, name: string, field: Json): string {
  const isList = field['type'] === 'array';
  const result = schema.safeParse({ [name]: isList ? [' '] : ' ' });
  const problem = result.error?.issues.find(({ path }) => path[0] === name);
  return problem?.message ?? 'any';
}
