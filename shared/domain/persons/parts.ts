/**
 * Where something stands in a row: names of fields with dots between them, `*` for each element of a list and each value
 * of a record, such as `agenda.*.steps.*.why`. What stands below the last name belongs to it.
 */
export type Path = string;

type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data | readonly unknown[] =>
  typeof value === 'object' && value !== null;

/** Everything at a path that is filled, with where it stands: `agenda.0.steps.reason.why`. */
export function filledAt(value: unknown, path: Path): readonly (readonly [where: string, said: unknown])[] {
  return below(value, path.split('.'));
}

function below(value: unknown, [name, ...rest]: readonly string[]): (readonly [string, unknown])[] {
  if (name === undefined) return value === undefined ? [] : [['', value]];
  if (!isData(value)) return [];
  const parts = Object.entries(value).filter(([key]) => name === '*' || key === name);
  return parts.flatMap(([key, part]) =>
    below(part, rest).map(([where, said]) => [where === '' ? key : `${key}.${where}`, said] as const),
  );
}

/** The same without what stands at the paths; the very value that was given when nothing does. */
export const withoutParts = <T>(value: T, paths: readonly Path[]): T =>
  paths.reduce((left, path) => without(left, path.split('.')) as T, value);

function without(value: unknown, [name = '', ...rest]: readonly string[]): unknown {
  if (!isData(value)) return value;
  const change = (key: string, part: unknown): unknown => {
    if (name !== '*' && key !== name) return part;
    return rest.length === 0 ? undefined : without(part, rest);
  };
  const isSame = Object.entries(value).every(([key, part]) => change(key, part) === part);
  if (isSame) return value;
  if (Array.isArray(value)) return value.map((part, at) => change(String(at), part));
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, part]) => [key, change(key, part)] as const)
      .filter(([, part]) => part !== undefined),
  );
}

/** Whether a place in a row is one that a path names, or stands below it. */
export function isWithin(where: string, path: Path): boolean {
  const [parts, names] = [where.split('.'), path.split('.')];
  return names.every((name, at) => parts[at] !== undefined && (name === '*' || name === parts[at]));
}

/** Whether a text says what a person goes by: reasons that are kept for ever must not. */
export const namesPerson = (text: string, person: readonly (string | undefined)[]): boolean =>
  person.some(
    word => word !== undefined && word.length > 1 && text.toLowerCase().includes(word.toLowerCase()),
  );
