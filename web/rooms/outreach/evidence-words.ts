import type { OutreachView } from '../../../shared/contracts/outreach-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { type Messages, useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { type Figures, useFigures } from './figures.ts';

type Evidence = OutreachView['evidence'];
type Words = Messages['outreach'];

type Telling = { readonly m: Words; readonly figures: Figures; readonly number: (n: number) => string };

/** What speaks for a call in one line. */
export function useEvidenceLine(): (evidence: Evidence) => string {
  const { outreach: m } = useMessages();
  const { number } = useFormat();
  const figures = useFigures();
  return evidence => evidenceLine(evidence, { m, figures, number });
}

export function evidenceLine({ burst, claims, market }: Evidence, telling: Telling): string {
  const said = [
    burst && burstLine(burst, telling),
    claims && claims.length > 0 && claimsLine(claims, telling),
    market && marketLine(market, telling),
  ];
  return said.filter(Boolean).join(' · ') || telling.m.noEvidence;
}

const burstLine = (
  { observed, expected, method, day }: NonNullable<Evidence['burst']>,
  { m, figures, number }: Telling,
): string =>
  m.burstLine(observed, {
    shown: number(observed),
    when: burstTime(method, figures.shortDay(day), m),
    expected: figures.mean(expected),
  });

/** Of which days the reports of a burst are: its own, or where whole weeks are known that and the three before it. */
export const burstTime = (method: string, day: string, m: Words): string =>
  method === 'regression' ? m.inFourDays(day) : m.onDay(day);

/** So many claims, and the day on which the last of them closes. */
function claimsLine(claims: NonNullable<Evidence['claims']>, { m, figures }: Telling): string {
  const last =
    claims
      .map(({ closesOn }) => closesOn)
      .toSorted()
      .at(-1) ?? '';
  return m.claimsLine(claims.length, figures.shortDay(last));
}

/** The latest news, and how many more there are. */
function marketLine(market: NonNullable<Evidence['market']>, { m, number }: Telling): string {
  const latest = market.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))[0];
  if (!latest) return '';
  const { change, marketplace, articles } = latest;
  const line = m.marketLine(wordFor(m.marketChanges, change), marketplace);
  const concerned = articles === undefined ? line : `${line}, ${m.articles(articles, number(articles))}`;
  return market.length === 1 ? concerned : `${concerned} ${m.moreNews(market.length - 1)}`;
}

/** How readily bursts of an account are found, from −3 to 3, in words. */
export function sensitivityWord(sensitivity: number, m: Words): string {
  if (sensitivity === 0) return m.sensitivities.usual;
  if (sensitivity > 0) return sensitivity > 1.5 ? m.sensitivities.muchMore : m.sensitivities.more;
  return sensitivity < -1.5 ? m.sensitivities.muchLess : m.sensitivities.less;
}
