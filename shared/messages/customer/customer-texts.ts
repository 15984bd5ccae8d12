import type { TellingKind } from '../../events/device-events.ts';

/**
 * What the product says to customers and their device users in one language. Words in braces are filled in: `{brand}`,
 * `{device}`, `{due}`, `{goesOn}`. Customers are addressed politely.
 */
export type CustomerTexts = {
  readonly subject: string;
  readonly greeting: string;
  readonly kinds: Readonly<Record<TellingKind, { readonly title: string; readonly says: string }>>;
  /** Said where something is promised, and where nothing is for the moment. */
  readonly promised: string;
  readonly standsStill: string;
  /** Outside the opening hours: when the time goes on. */
  readonly goesOn: string;
  /** Open now, and closed before the promised instant: when the time goes on. */
  readonly closesBefore: string;
  readonly follow: string;
  readonly closing: string;
};
