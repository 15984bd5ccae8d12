import { marketplaceName, newsLines, type OfferNews } from '../customer/offer-mail.ts';
import { type MessageLanguage, messageLanguages, pickLanguage } from '../languages.ts';
import { fill } from '../render.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import type { SaysTexts } from './says-texts.ts';

export const saysTexts: Readonly<Record<MessageLanguage, SaysTexts>> = { en, de, es, fr, it };

/** Why a customer is called, as far as the text speaks of it. Days are `YYYY-MM-DD`. */
export type About = {
  readonly burst?: {
    readonly day: string;
    readonly observed: number;
    readonly expected: number;
    /** By a regression the day counts together with the three before it. */
    readonly method?: string;
  };
  readonly claims?: readonly { readonly closesOn: string; readonly waitsFor?: string | undefined }[];
  readonly market?: readonly OfferNews[];
  readonly value?: number | undefined;
};
type Given = {
  /** The customer's. */
  readonly language: string;
  /** What texts exist in, for customers of other languages. */
  readonly company: { readonly brand: string; readonly languages: readonly string[] };
  readonly currency: string;
  /** The company's own words, by language. */
  readonly own?: Readonly<Record<string, string>> | undefined;
  readonly about: About;
};

/**
 * What may be said to a customer about the reason for which they are called: the company's own words where there are any
 * in the customer's language, else the product's; and where neither speaks it, in the company's first language.
 */
export function suggest({ language, company, currency, own = {}, about }: Given): string {
  const base = language.split('-')[0] ?? language;
  const written = own[language] ?? own[base];
  if (written !== undefined) return fill(written, valuesOf(about, { shownIn: base, company, currency }));
  if (isWritten(base)) return product(about, { shownIn: base, company, currency });
  const [first = 'en'] = company.languages;
  return own[first] === undefined
    ? product(about, { shownIn: pickLanguage([], company.languages), company, currency })
    : fill(own[first], valuesOf(about, { shownIn: first, company, currency }));
}

const isWritten = (base: string): base is MessageLanguage =>
  (messageLanguages as readonly string[]).includes(base);

type Shown<L extends string> = Pick<Given, 'company' | 'currency'> & { readonly shownIn: L };

/** The product's own words: a greeting, what it is about, and a question. */
function product(about: About, shown: Shown<MessageLanguage>): string {
  const { greeting, worth } = saysTexts[shown.shownIn];
  const told = [greeting, ...toldOf(about, shown.shownIn)];
  const asked = askedOf(about, shown.shownIn);
  const value = about.value === undefined || about.market ? [] : [worth];
  return fill([...told, ...value, asked].join(' '), valuesOf(about, shown));
}

function toldOf({ burst, claims, market }: About, shownIn: MessageLanguage): string[] {
  const texts = saysTexts[shownIn];
  const says = burst?.method === 'regression' ? texts.burst.inDays : texts.burst.says;
  if (burst) return [says, burst.expected < 1 ? texts.burst.rare : texts.burst.usual];
  if (claims) return [claims.length === 1 ? texts.deadline.says.one : texts.deadline.says.other];
  return [texts.market.says, ...newsLines(market ?? [], shownIn)];
}

function askedOf({ burst, claims }: About, shownIn: MessageLanguage): string {
  const texts = saysTexts[shownIn];
  if (burst) return texts.burst.asks;
  if (!claims) return texts.market.asks;
  return claims.some(({ waitsFor }) => waitsFor !== 'marketplace')
    ? texts.deadline.needs
    : texts.deadline.waits;
}

function valuesOf(about: About, { shownIn, company, currency }: Shown<string>): Record<string, string> {
  const { burst, claims = [], market = [], value } = about;
  const { unknown } = saysTexts[isWritten(shownIn) ? shownIn : 'en'];
  const show = figuresIn(shownIn === 'en' ? 'en-GB' : shownIn);
  const latest = market.toSorted((a, b) => b.at - a.at)[0];
  const days = claims.map(({ closesOn }) => closesOn).toSorted();
  const day = burst?.day ?? days[0] ?? (latest && new Date(latest.at).toISOString().slice(0, 10));
  const count = burst?.observed ?? (claims.length > 0 ? claims.length : latest?.articles);
  return {
    company: company.brand,
    claims: show.number(claims.length),
    expected: show.number(burst?.expected ?? 0),
    count: count === undefined ? unknown.count : show.number(count),
    value: value === undefined ? unknown.value : show.money(value, currency),
    day: day === undefined ? '' : show.day(day),
    marketplace: latest === undefined ? '' : marketplaceName(latest.marketplace),
  };
}

/** Numbers, amounts and days as they are read in a language. */
const figuresIn = (locale: string) => ({
  number: (n: number) =>
    new Intl.NumberFormat(
      locale,
      n < 1 ? { maximumSignificantDigits: 1 } : { maximumFractionDigits: n < 10 ? 1 : 0 },
    ).format(n),
  /** Cents only where there are some. */
  money: (amount: number, currency: string) =>
    new Intl.NumberFormat(locale, {
      ...{ style: 'currency', currency },
      ...(Number.isInteger(amount) ? { maximumFractionDigits: 0 } : {}),
    }).format(amount),
  day: (text: string) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(
      Date.parse(`${text}T00:00:00Z`),
    ),
});
