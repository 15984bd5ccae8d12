import type { CallMessage } from '../../events/call-events.ts';
import type { Counted } from '../texts.ts';

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
  /** Offers a consultation because the reader's market changed; `{marketplace}` and `{count}`, of articles, are filled in. */
  readonly offer: {
    readonly title: string;
    readonly says: string;
    /** What changed; `some`: nobody knows how many articles it concerns. */
    readonly changes: Readonly<
      Record<'new-competitor' | 'amazon-sells', Counted & { readonly some: string }>
    >;
    readonly closes: string;
    readonly action: string;
  };
  /** What the reader's calendar shows. */
  readonly calendar: { readonly summary: string; readonly description: string };
};
