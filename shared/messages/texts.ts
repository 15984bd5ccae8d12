import type { NoticeKind, RecipientReason } from '../events/team-events.ts';

export type { NoticeKind } from '../events/team-events.ts';
export type NoticeReason = RecipientReason;

/**
 * Why notifications come together: too quickly one after another, too many in an hour, outside hours or duty, because
 * the person wants it so, or too late after an outage.
 */
export type DigestWhy = 'collapsed' | 'cap' | 'quiet' | 'off-duty' | 'digest' | 'stale';

/** A text with `{count}`: for one, and for any other number. */
export type Counted = { readonly one: string; readonly other: string };

/**
 * Everything the product says to an agent in one language. Words in braces are filled in: `{brand}`, `{agent}`,
 * `{account}`, `{accountId}`, `{product}`, `{language}`, `{count}`, `{due}`. Agents are colleagues and are addressed as such.
 */
export type Texts = {
  /** What happened: a heading and one sentence. Neither may name the customer: pushes are read over shoulders. */
  readonly kinds: Readonly<Record<NoticeKind, { readonly title: string; readonly body: string }>>;
  /** Why this person is told, as one sentence. */
  readonly reasons: Readonly<Record<NoticeReason, string>>;
  readonly acknowledge: string;
  /** Button of a push that puts it away for an hour. */
  readonly snoozeHour: string;
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
    /** Why a mail comes at all: nobody looked, or the reader wants every one by mail. */
    readonly footer: string;
    readonly footerAlways: string;
  };
  /** One message for many notifications. */
  readonly digest: {
    readonly waiting: Counted;
    /** The same kind again, after the first one was told by itself. */
    readonly more: Counted;
    /** What a short list leaves out. */
    readonly rest: Counted;
    readonly due: string;
    /** Why it comes, as one sentence that fits one notification and many. */
    readonly why: Readonly<Record<DigestWhy, string>>;
    readonly inbox: string;
    readonly settings: string;
  };
};
