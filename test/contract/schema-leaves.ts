import type * as z from 'zod/mini';

export type Leaf = { readonly path: string; readonly schema: z.ZodMiniType };

type Inside = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>;
  readonly innerType?: z.ZodMiniType;
  readonly element?: z.ZodMiniType;
  readonly valueType?: z.ZodMiniType;
  readonly options?: readonly z.ZodMiniType[];
  readonly items?: readonly z.ZodMiniType[];
};

/** Every field of a schema that holds no other, with its path. */
export function leavesOf(schema: z.ZodMiniType, path = ''): Leaf[] {
  const { shape, innerType, element, valueType, options, items } = schema._zod.def as unknown as Inside;
  if (shape)
    return Object.entries(shape).flatMap(([name, field]) => leavesOf(field, path ? `${path}.${name}` : name));
  const inner = [innerType, element, valueType, ...(options ?? []), ...(items ?? [])].filter(
    one => one !== undefined,
  );
  return inner.length > 0 ? inner.flatMap(one => leavesOf(one, path)) : [{ path, schema }];
}

const personal = /name|e-?mail|phone|mobile|address|street|birth|note|comment|message|text|subject/i;
/** Which kind of thing something is about, and its id: no subject line of a mail. */
const about = /^subject(Kind|Id|Version)$/;
/** What a field for anything would take: a person's name, a number to call, a sentence. */
const said = ['Jutta Beispiel', '+49 30 901820', 'Please call me back!', 'jutta@tannenhof.example, Berlin'];

/** Fields that could carry something about a person, by their name or by what they take. */
export const personalFields = (schema: z.ZodMiniType): string[] =>
  leavesOf(schema)
    .filter(
      ({ path, schema: leaf }) =>
        (personal.test(path) && !about.test(path)) || said.some(text => leaf.safeParse(text).success),
    )
    .map(({ path }) => path);
