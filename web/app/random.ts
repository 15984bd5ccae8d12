/** A fraction from 0 to 1, for jitter. */
export const fraction = (): number => Math.random();

/** A random id for things that this page makes, such as an idempotency key. */
export const randomId = (): string => crypto.randomUUID();
