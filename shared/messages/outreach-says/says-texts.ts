import type { Counted } from '../texts.ts';

/**
 * What an agent may say to a customer who did not ask to be called, in one language. Words in braces are filled in:
 * `{company}`, `{day}`, `{count}` of reports, `{expected}` usually, `{claims}` near their end, `{value}` at stake.
 * Customers are addressed politely; nobody is named.
 */
export type SaysTexts = {
  readonly greeting: string;
  readonly burst: {
    readonly says: string;
    /** The same where the four days to it are taken together. */
    readonly inDays: string;
    /** How it usually is; `rare`: less than one report. */
    readonly usual: string;
    readonly rare: string;
    readonly asks: string;
  };
  readonly deadline: {
    readonly says: Counted;
    /** Some of them wait for the customer. */
    readonly needs: string;
    /** None of them does. */
    readonly waits: string;
  };
  readonly market: { readonly says: string; readonly asks: string };
  readonly worth: string;
  /** Stand for numbers that nobody knows. */
  readonly unknown: { readonly value: string; readonly count: string };
};
