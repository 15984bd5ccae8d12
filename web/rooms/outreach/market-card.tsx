import type { OutreachPage } from '../../../shared/contracts/outreach-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { When } from '../../parts/marks.tsx';
import css from './evidence.module.css';

type News = NonNullable<OutreachPage['outreach']['evidence']['market']>;

/** What changed in the customer's market, the latest first. */
export function MarketCard({ news }: { readonly news: News }) {
  const { outreach: m } = useMessages();
  const { number } = useFormat();
  const latest = news.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return (
    <section className={css['card']} data-testid="market">
      <h2>{m.marketTitle}</h2>
      <ul>
        {latest.map(one => (
          <li key={`${one.at} ${one.marketplace} ${one.change}`} className={css['entry']}>
            <span>{m.marketLine(wordFor(m.marketChanges, one.change), one.marketplace)}</span>
            <span className={css['small']}>
              {one.articles !== undefined && `${m.articles(one.articles, number(one.articles))} · `}
              <When at={one.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
