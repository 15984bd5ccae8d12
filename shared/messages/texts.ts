import type { NoticeKind, RecipientReason } from '../events/team-events.ts';

export type { NoticeKind } from '../events/team-events.ts';
export type NoticeReason = RecipientReason;

/**
 * Everything the product says to an agent in one language. Words in braces are filled in: `{brand}`, `{agent}`,
 * `{account}`, `{accountId}`, `{product}`, `{language}`. Agents are colleagues and are addressed as such.
 */
export type Texts = {
  /** What happened: a heading and one sentence. Neither may name the customer: pushes are read over shoulders. */
  readonly kinds: Readonly<Record<NoticeKind, { readonly title: string; readonly body: string }>>;
  /** Why this person is told, as one sentence. */
  readonly reasons: Readonly<Record<NoticeReason, string>>;
  readonly acknowledge: string;
  readonly unknownLanguage: string;
  /** Heading in the inbox, where the customer may be named. */
  readonly named: string;
  readonly mail: {
    readonly subject: string;
    readonly greeting: string;
    readonly account: string;
    readonly product: string;
    readonly language: string;
    readonly open: string;
    /** Why a mail comes at all. */
    readonly footer: string;
  };
};
