import { resolved, type Schema, type Schemas } from './documents.ts';
import { namedSample } from './named-samples.ts';
import { samplesOf } from './text-kinds.ts';

type Wanted = {
  readonly schemas: Schemas;
  /** Every field, or only those that must be there. */
  readonly fields: 'all' | 'required';
};
type Place = Wanted & {
  readonly name: string;
  /** It comes after another of its kind: the end of a time, the second of a pair. */
  readonly second: boolean;
  readonly inside: readonly string[];
};

/** A value of a schema as one might meet it; a component that holds itself is left out where it would come again. */
export const exampleOf = (schema: Schema, wanted: Wanted): unknown =>
  sampleOf(schema, { ...wanted, name: '', second: false, inside: [] });

function sampleOf(schema: Schema, place: Place): unknown {
  const { $ref } = schema;
  if ($ref !== undefined)
    return sampleOf(resolved(schema, place.schemas), { ...place, inside: [...place.inside, $ref] });
  const form = (schema.anyOf ?? schema.oneOf)?.find(one => one.type !== 'null');
  if (form) return sampleOf(form, place);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(one => sampleOf(one, place)));
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'object') return objectOf(schema, place);
  if (type === 'array') return listOf(schema, place);
  return plainOf({ ...schema, type }, place);
}

const laterNames = /^(to|until|ends?|.*(Until|EndsAt|endsAt|By))$/;

function objectOf(schema: Schema, place: Place): unknown {
  const { properties = {}, required = [], additionalProperties: others, propertyNames } = schema;
  // One that needs no field by itself, inside another, would say nothing without its first.
  const [first] = required.length === 0 && place.name !== '' ? Object.keys(properties) : [];
  const isWanted = ([name, one]: [string, Schema]) =>
    required.includes(name) ||
    name === first ||
    (place.fields === 'all' && !(one.$ref !== undefined && place.inside.includes(one.$ref)));
  const under = (name: string) => ({ ...place, name, second: place.second || laterNames.test(name) });
  const fields = Object.entries(properties)
    .filter(isWanted)
    .map(([name, one]) => [name, sampleOf(one, under(name))]);
  if (typeof others === 'object' && place.fields === 'all') {
    const name = String(propertyNames ? sampleOf(propertyNames, under('key')) : 'key');
    fields.push([name, sampleOf(others, under(name))]);
  }
  return Object.fromEntries(fields);
}

function listOf({ items, prefixItems, minItems = 0 }: Schema, place: Place): unknown[] {
  if (prefixItems) return prefixItems.map((one, at) => sampleOf(one, { ...place, second: at > 0 }));
  if (typeof items !== 'object') return [];
  if (minItems === 0 && items.$ref !== undefined && place.inside.includes(items.$ref)) return [];
  const one = { ...place, name: place.name.replace(/s$/, '') };
  return Array.from({ length: Math.max(1, minItems) }, () => sampleOf(items, one));
}

function plainOf(schema: Schema, { name, second }: Place): unknown {
  if (schema.type === 'boolean') return true;
  if (schema.type === 'null') return null;
  const named = namedSample(name, second);
  const general = schema.type === 'string' ? texts(schema, second) : numbers(schema);
  return [...named, ...general].find(one => fits(schema, one)) ?? general[0] ?? 'anything';
}

function texts({ format, pattern, minLength = 0 }: Schema, second: boolean): string[] {
  if (format === 'date-time') return [second ? '2026-11-23T10:00:00Z' : '2026-11-23T09:00:00Z'];
  return pattern === undefined ? ['text'.padEnd(minLength, ' text')] : samplesOf(pattern, second);
}

function numbers({ minimum, maximum, exclusiveMinimum, type }: Schema): number[] {
  const step = type === 'integer' ? 1 : 0.1;
  const least = minimum ?? (exclusiveMinimum === undefined ? 1 : exclusiveMinimum + step);
  return [1, least, maximum ?? least];
}

/** True where a plain value is one that its schema allows. */
export function fits(schema: Schema, value: unknown): boolean {
  if (typeof value === 'string') return fitsText(schema, value);
  if (typeof value !== 'number' || !['integer', 'number'].includes(String(schema.type))) return false;
  if (schema.type === 'integer' && !Number.isInteger(value)) return false;
  const { minimum = value, maximum = value, exclusiveMinimum, exclusiveMaximum } = schema;
  const isOpen = (exclusiveMinimum ?? value - 1) < value && value < (exclusiveMaximum ?? value + 1);
  return minimum <= value && value <= maximum && isOpen;
}

function fitsText({ type, format, pattern, minLength = 0, maxLength }: Schema, value: string): boolean {
  if (type !== 'string') return false;
  if (format === 'date-time' && !/^\d{4}-\d\d-\d\dT/.test(value)) return false;
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) return false;
  return value.length >= minLength && value.length <= (maxLength ?? value.length);
}
