import type { JourneyView } from '../../shared/contracts/onboarding-contract.ts';
import { useFormat } from '../app/locale.tsx';
import { wordFor } from '../messages/words.ts';
import { Because, Recorded } from './because.tsx';
import { useTongue } from './use-tongue.ts';

type Agreed = NonNullable<JourneyView['strategy']>;

/** What was advised when a strategy was agreed on, and by what. */
export default function StrategyAnswer({ strategy }: { readonly strategy: Agreed }) {
  const { m, w } = useTongue();
  const { percent } = useFormat();
  const { advised, id } = strategy;
  if (!advised) return <p>{w.none}</p>;
  const { assortments, levels, unknown, parts, effects, whenPart } = m.onboarding;
  const values = { ...assortments, ...levels, unknown };
  const by = advised.reasons.map(
    ({ part, value, effect }) =>
      `${whenPart(wordFor(parts, part), wordFor(values, value))} (${wordFor(effects, effect)})`,
  );
  const named = advised.name ?? advised.strategy;
  return (
    <>
      <Because
        lines={[
          named === undefined
            ? w.advisedNone
            : w.advised(named, percent(Math.round(advised.confidence * 100))),
          ...by,
          ...(named !== undefined && advised.strategy !== id ? [w.advisedOther] : []),
        ]}
      />
      <Recorded />
    </>
  );
}
