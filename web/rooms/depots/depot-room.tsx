import { lazy, Suspense, useState } from 'react';
import type { CounterCase, StockView } from '../../../shared/contracts/depots-contract.ts';
import { type DepotPage, useDepot } from '../../api/depot-queries.ts';
import { isProblem } from '../../api/problem.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { useIsLead } from '../use-is-lead.ts';
import css from './depots.module.css';
import { DepotFacts } from './depots-room.tsx';
import { StockCard } from './stock-card.tsx';
import type { StockTask } from './stock-task.ts';

const DepotDialog = lazy(() => import('./depot-dialog.tsx'));
const StockDialog = lazy(() => import('./stock-dialog.tsx'));

/** One depot: per model where its units are, what is short, and what can be done with each unit. */
export default function DepotRoom({ depotId }: { readonly depotId: string }) {
  const m = useMessages();
  const page = useDepot(depotId);
  const lead = useIsLead();
  const [editing, setEditing] = useState(false);
  const depot = page.data?.depot;
  const actions = (
    <>
      <Link className={buttonClass()} to={{ room: 'counter', depotId }}>
        {m.depots.counter}
      </Link>
      {lead && depot && <Button onPress={() => setEditing(true)}>{m.depots.edit}</Button>}
    </>
  );
  return (
    <Room title={depot?.name ?? depotId} actions={actions} scrolls>
      {page.isPending && <Loading />}
      {page.isError && <Missing error={page.error} onRetry={() => void page.refetch()} />}
      {page.data && <Stocks page={page.data} />}
      {depot && editing && (
        <Suspense fallback={null}>
          <DepotDialog depot={depot} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </Room>
  );
}

function Missing({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const m = useMessages();
  if (!isProblem(error, 404))
    return (
      <Notice>
        <Trouble error={error} onRetry={onRetry} />
      </Notice>
    );
  return (
    <Empty icon="depots" title={m.depots.missing} text={m.depots.missingHint}>
      <Link className={buttonClass('primary')} to={{ room: 'depots' }}>
        {m.nav.depots}
      </Link>
    </Empty>
  );
}

function Stocks({ page: { depot, stock, cases } }: { readonly page: DepotPage }) {
  const m = useMessages();
  const [task, setTask] = useState<StockTask>();
  return (
    <div className={css['page']}>
      <section className={css['card']}>
        <DepotFacts depot={depot} />
      </section>
      {stock.length === 0 && <p className={css['soft']}>{m.depots.noStock}</p>}
      {stock.map((one: StockView) => (
        <StockCard key={one.model} depotId={depot.id} stock={one} onTask={setTask} />
      ))}
      <Cases cases={cases} />
      {task && (
        <Suspense fallback={null}>
          <StockDialog depotId={depot.id} task={task} onClose={() => setTask(undefined)} />
        </Suspense>
      )}
    </div>
  );
}

function Cases({ cases }: { readonly cases: readonly CounterCase[] }) {
  const m = useMessages();
  const format = useFormat();
  const now = useNow();
  return (
    <section className={css['card']}>
      <div className={css['head']}>
        <h2>{m.depots.cases}</h2>
      </div>
      {cases.length === 0 && <p className={css['soft']}>{m.depots.noCases}</p>}
      <ul>
        {cases.map(one => (
          <li key={one.caseId} data-testid="depot-case">
            <Link to={{ room: 'device-case', caseId: one.caseId }}>{one.serial}</Link> · {one.model} ·{' '}
            {m.damages[one.damage]} · {one.dueAt ? m.depots.due(format.due(one.dueAt, now)) : m.depots.noDue}
          </li>
        ))}
      </ul>
    </section>
  );
}
