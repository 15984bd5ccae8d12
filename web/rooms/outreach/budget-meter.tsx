import type { BudgetView } from '../../../shared/contracts/outreach-contract.ts';
import { useBudget } from '../../api/outreach-queries.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Trouble } from '../../parts/states.tsx';
import css from './budget-meter.module.css';
import { useFigures } from './figures.ts';

/** How much of the budget is used up. Its place is kept while that is read, and has two lines whatever it says. */
export function BudgetMeter() {
  const { outreach: m } = useMessages();
  const { data, error, refetch } = useBudget();
  return (
    <section className={css['budget']} aria-label={m.budget.label} data-testid="budget">
      {data ? <Meter budget={data} /> : error && <Trouble error={error} onRetry={() => void refetch()} />}
    </section>
  );
}

function Meter({ budget }: { readonly budget: BudgetView }) {
  const { outreach: m } = useMessages();
  const { number, date } = useFormat();
  const { called, limit, needed, exempt } = budget;
  const parts = [
    m.budget.called(number(called), number(limit)),
    m.budget.needed(number(needed)),
    m.budget.exempt(number(exempt)),
  ];
  return (
    <>
      <Bar budget={budget} />
      <p className={css['figures']} title={`${date(budget.from)} – ${date(budget.to)}`}>
        {parts.join(' · ')}
      </p>
      <Sentence budget={budget} />
    </>
  );
}

/** What the numbers mean: how far the budget falls short of what was needed, in shares of the accounts. */
function Sentence({ budget }: { readonly budget: BudgetView }) {
  const { outreach: m } = useMessages();
  const { mean } = useFigures();
  const { accounts, limit, called, needed } = budget;
  if (needed <= limit) return <p className={css['soft']}>{m.budget.enough}</p>;
  const share = (n: number) => m.budget.share(mean((n / Math.max(1, accounts)) * 100));
  return (
    <p className={css['short']} data-testid="budget-short">
      {m.budget.short(share(needed), share(called))}
    </p>
  );
}

/** Called in full, needed beyond it hatched, and a mark where the budget ends; the words beside it say the same. */
function Bar({ budget: { called, limit, needed } }: { readonly budget: BudgetView }) {
  const whole = Math.max(limit, needed, called, 1);
  const at = (n: number) => `${(n / whole) * 100}%`;
  return (
    <svg className={css['bar']} width="100%" height="12" aria-hidden="true">
      <rect className={css['room']} width="100%" height="8" y="2" rx="4" />
      {needed > called && <rect className={css['needed']} width={at(needed)} height="8" y="2" rx="4" />}
      {called > 0 && <rect className={css['called']} width={at(called)} height="8" y="2" rx="4" />}
      {needed > limit && <line className={css['limit']} x1={at(limit)} x2={at(limit)} y1="0" y2="12" />}
    </svg>
  );
}
