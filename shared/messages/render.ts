import type { MessageLanguage } from './languages.ts';
import { textsIn } from './languages.ts';
import type { NoticeKind, NoticeReason } from './texts.ts';

/** BCP 47 for a language that nobody told. */
const UNKNOWN = 'und';

/** What a text may know of a notification; the customer's name is no part of it. */
export type Notice = {
  readonly kind: NoticeKind;
  readonly reason: NoticeReason;
  readonly product?: string;
  /** The customer's language. */
  readonly language: string;
};

/** Puts values in the place of `{words}`. What has no value stays as it is, so that a test can find it. */
export const fill = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (whole, word: string) =>
    Object.hasOwn(values, word) ? String(values[word]) : whole,
  );

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

const factsLine = ({ product, language }: Notice, shownIn: MessageLanguage): string =>
  [...(product === undefined ? [] : [productLabel(product)]), languageLabel(language, shownIn)].join(' · ');

/** Title and text of a push: what, which product, which language, why you. No customer. */
export function pushText(notice: Notice, shownIn: MessageLanguage): { title: string; body: string } {
  const { kinds, reasons } = textsIn(shownIn);
  const { title, body } = kinds[notice.kind];
  return { title, body: `${body} ${factsLine(notice, shownIn)}. ${reasons[notice.reason]}` };
}

/** The same for the inbox, where only the signed-in read: the customer's name is in the title. */
export function inboxText(
  notice: Notice,
  { account, shownIn }: { account: string; shownIn: MessageLanguage },
): { title: string; text: string } {
  const { title, body } = pushText(notice, shownIn);
  return { title: fill(textsIn(shownIn).named, { title, account }), text: body };
}
