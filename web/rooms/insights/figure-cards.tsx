import type { InsightFigures, InsightPart } from '../../../shared/contracts/insights-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { amountsMoved, type Change, marksMoved, sharesMoved } from './changes.ts';
import { useInsightFigures } from './insight-figures.ts';
import css from './insights.module.css';
import { type InsightWords, useInsightWords } from './use-insight-words.ts';

type Pair = { readonly now: InsightFigures; readonly before: InsightFigures | undefined };
/** `short`: what is not counted whole now or was not before, and is not compared. */
type CardsProps = Pair & { readonly short: readonly InsightPart[] };
type Card = {
  readonly title: string;
  readonly parts: readonly InsightPart[];
  readonly value: string | undefined;
  readonly about: string;
  readonly change: Change | undefined;
};
type Show = ReturnType<typeof useInsightFigures>;

/** The main figures, each with what it is made of and how it moved against the period before. */
export function FigureCards({ short, ...pair }: CardsProps) {
  const m = useInsightWords();
  const show = useInsightFigures();
  return (
    <section className={css['cards']} aria-label={m.figures}>
      {[...shareCards(m, show, pair), ...amountCards(m, show, pair)].map(card => (
        <FigureCard key={card.title} card={card} isWhole={card.parts.every(part => !short.includes(part))} />
      ))}
    </section>
  );
}

const triedOf = ({ ended, notMade }: InsightFigures['calls']): number => ended - notMade;
const known = (value: number | undefined, show: (n: number) => string) =>
  value === undefined ? undefined : show(value);

function shareCards(m: InsightWords, show: Show, { now, before }: Pair): Card[] {
  const { promises, calls, outreach } = now;
  const card = (of: (one: InsightFigures) => number | undefined) => ({
    value: known(of(now), show.share),
    change: sharesMoved([of(now), before && of(before)], 'up'),
  });
  const kept = m.keptOf(promises.met, promises.met + promises.breached, promises.open);
  const reached = m.reachedOf(calls.reached, triedOf(calls), calls.late);
  const useful = m.usefulOf(outreach.useful, outreach.judged, outreach.called);
  return [
    { title: m.kept, about: kept, parts: ['promises'], ...card(one => one.promises.keptShare) },
    { title: m.reached, about: reached, parts: ['calls'], ...card(one => one.calls.reachedShare) },
    { title: m.useful, about: useful, parts: ['outreach'], ...card(one => one.outreach.usefulShare) },
  ];
}

function amountCards(m: InsightWords, show: Show, { now, before }: Pair): Card[] {
  const { answers, calls, load } = now;
  const p90 = answers.p90Seconds;
  return [
    {
      ...{ title: m.median, parts: ['answers'], value: known(answers.medianSeconds, show.seconds) },
      about: p90 === undefined ? m.none : m.p90(show.seconds(p90), show.count(answers.answered)),
      change: amountsMoved([answers.medianSeconds, before?.answers.medianSeconds], 'down'),
    },
    {
      ...{ title: m.rating, parts: ['feedback'], value: known(calls.averageRating, show.mean) },
      about: m.rated(calls.rated),
      change: marksMoved([calls.averageRating, before?.calls.averageRating], 'up'),
    },
    {
      ...{ title: m.perAgent, parts: ['answers', 'calls'], value: known(load.answeredPerAgent, show.mean) },
      about: m.loadOf(load.calls, load.agents),
      change: amountsMoved([load.answeredPerAgent, before?.load.answeredPerAgent], 'neither'),
    },
  ];
}

type CardProps = { readonly card: Card; readonly isWhole: boolean };

function FigureCard({ card: { title, value, about, change }, isWhole }: CardProps) {
  const m = useInsightWords();
  return (
    <div className={css['figure']} data-testid="figure-card">
      <h2>{title}</h2>
      <p className={css['amount']}>
        {value ?? '–'}
        {change && isWhole && <Moved change={change} />}
      </p>
      <p className={css['soft']}>{value === undefined ? m.none : about}</p>
    </div>
  );
}

/** An arrow and a sign say which way; the colour only repeats whether that is better. */
function Moved({ change }: { readonly change: Change }) {
  const m = useInsightWords();
  const { number, percent } = useFormat();
  if (change.by === 'none') return <span className={css['moved']}>{m.same}</span>;
  const { by, amount, isBetter } = change;
  const sign = amount > 0 ? '+' : '−';
  const size = Math.abs(amount);
  const text =
    by === 'points'
      ? m.points(`${sign}${size}`)
      : `${sign}${by === 'percent' ? percent(size) : number(size)}`;
  return (
    <span className={css['moved']} data-better={isBetter}>
      <span aria-hidden="true">{amount > 0 ? '▲' : '▼'}</span> {text}
    </span>
  );
}
