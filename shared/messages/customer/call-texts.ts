import type { CallMessage } from '../../events/call-events.ts';

/** What customers are written about calls; `link`: somebody typed in their address and may be they or not. */
export type CallMail = CallMessage | 'link';

/**
 * What the product writes to customers about calls in one language. Words in braces are filled in: `{brand}` and
 * `{when}`, an instant with its zone. Customers are addressed politely; nobody is named.
 */
export type CallTexts = {
  readonly kinds: Readonly<
    Record<
      CallMail,
      {
        readonly title: string;
        readonly says: string;
        /** Said where there is an instant to speak of. */
        readonly when?: string;
        /** On the button. */
        readonly action: string;
      }
    >
  >;
  /** What the reader's calendar shows. */
  readonly calendar: { readonly summary: string; readonly description: string };
};
