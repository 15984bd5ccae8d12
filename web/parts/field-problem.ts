import { ApiError } from '../api/problem.ts';
import { type Messages, useMessages } from '../messages/messages.ts';
import { wordFor } from '../messages/words.ts';

/**
 * Which field of a form the server complains about: the one that is named, the nearest around it, or the first within
 * it. Undefined when the complaint is about none of them.
 */
export function fieldOf(error: unknown, fields: readonly string[]): string | undefined {
  const named =
    error instanceof ApiError ? error.problem.field?.replace(/^(body|path|query)\./, '') : undefined;
  if (named === undefined) return undefined;
  const around = fields.filter(field => named === field || named.startsWith(`${field}.`));
  const nearest = around.sort((one, other) => other.length - one.length)[0];
  return nearest ?? fields.find(field => field.startsWith(`${named}.`));
}

/** What the server says is wrong, in the reader's words where there are some for it. */
export function problemWords(error: unknown, m: Messages): string {
  if (!(error instanceof ApiError)) return m.errors.broken;
  const { refusal, detail, title } = error.problem;
  if (refusal && Object.hasOwn(m.refusals, refusal)) return wordFor(m.refusals, refusal);
  return detail || title;
}

/** Why something typed cannot be read. */
export type Complaint =
  | 'missing'
  | 'number'
  | 'goal'
  | 'percents'
  | 'day'
  | 'hours'
  | 'serial'
  | 'time'
  | 'address'
  | 'kinds'
  | 'digest'
  | 'windows';
export type WrongAt = (field: string) => string | undefined;

export type FormProblem = {
  /** What could not be read here, by field; empty until somebody tried to send the form. */
  readonly wrong: ReadonlyMap<string, Complaint>;
  /** What the server answered. */
  readonly error: unknown;
  /** Every field that can show what is wrong with it. */
  readonly fields: readonly string[];
};

/** What to show at each field, and what the server said that is about none of them. */
export function useFormProblem({ wrong, error, fields }: FormProblem): {
  readonly at: WrongAt;
  readonly elsewhere: unknown;
} {
  const m = useMessages();
  const refused = fieldOf(error, fields);
  const at: WrongAt = field => {
    const complaint = wrong.get(field);
    if (complaint) return m.formWrong[complaint];
    return refused !== undefined && refused === field ? problemWords(error, m) : undefined;
  };
  return { at, elsewhere: refused === undefined ? error : undefined };
}
