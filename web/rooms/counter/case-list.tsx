import type { CounterCase } from '../../../shared/contracts/depots-contract.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import css from './counter.module.css';
import { timeLeft } from './counter-steps.ts';

type CaseListProps = {
  readonly cases: readonly CounterCase[];
  readonly onPick: (one: CounterCase) => void;
};

/** Cases to pick one from, each a button as wide as the page. */
export function CaseList({ cases, onPick }: CaseListProps) {
  const m = useMessages();
  return (
    <ul className={css['cases']}>
      {cases.map(one => (
        <li key={one.caseId}>
          <button
            type="button"
            className={css['case']}
            data-testid="counter-case"
            onClick={() => onPick(one)}
          >
            <span className={css['serial']}>{one.serial}</span>
            <Left of={one} />
            <span className={css['soft']}>
              {one.model} · {m.damages[one.damage]}
            </span>
            <span className={`${css['soft']} ${css['right']}`}>
              {one.reserved && m.counter.reservedUnit(one.reserved.serial)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Until when the customer was promised a device, and how long that is from now. */
export function Left({ of: { dueAt, state } }: { readonly of: CounterCase }) {
  const { counter: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  if (state === 'handed-over') return <span />;
  if (!dueAt) return <span className={`${css['soft']} ${css['right']}`}>{m.noPromise}</span>;
  const { late, ms } = timeLeft(dueAt, now);
  const time = format.span(ms);
  return (
    <span className={css['right']}>
      {m.by(format.due(dueAt, now))}{' '}
      <span className={late ? css['late'] : css['left']}>{late ? m.late(time) : m.left(time)}</span>
    </span>
  );
}
