import type { MessageLanguage } from '../languages.ts';
import type { MailLook, MailText } from '../mail.ts';
import { counted, fill } from '../render.ts';
import { callTexts } from './call-mail.ts';
import { customerTexts } from './customer-mail.ts';
import { customerFrame } from './customer-page.ts';

/** What changed on a marketplace, and how many of the reader's articles it concerns. */
export type OfferNews = {
  readonly at: number;
  readonly marketplace: string;
  readonly change: 'new-competitor' | 'amazon-sells';
  readonly articles?: number | undefined;
};

type Given = {
  readonly language: MessageLanguage;
  readonly brand: string;
  /** In any order; of one change on one marketplace the latest is told. */
  readonly news: readonly OfferNews[];
  readonly link: string;
  readonly look?: MailLook | undefined;
};

/** So many changes are told; the others do not make the offer a better one. */
const MOST_TOLD = 5;

/** The mail that offers a consultation because the reader's market changed: what changed where, and a link to a time. */
export function offerMail({ language, brand, news, link, look }: Given): MailText {
  const { title, says, closes, action } = callTexts[language].offer;
  const lines = [says, ...newsLines(news, language), closes];
  return customerFrame(customerTexts[language], { language, brand, title, lines, action, link, look });
}

/** What changed, a sentence each, the latest first; of one change on one marketplace the latest is told. */
export function newsLines(news: readonly OfferNews[], language: MessageLanguage): string[] {
  const { changes } = callTexts[language].offer;
  return latest(news).map(({ marketplace, change, articles }) => {
    const { some, ...known } = changes[change];
    const text = articles === undefined ? some : counted(known, articles, language);
    return fill(text, { marketplace: marketplaceName(marketplace) });
  });
}

function latest(news: readonly OfferNews[]): OfferNews[] {
  const byChange = new Map(
    news.toSorted((a, b) => a.at - b.at).map(one => [`${one.marketplace} ${one.change}`, one]),
  );
  return [...byChange.values()].toSorted((a, b) => b.at - a.at).slice(0, MOST_TOLD);
}

/** `amazon-de` as people read it: `Amazon DE`. */
export const marketplaceName = (id: string): string =>
  id
    .split(/[-_]+/)
    .map((word, n) =>
      n > 0 && word.length === 2 ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(' ');
