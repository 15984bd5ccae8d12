const ATTRIBUTES = ['id', 'source', 'account', 'time', 'detail-type'] as const;
const MAX_NAMES = 30;

/**
 * What may be kept of a message that was not taken in: the bus's own attributes and the names of the fields,
 * never a value a producer wrote, since any of them may be about a person.
 */
export function outlineOf(message: unknown): string {
  if (!isObject(message)) return '(not a message of a bus; its text is not kept)';
  const attributes = ATTRIBUTES.flatMap(name =>
    typeof message[name] === 'string' ? [[name, message[name].slice(0, 128)]] : [],
  );
  const { detail } = message;
  const data = isObject(detail) ? detail['data'] : undefined;
  return JSON.stringify({ ...Object.fromEntries(attributes), detail: namesOf(detail), data: namesOf(data) });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const namesOf = (value: unknown): string | string[] =>
  isObject(value)
    ? Object.keys(value)
        .slice(0, MAX_NAMES)
        .map(name => name.slice(0, 40))
    : typeof value;
