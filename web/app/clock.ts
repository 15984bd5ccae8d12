let offset = 0;

/** The product's time in ms: this machine's clock moved to the server's, so that due times and days agree with it. */
export const now = (): number => Date.now() + offset;

/** This machine's own clock, for token lifetimes and pauses. */
export const machineNow = (): number => Date.now();

/** Learns the server's time from an answer that says it. */
export function learnServerTime(serverNow: string): void {
  const read = Date.parse(serverNow);
  if (!Number.isNaN(read)) offset = read - Date.now();
}
