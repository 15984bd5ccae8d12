import { useMemo } from 'react';
import { type Format, localeOf } from '../../app/format.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { useAnswerWords } from '../load/answer-words.ts';
import { useFigures } from '../outreach/figures.ts';
import type { Cell, Kind } from './sheets.ts';

type Days = { readonly from: string; readonly to: string };

/** Figures of the insights in words of the reader's language; what is unknown is a dash. */
export function useInsightFigures() {
  const format = useFormat();
  const { shortDay } = useFigures();
  const shortMonth = useShortMonth();
  const answer = useAnswerWords();
  const seconds = (n: number) => (n < 0 ? `−${answer(-n)}` : answer(n));
  const shown: Record<Kind, (n: number) => string> = {
    ...{ count: format.number, mean: format.number, seconds },
    share: n => format.percent(n * 100),
  };
  return {
    ...shown,
    cell: (value: Cell, kind: Kind) => (typeof value === 'number' ? shown[kind](value) : (value ?? '–')),
    /** As it stands below a chart: as short as it can be told from its neighbours. */
    shortName: (label: string, { from }: Days) => {
      if (label.includes('W')) return label.slice(5);
      return label.length === MONTH ? shortMonth(from) : shortDay(from);
    },
    /** With the days that are counted. */
    fullName: (label: string, days: Days) => fullOf(label, days, { format, shortDay }),
  };
}

/** Letters of a month such as 2026-11. */
const MONTH = 7;

/** The month of a day by its short name. */
function useShortMonth(): (day: string) => string {
  const { locale } = useMessages();
  return useMemo(() => {
    const month = new Intl.DateTimeFormat(localeOf(locale), { timeZone: 'UTC', month: 'short' });
    return day => month.format(Date.parse(`${day}T00:00:00Z`));
  }, [locale]);
}

type Words = { readonly format: Format; readonly shortDay: (day: string) => string };

function fullOf(label: string, { from, to }: Days, { format, shortDay }: Words): string {
  if (label.includes('W')) return `${label.slice(5)}: ${shortDay(from)} – ${shortDay(to)}`;
  return label.length === MONTH ? format.month(label) : format.day(label);
}
