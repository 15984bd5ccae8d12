import type { OutreachPage } from '../../../shared/contracts/outreach-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import css from './evidence.module.css';
import { burstTime, sensitivityWord } from './evidence-words.ts';
import { useFigures } from './figures.ts';

type Burst = NonNullable<OutreachPage['outreach']['evidence']['burst']>;
type Props = { readonly page: OutreachPage; readonly burst: Burst };

/** The numbers behind a burst, each in a sentence: nothing has to be believed. */
export function BurstNumbers({ page, burst }: Props) {
  const { outreach: m } = useMessages();
  const { number, day, list } = useFormat();
  const { mean, money, shortDay, onceIn } = useFigures();
  const once = onceIn(burst.pValue);
  const said = [
    m.numbers.observed(burst.observed, number(burst.observed), burstTime(burst.method, day(burst.day), m)),
    m.numbers.expected(mean(burst.expected)),
    m.numbers.bound(mean(burst.bound)),
    once === undefined ? m.numbers.allButNever : m.numbers.onceIn(once, mean(burst.pValue)),
    m.numbers.value(money(burst.value, page.currency)),
    ...(burst.unvalued > 0 ? [m.numbers.unvalued(burst.unvalued, number(burst.unvalued))] : []),
  ];
  return (
    <section className={css['card']} data-testid="numbers">
      <h2>{m.numbers.title}</h2>
      <ul className={css['sentences']}>
        {said.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <h3>{m.numbers.how}</h3>
      <ul className={css['sentences']}>
        <li>{wordFor(m.numbers.methods, burst.method)}</li>
        <li>
          {burst.excluded.length > 0
            ? m.numbers.excluded(burst.excluded.length, list(burst.excluded.map(shortDay)))
            : m.numbers.nothingLeftOut}
        </li>
        <li data-testid="sensitivity">{sensitivityWord(page.sensitivity, m)}</li>
      </ul>
    </section>
  );
}
