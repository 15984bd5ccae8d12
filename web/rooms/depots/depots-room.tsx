import { lazy, Suspense, useState } from 'react';
import type { DepotView } from '../../../shared/contracts/depots-contract.ts';
import { useAccountNames } from '../../api/account-names.ts';
import { useDepots } from '../../api/depot-queries.ts';
import { useAgentNames } from '../../api/queries.ts';
import { useFormat } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button, buttonClass } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Notice, Room } from '../../parts/room.tsx';
import { Empty, Loading, Trouble } from '../../parts/states.tsx';
import { useIsLead } from '../use-is-lead.ts';
import css from './depots.module.css';

const DepotDialog = lazy(() => import('./depot-dialog.tsx'));

/** Where devices are in stock. */
export default function DepotsRoom() {
  const m = useMessages();
  const depots = useDepots();
  const lead = useIsLead();
  const [adding, setAdding] = useState(false);
  const all = depots.data?.depots ?? [];
  const add = lead && (
    <Button onPress={() => setAdding(true)}>
      <Icon name="plus" size={16} />
      {m.depots.add}
    </Button>
  );
  return (
    <Room title={m.depots.title} actions={add} scrolls>
      {depots.isPending && <Loading />}
      {depots.isError && (
        <Notice>
          <Trouble error={depots.error} onRetry={() => void depots.refetch()} />
        </Notice>
      )}
      {depots.isSuccess && all.length === 0 && (
        <Empty icon="depots" title={m.depots.emptyTitle} text={m.depots.emptyText} />
      )}
      {all.length > 0 && (
        <ul className={css['list']} aria-label={m.depots.list}>
          {all.map(depot => (
            <DepotCard key={depot.id} depot={depot} />
          ))}
        </ul>
      )}
      {adding && (
        <Suspense fallback={null}>
          <DepotDialog onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </Room>
  );
}

function DepotCard({ depot }: { readonly depot: DepotView }) {
  const m = useMessages();
  return (
    <li className={css['card']} data-testid="depot">
      <h2>
        <Link to={{ room: 'depot', depotId: depot.id }}>{depot.name}</Link>
      </h2>
      <DepotFacts depot={depot} />
      <div className={css['buttons']}>
        <Link className={buttonClass()} to={{ room: 'counter', depotId: depot.id }}>
          {m.depots.counter}
          <span className="visually-hidden">: {depot.name}</span>
        </Link>
      </div>
    </li>
  );
}

/** Whose depot it is, where, who works there and what it keeps. */
export function DepotFacts({ depot }: { readonly depot: DepotView }) {
  const { depots: m } = useMessages();
  const { list } = useFormat();
  const name = useAgentNames();
  const { accountId } = depot;
  const account = useAccountNames(accountId ? [accountId] : []);
  return (
    <>
      <p className={css['soft']}>
        {accountId ? <Link to={{ room: 'account', accountId }}>{m.at(account(accountId))}</Link> : m.own}
        {depot.site && ` · ${depot.site}`} · {depot.zone}
      </p>
      <p className={css['small']}>
        {depot.clerks.length > 0 ? m.clerks(list(depot.clerks.map(name))) : m.noClerks}
      </p>
      <p className={css['small']}>{m.models(Object.keys(depot.models).length)}</p>
    </>
  );
}
