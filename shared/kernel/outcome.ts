/** A rule's answer: `accepted` with what follows, or `refused` with a name that reads aloud. A throw means something is broken. */
export type Accepted<T> = { readonly ok: true; readonly value: T };
export type Refused<R extends string> = {
  readonly ok: false;
  readonly refusal: R;
  /** Ids, counts and instants that explain the refusal to the caller; never free text about a person. */
  readonly detail?: Readonly<Record<string, unknown>>;
};
export type Outcome<T, R extends string> = Accepted<T> | Refused<R>;

/** Wraps the value of a rule that said yes. */
export const accepted = <T>(value: T): Accepted<T> => ({ ok: true, value });

/** Wraps the name of a rule that said no. */
export const refused = <R extends string>(
  refusal: R,
  detail?: Readonly<Record<string, unknown>>,
): Refused<R> => (detail === undefined ? { ok: false, refusal } : { ok: false, refusal, detail });
