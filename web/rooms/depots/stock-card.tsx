import type { StockView } from '../../../shared/contracts/depots-contract.ts';
import { usePolicies } from '../../api/promise-queries.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Chip } from '../../parts/marks.tsx';
import css from './depots.module.css';
import type { StockTask } from './stock-task.ts';
import { UnitTable } from './unit-table.tsx';

type StockCardProps = {
  readonly depotId: string;
  readonly stock: StockView;
  readonly onTask: (task: StockTask) => void;
};

/** The stock of one model: where the units are, whether the sum is right, what is short, and each unit. */
export function StockCard({ depotId, stock, onTask }: StockCardProps) {
  const { depots: m } = useMessages();
  const { list } = useFormat();
  const { balance, model, substitutes } = stock;
  return (
    <section className={css['card']} aria-label={model} data-testid="stock">
      <div className={css['head']}>
        <h2>{model}</h2>
        <span className={css['soft']}>{m.ready(balance.ready, balance.onHand)}</span>
        <span className={css['buttons']}>
          <Button aria-label={m.of(m.receive, model)} onPress={() => onTask({ do: 'receive', stock })}>
            <Icon name="plus" size={16} />
            {m.receive}
          </Button>
          <Button aria-label={m.of(m.count, model)} onPress={() => onTask({ do: 'count', stock })}>
            {m.count}
          </Button>
        </span>
      </div>
      <Balance balance={balance} />
      {substitutes.length > 0 && <p className={css['small']}>{m.substitutes(list(substitutes))}</p>}
      <Floors stock={stock} />
      <UnitTable depotId={depotId} stock={stock} onTask={onTask} />
    </section>
  );
}

const summands = ['onHand', 'reserved', 'inTransit', 'loaned', 'withCustomer', 'scrapped'] as const;

function Balance({ balance }: { readonly balance: StockView['balance'] }) {
  const { depots: m } = useMessages();
  const { number } = useFormat();
  const sum = summands.map(part => number(balance[part])).join(' + ');
  return (
    <>
      <dl className={css['parts']} aria-label={m.sum}>
        {summands.map(part => (
          <div key={part}>
            <dt>{m.parts[part]}</dt>
            <dd>{number(balance[part])}</dd>
          </div>
        ))}
      </dl>
      <p className={css['sum']} data-testid="sum" data-right={balance.conserved}>
        {sum} {balance.conserved ? '=' : '≠'} {number(balance.received)} {m.parts.received}.{' '}
        {balance.conserved ? m.sumRight : <strong className={css['wrong']}>{m.sumWrong}</strong>}
      </p>
    </>
  );
}

/** What is kept ready for each promise and for anybody, and how much of it is short now. */
function Floors({ stock }: { readonly stock: StockView }) {
  const { depots: m } = useMessages();
  const policies = usePolicies().data?.policies;
  const nameOf = (id: string) => policies?.find(policy => policy.id === id)?.name ?? id;
  const lines = [
    ...Object.entries(stock.floors).map(([promise, wanted]) => ({ promise, name: nameOf(promise), wanted })),
    ...(stock.minimum > 0 ? [{ promise: undefined, name: m.minimum, wanted: stock.minimum }] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <div className={css['tableBox']}>
      <table className={css['table']}>
        <caption>{m.floors}</caption>
        <thead>
          <tr>
            <th scope="col">{m.promise}</th>
            <th scope="col" className={css['number']}>
              {m.wanted}
            </th>
            <th scope="col">{m.state}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ promise, name, wanted }) => (
            <tr key={promise ?? ''} data-testid="floor">
              <th scope="row">{name}</th>
              <td className={css['number']}>{wanted}</td>
              <td>
                <Need needs={stock.needs} promise={promise} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type NeedProps = { readonly needs: StockView['needs']; readonly promise: string | undefined };

function Need({ needs, promise }: NeedProps) {
  const { depots: m } = useMessages();
  const need = needs.find(one => one.promise === promise);
  if (!need) return <Chip tone="good">{m.enough}</Chip>;
  return <Chip tone={promise ? 'bad' : 'warn'}>{m.short(Math.max(1, need.wanted - need.ready))}</Chip>;
}
