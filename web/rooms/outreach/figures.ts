import { DAY } from '../../../shared/kernel/instant.ts';
import { localeOf } from '../../app/format.ts';
import { useMessages } from '../../messages/messages.ts';

export type Figures = ReturnType<typeof createFigures>;

/** A chance below this is not told more exactly. */
const RAREST = 1e-6;

/** Amounts, means and short days for readers of one language. */
export function createFigures(language: string) {
  const locale = localeOf(language);
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  const mean = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const small = new Intl.NumberFormat(locale, { maximumSignificantDigits: 1 });
  const round = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
  const amounts = new Map<string, Intl.NumberFormat>();
  const amountIn = (currency: string, whole: boolean) => {
    const key = `${currency} ${whole}`;
    const made =
      amounts.get(key) ??
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        ...(whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
      });
    amounts.set(key, made);
    return made;
  };
  return {
    /** Cents only where there are some. */
    money: (amount: number, currency: string) => amountIn(currency, Number.isInteger(amount)).format(amount),
    /** What lies between whole numbers, such as an expectation: to a tenth, below 1 to its first digit. */
    mean: (n: number) => (Math.abs(n) < 1 ? small : mean).format(n),
    /** A day such as 2026-11-22 without its year. */
    shortDay: (text: string) => {
      const at = Date.parse(`${text}T00:00:00Z`);
      return Number.isNaN(at) ? text : day.format(at);
    },
    /** In how many days something so unlikely happens once; undefined when it is all but never. */
    onceIn: (chance: number) =>
      chance < RAREST ? undefined : round.format(Math.max(1, 1 / Math.min(1, chance))),
  };
}

const made = new Map<string, Figures>();

export function useFigures(): Figures {
  const { locale } = useMessages();
  const held = made.get(locale) ?? createFigures(locale);
  made.set(locale, held);
  return held;
}

/** Days from one day to another, such as from 2026-11-22 to 2026-12-02: 10. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
