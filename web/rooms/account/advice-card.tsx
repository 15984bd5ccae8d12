import { lazy, Suspense, useState } from 'react';
import type { AdviceView } from '../../../shared/contracts/onboarding-contract.ts';
import { useOnboarding } from '../../api/call-queries.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { productName, wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Chip, type Tone } from '../../parts/marks.tsx';
import css from './account.module.css';

const AgreeDialog = lazy(() => import('./agree-dialog.tsx'));

/** Which strategy is advised for each product, and why. */
export function AdviceCards({ accountId }: { readonly accountId: string }) {
  const view = useOnboarding(accountId).data;
  return (
    <>
      {Object.entries(view?.advice ?? {}).map(([product, advice]) => (
        <AdviceCard
          key={product}
          accountId={accountId}
          product={product}
          advice={advice}
          strategies={view?.strategies[product] ?? []}
          agreeable={view?.journeys.some(journey => journey.product === product && !journey.stopped) ?? false}
        />
      ))}
    </>
  );
}

type CardProps = {
  readonly accountId: string;
  readonly product: string;
  readonly advice: AdviceView;
  readonly strategies: readonly { readonly id: string; readonly name: string }[];
  /** There is a journey in which a strategy can be agreed on. */
  readonly agreeable: boolean;
};

function AdviceCard({ accountId, product, advice, strategies, agreeable }: CardProps) {
  const { onboarding: m } = useMessages();
  const [agreeing, setAgreeing] = useState(false);
  return (
    <section className={css['card']} data-testid="advice">
      <div className={css['cardHead']}>
        <h2>{m.advice(productName(product))}</h2>
      </div>
      <Advised advice={advice} />
      <Missing advice={advice} />
      <Reasons advice={advice} />
      <Otherwise advice={advice} />
      {agreeable && strategies.length > 0 && (
        <p className={css['buttons']}>
          <Button onPress={() => setAgreeing(true)}>{m.agree}</Button>
        </p>
      )}
      {agreeing && (
        <Suspense fallback={null}>
          <AgreeDialog
            accountId={accountId}
            product={product}
            strategies={strategies}
            advised={advice.strategy}
            onClose={() => setAgreeing(false)}
          />
        </Suspense>
      )}
    </section>
  );
}

type Props = { readonly advice: AdviceView };

const toneOf = (confidence: number): Tone =>
  confidence >= 0.75 ? 'good' : confidence >= 0.4 ? 'warn' : 'plain';

function Advised({ advice: { name, strategy, says, how, confidence } }: Props) {
  const { onboarding: m } = useMessages();
  const format = useFormat();
  if (!strategy) return <p className={css['soft']}>{m.noAdvice}</p>;
  const manner = how ? wordFor(m.hows, how) : '';
  return (
    <>
      <p className={css['chips']} data-testid="advised">
        <strong>{name ?? strategy}</strong>
        {manner && <span>{manner}</span>}
        <Chip tone={toneOf(confidence)}>{m.confidence(format.percent(Math.round(confidence * 100)))}</Chip>
      </p>
      {says && <p className={css['soft']}>{says}</p>}
    </>
  );
}

function Missing({ advice: { missing } }: Props) {
  const { onboarding: m } = useMessages();
  const format = useFormat();
  if (missing.length === 0) return null;
  return (
    <p className={css['ask']} data-testid="advice-missing">
      <strong>{m.missing}:</strong> {format.list(missing.map(part => wordFor(m.parts, part)))}
    </p>
  );
}

function Reasons({ advice: { reasons } }: Props) {
  const { onboarding: m } = useMessages();
  if (reasons.length === 0) return null;
  const values = { ...m.assortments, ...m.levels, unknown: m.unknown };
  return (
    <>
      <h3>{m.reasons}</h3>
      <ul>
        {reasons.map(({ part, value, effect }) => (
          <li key={`${part} ${value} ${effect}`} className={css['reason']} data-testid="advice-reason">
            <span>{m.whenPart(wordFor(m.parts, part), wordFor(values, value))}</span>
            <span className={css['small']}>{wordFor(m.effects, effect)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What would have to be so, such as `assortment:brands experience:new`, in words. */
function useWhenWords(): (when: string) => string {
  const { onboarding: m } = useMessages();
  const { list } = useFormat();
  const values = { ...m.assortments, ...m.levels };
  return when =>
    list(
      when
        .split(' ')
        .filter(Boolean)
        .map(one => {
          const [part = '', value = ''] = one.split(':', 2);
          return m.whenPart(wordFor(m.parts, part), wordFor(values, value));
        }),
    );
}

function Otherwise({ advice: { otherwise } }: Props) {
  const { onboarding: m } = useMessages();
  const whenWords = useWhenWords();
  if (otherwise.length === 0) return null;
  return (
    <>
      <h3>{m.otherwise}</h3>
      <ul>
        {otherwise.map(({ strategy, name, when }) => (
          <li key={`${strategy} ${when}`} data-testid="advice-otherwise">
            {m.when(name, whenWords(when))}
          </li>
        ))}
      </ul>
    </>
  );
}
