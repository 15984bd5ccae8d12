import type { MessageLanguage } from './languages.ts';
import { textsIn } from './languages.ts';
import type { Counted, NoticeKind, NoticeReason } from './texts.ts';

/** BCP 47 for a language that nobody told. */
const UNKNOWN = 'und';
/** Stands for the account of what concerns the team itself. */
export const NO_ACCOUNT = '-';

/** What a text may know of a notification; the customer's name is no part of it. */
export type Notice = {
  readonly kind: NoticeKind;
  readonly reason: NoticeReason;
  readonly product?: string;
  /** The customer's language. */
  readonly language: string;
  /** `-` when it concerns no account: then nothing is said of a customer. */
  readonly accountId?: string;
};

/** Puts values in the place of `{words}`. What has no value stays as it is, so that a test can find it. */
export const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (whole, word: string) =>
    Object.hasOwn(values, word) ? String(values[word]) : whole,
  );

/** A text in the form that the number asks for, with the number in it. */
export function counted(text: Counted, count: number, shownIn: MessageLanguage): string {
  const form = new Intl.PluralRules(shownIn).select(count) === 'one' ? text.one : text.other;
  return fill(form, { count: String(count) });
}

/** `lost-and-found` as people read it: `Lost and found`. */
export function productLabel(product: string): string {
  const words = product.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Name of a language in another; the tag itself where there is none. */
export function languageLabel(tag: string, shownIn: MessageLanguage): string {
  if (tag === UNKNOWN) return textsIn(shownIn).unknownLanguage;
  try {
    return new Intl.DisplayNames([shownIn], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** What is known beside the kind, as a sentence's worth; empty for what concerns neither customer nor product. */
function factsLine({ product, language, accountId }: Notice, shownIn: MessageLanguage): string {
  const facts = [
    ...(product === undefined ? [] : [productLabel(product)]),
    ...(accountId === NO_ACCOUNT ? [] : [languageLabel(language, shownIn)]),
  ];
  return facts.length === 0 ? '' : ` ${facts.join(' · ')}.`;
}

/** Title and text of a push: what, which product, which language, why you. No customer. */
export function pushText(notice: Notice, shownIn: MessageLanguage): { title: string; body: string } {
  const { kinds, reasons } = textsIn(shownIn);
  const { title, body } = kinds[notice.kind];
  return { title, body: `${body}${factsLine(notice, shownIn)} ${reasons[notice.reason]}` };
}

/** The same for a chat, which others may read too: no customer either. */
export function chatText(notice: Notice, shownIn: MessageLanguage): string {
  const { title, body } = pushText(notice, shownIn);
  return `${title}\n${body}`;
}

/** What the button says that leads to a notification. */
export const openLabel = (shownIn: MessageLanguage, brand: string): string =>
  fill(textsIn(shownIn).mail.open, { brand });

/** The same for the inbox, where only the signed-in read: the customer's name is in the title, if there is one. */
export function inboxText(
  notice: Notice,
  { account, shownIn }: { account: string; shownIn: MessageLanguage },
): { title: string; text: string } {
  const { title, body } = pushText(notice, shownIn);
  const unnamed = notice.accountId === NO_ACCOUNT || account === NO_ACCOUNT;
  return { title: unnamed ? title : fill(textsIn(shownIn).named, { title, account }), text: body };
}
