import { nameOfRef, resolved, type Schema, type Schemas } from './documents.ts';
import { wordsOf } from './text-kinds.ts';

/** What a schema asks for, as a reader is told: in words, with its parts. */
export type Shape = {
  readonly type: string;
  readonly rules: readonly string[];
  /** What it may be, where it is one of a few. */
  readonly values: readonly string[];
  readonly says?: string | undefined;
  readonly parts: readonly Part[];
};
export type Part = {
  readonly name: string;
  /** A field, one of the forms that the whole may have, or what stands under any name. */
  readonly is: 'field' | 'form' | 'any';
  readonly required: boolean;
  readonly shape: Shape;
};

const ANYTHING: Shape = { type: 'anything', rules: [], values: [], parts: [] };

/** The shape of any schema; one that holds itself says so where it comes again. */
export const shapeOf = (schema: Schema, schemas: Schemas): Shape => draw(schema, { schemas, inside: [] });

type Place = { readonly schemas: Schemas; readonly inside: readonly string[] };

function draw(schema: Schema, place: Place): Shape {
  const { schemas, inside } = place;
  const name = schema.$ref === undefined ? undefined : nameOfRef(schema.$ref);
  if (name !== undefined && inside.includes(name)) return { ...ANYTHING, type: `again ${name}` };
  const next = name === undefined ? place : { schemas, inside: [...inside, name] };
  const whole = resolved(schema, schemas);
  const shape = byForm(whole, next);
  return whole.description === undefined ? shape : { ...shape, says: whole.description };
}

function byForm(schema: Schema, place: Place): Shape {
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms) return ofForms(forms, place);
  if (schema.allOf) return ofAll(schema.allOf, place);
  if (schema.const !== undefined) return { ...ANYTHING, type: 'always', values: [shown(schema.const)] };
  if (schema.enum) return { ...ANYTHING, type: 'one of', values: schema.enum.map(shown) };
  if (Array.isArray(schema.type))
    return ofForms(
      (schema.type as readonly string[]).map(type => ({ ...schema, type })),
      place,
    );
  return byType(schema, place);
}

function byType(schema: Schema, place: Place): Shape {
  switch (schema.type) {
    case 'object':
      return ofObject(schema, place);
    case 'array':
      return ofList(schema, place);
    case 'string':
      return { ...ANYTHING, type: textWords(schema), rules: lengths(schema) };
    case 'integer':
      return { ...ANYTHING, type: 'whole number', rules: range(schema) };
    case 'number':
      return { ...ANYTHING, type: 'number', rules: range(schema) };
    case 'boolean':
      return { ...ANYTHING, type: 'true or false' };
    case 'null':
      return { ...ANYTHING, type: 'null' };
    default:
      return ANYTHING;
  }
}

export const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** One form, or null; or several forms, each named for what tells it from the others. */
function ofForms(forms: readonly Schema[], place: Place): Shape {
  const solid = forms.filter(one => one.type !== 'null');
  const orNull = solid.length < forms.length ? ' or null' : '';
  const [only] = solid;
  if (only && solid.length === 1) {
    const shape = draw(only, place);
    return { ...shape, type: `${shape.type}${orNull}` };
  }
  const shapes = solid.map(one => draw(one, place));
  if (shapes.every(({ parts }) => parts.length === 0)) return ofPlain(shapes, orNull);
  const parts = shapes.map((shape, at): Part => {
    const name = telling(solid[at] ?? {}, place) ?? `form ${at + 1}`;
    return { name, is: 'form', required: false, shape };
  });
  return { ...ANYTHING, type: `one of ${parts.length} forms${orNull}`, parts };
}

/** Forms without parts are told in one line. */
const ofPlain = (shapes: readonly Shape[], orNull: string): Shape => ({
  ...ANYTHING,
  type: `${[...new Set(shapes.map(({ type }) => type))].join(', or ')}${orNull}`,
  rules: [...new Set(shapes.flatMap(({ rules }) => rules))],
  values: shapes.flatMap(({ values }) => values),
});

/** Fields that are always the same tell one form from another; else the fields that it must have. */
function telling(schema: Schema, { schemas }: Place): string | undefined {
  const { properties = {}, required = [], type } = resolved(schema, schemas);
  const fixed = Object.entries(properties).filter(([, one]) => one.const !== undefined);
  if (fixed.length > 0) return fixed.map(([name, one]) => `${name}: ${shown(one.const)}`).join(', ');
  if (required.length > 0) return `with ${required.join(', ')}`;
  return type === 'string' ? 'text' : undefined;
}

/** All at once: the parts of each, the later word counting. */
function ofAll(all: readonly Schema[], place: Place): Shape {
  const shapes = all.map(one => draw(one, place));
  const parts = new Map(shapes.flatMap(shape => shape.parts.map(part => [part.name, part] as const)));
  return { ...ANYTHING, type: 'object', parts: [...parts.values()] };
}

function ofObject(schema: Schema, place: Place): Shape {
  const { properties = {}, required = [], additionalProperties: others, propertyNames } = schema;
  const fields = Object.entries(properties).map(([name, one]) => ({
    name,
    is: 'field' as const,
    required: required.includes(name),
    shape: draw(one, place),
  }));
  const rules = others === false ? ['nothing else'] : [];
  if (typeof others !== 'object') return { ...ANYTHING, type: 'object', rules, parts: fields };
  const under = propertyNames?.enum?.map(shown).join(', ') ?? 'any name';
  const any = { name: under, is: 'any', required: false, shape: draw(others, place) } as const;
  return { ...ANYTHING, type: 'object', parts: [...fields, any] };
}

function ofList(schema: Schema, place: Place): Shape {
  const { items, prefixItems, minItems, maxItems } = schema;
  if (prefixItems) {
    const shapes = prefixItems.map(one => draw(one, place));
    return { ...ANYTHING, type: `list of ${shapes.map(({ type }) => type).join(' and ')}` };
  }
  const each = typeof items === 'object' ? draw(items, place) : ANYTHING;
  const size = between(minItems, maxItems);
  return {
    ...each,
    type: listWords(each.type),
    rules: [...each.rules, ...size.map(one => `${one} of them`)],
  };
}

/** `list of ids`, and `list, each one of` where there is no plural. */
const listWords = (type: string): string =>
  /^(id|text|number|whole number|object)$/.test(type) ? `list of ${type}s` : `list, each ${type}`;

function textWords({ format, pattern }: Schema): string {
  if (format === 'date-time') return 'instant such as 2026-11-22T09:00:00Z';
  return pattern === undefined ? 'text' : wordsOf(pattern);
}

const lengths = ({ minLength, maxLength }: Schema): string[] =>
  between(minLength, maxLength).map(one => `${one} characters`);

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): string[] {
  const open = [
    ...(exclusiveMinimum === undefined ? [] : [`more than ${exclusiveMinimum}`]),
    ...(exclusiveMaximum === undefined ? [] : [`less than ${exclusiveMaximum}`]),
  ];
  return [...between(minimum, maximum), ...open];
}

function between(least: number | undefined, most: number | undefined): string[] {
  if (least === undefined && most === undefined) return [];
  if (least === most) return [`${least}`];
  if (least === undefined) return [`at most ${most}`];
  return [most === undefined ? `at least ${least}` : `${least} to ${most}`];
}
