import type { StockView } from '../../../shared/contracts/depots-contract.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { explain } from '../../parts/explain.ts';
import { Chip, type Tone, When } from '../../parts/marks.tsx';
import { showWord } from '../../parts/toasts.tsx';
import css from './depots.module.css';
import { type StockTask, useMoveStock } from './stock-task.ts';

type Unit = StockView['units'][number];
type UnitTableProps = {
  readonly depotId: string;
  readonly stock: StockView;
  readonly onTask: (task: StockTask) => void;
};

/** Every unit of a model: its serial, where it is and since when, for which case, and what can be done with it. */
export function UnitTable({ depotId, stock, onTask }: UnitTableProps) {
  const { depots: m } = useMessages();
  if (stock.units.length === 0) return <p className={css['soft']}>{m.noUnits}</p>;
  return (
    <div className={css['tableBox']}>
      <table className={`${css['table']} ${css['units']}`}>
        <caption>{m.units(stock.model)}</caption>
        <thead>
          <tr>
            {[m.serial, m.state, m.case, m.since].map(title => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{m.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {stock.units.map(unit => (
            <UnitRow key={unit.serial} depotId={depotId} stock={stock} unit={unit} onTask={onTask} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type UnitRowProps = UnitTableProps & { readonly unit: Unit };

function UnitRow({ unit, ...rest }: UnitRowProps) {
  return (
    <tr data-testid="unit" data-state={stateOf(unit)}>
      <th scope="row" className={css['serial']}>
        {unit.serial}
      </th>
      <td>
        <State unit={unit} />
      </td>
      <td>{unit.caseId && <Link to={{ room: 'device-case', caseId: unit.caseId }}>{unit.caseId}</Link>}</td>
      <td>
        <When at={unit.since} />
      </td>
      <td>
        <UnitActions unit={unit} {...rest} />
      </td>
    </tr>
  );
}

type UnitState = 'ready' | 'not-ready' | Exclude<Unit['at'], 'on-hand'>;
const stateOf = ({ at, ready }: Unit): UnitState => (at !== 'on-hand' ? at : ready ? 'ready' : 'not-ready');

const tones: Readonly<Record<UnitState, Tone>> = {
  ready: 'good',
  'not-ready': 'plain',
  reserved: 'info',
  'in-transit': 'info',
  loaned: 'warn',
};

function State({ unit }: { readonly unit: Unit }) {
  const { depots: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  const state = stateOf(unit);
  const until = unit.until && format.due(unit.until, now);
  return (
    <>
      <Chip tone={tones[state]}>{m.places[state]}</Chip>{' '}
      {until && (
        <span className={css['small']}>{state === 'loaned' ? m.dueBack(until) : m.until(until)}</span>
      )}
    </>
  );
}

function useSetReady(depotId: string, model: string) {
  const m = useMessages();
  const move = useMoveStock(depotId);
  const set = ({ serial, ready }: Unit) =>
    move.mutate(
      { do: 'set-ready', model, serial, ready: !ready },
      {
        onSuccess: () => showWord(m.depots.done(serial)),
        onError: error => {
          const { title, advice } = explain(error, m);
          showWord(`${title}. ${advice}`, 'warn');
        },
      },
    );
  return { set, busy: move.isPending };
}

function UnitActions({ depotId, stock, unit, onTask }: UnitRowProps) {
  const { depots: m } = useMessages();
  const ready = useSetReady(depotId, stock.model);
  if (unit.at === 'reserved') return null;
  const { serial } = unit;
  const onHand = unit.at === 'on-hand';
  const toggle = unit.ready ? m.makeNotReady : m.makeReady;
  return (
    <span className={css['buttons']}>
      {onHand && (
        <Button aria-label={m.of(toggle, serial)} onPress={() => ready.set(unit)} isDisabled={ready.busy}>
          {toggle}
        </Button>
      )}
      {onHand && (
        <Button aria-label={m.of(m.move, serial)} onPress={() => onTask({ do: 'move', stock, serial })}>
          {m.move}
        </Button>
      )}
      <Button
        aria-label={m.of(m.writeOff, serial)}
        onPress={() => onTask({ do: 'write-off', stock, serial })}
      >
        {m.writeOff}
      </Button>
    </span>
  );
}
