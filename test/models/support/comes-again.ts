import { LostError } from './trouble.ts';

/** Errors with which a machine lets go of something that its queue or sweep brings again. */
const AGAIN = new Set([
  ...['TooEarlyError', 'ContentionError', 'DeliveryUnderWayError', 'BundleClosedError'],
  ...[LostError.name],
]);
export const comesAgain = (error: unknown): boolean => error instanceof Error && AGAIN.has(error.name);

/** A tick that could not be done now did nothing: its row stands, and the sweep brings it again. */
export const unlessAgain =
  <Given extends readonly unknown[], Answer>(answer: (...given: Given) => Promise<Answer>) =>
  async (...given: Given): Promise<Answer | undefined> => {
    try {
      return await answer(...given);
    } catch (error) {
      if (comesAgain(error)) return undefined;
      throw error;
    }
  };
