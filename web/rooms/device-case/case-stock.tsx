import { lazy, type ReactNode } from 'react';
import type { CaseView } from '../../../shared/contracts/devices-contract.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Icon } from '../../parts/icons.tsx';
import { Chip, type Tone } from '../../parts/marks.tsx';
import { Why } from '../../parts/why.tsx';
import { useContactNames } from '../contact-names.ts';
import { isOpen } from '../devices/board-order.ts';
import { useDepotNames } from '../devices/case-words.ts';
import css from './device-case.module.css';

const UnitAnswer = lazy(() => import('../../why/unit-answer.tsx'));

type Props = { readonly view: CaseView };

/** The unit that is set aside or what would help, what was handed over, what comes back, and what was locked or wiped. */
export function CaseStock({ view }: Props) {
  const { deviceCase: m } = useMessages();
  return (
    <section className={css['card']} data-testid="stock">
      <h2>{m.stock}</h2>
      {view.noStock && isOpen(view) && <NoStock view={view} />}
      <ul>
        <Line name={m.reserved}>{view.reservation ? <Reserved view={view} /> : m.nothingReserved}</Line>
        {view.replacement && (
          <Line name={m.replacement}>
            {view.replacement.model} · {view.replacement.serial}
          </Line>
        )}
        <Line name={m.oldUnit}>{wordFor(m.oldUnits, view.oldUnit)}</Line>
        {view.lock && (
          <Line name={m.lock}>
            <Order order={view.lock} />
          </Line>
        )}
        {view.wipe && (
          <Line name={m.wipe}>
            <Order order={view.wipe} />
            <Confirmed view={view} by={view.wipe.confirmedBy} />
          </Line>
        )}
      </ul>
    </section>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <li className={css['pair']}>
      <span className={css['small']}>{name}</span>
      <span>{children}</span>
    </li>
  );
}

function Reserved({ view: { reservation } }: Props) {
  const { deviceCase: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  const depot = useDepotNames();
  if (!reservation) return null;
  const { model, serial, depotId, until } = reservation;
  return (
    <>
      {model} · {serial}
      <span className={css['small']}>
        <Link to={{ room: 'depot', depotId }}>{depot(depotId)}</Link>, {m.keptUntil(format.due(until, now))}
      </span>
      <Why of={`${model} ${serial}`}>
        <UnitAnswer reservation={reservation} />
      </Why>
    </>
  );
}

/** That there is no unit, and what would make one available. */
function NoStock({ view }: Props) {
  const { deviceCase: m } = useMessages();
  return (
    <div className={css['warning']} data-testid="no-stock">
      <Icon name="warn" />
      <div>
        <p>
          <strong>{m.noStockTitle}</strong> {view.help.length > 0 ? m.wouldHelp : m.nothingHelps}
        </p>
        <ul>
          {view.help.map(help => (
            <Help key={`${help.kind} ${help.depotId} ${help.model}`} help={help} />
          ))}
        </ul>
      </div>
    </div>
  );
}

function Help({ help }: { readonly help: CaseView['help'][number] }) {
  const { deviceCase: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  const depot = useDepotNames();
  const { kind, depotId, model, units, at } = help;
  return (
    <li>
      {units} × {model}, <Link to={{ room: 'depot', depotId }}>{depot(depotId)}</Link>:{' '}
      {wordFor(m.helps, kind)}
      {at && ` (${format.due(at, now)})`}
    </li>
  );
}

type OrderView = NonNullable<CaseView['lock']>;
const tones: Readonly<Record<OrderView['state'], Tone>> = { wanted: 'warn', done: 'good', failed: 'bad' };

function Order({ order }: { readonly order: OrderView }) {
  const { deviceCase: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  return (
    <>
      <Chip tone={tones[order.state]}>{m.orders[order.state]}</Chip>
      <span className={css['small']}>{format.due(order.answeredAt ?? order.wantedAt, now)}</span>
    </>
  );
}

function Confirmed({ view, by }: Props & { readonly by: string }) {
  const { deviceCase: m } = useMessages();
  const nameOf = useContactNames(view.accountId);
  return <span className={css['small']}>{m.confirmedBy(nameOf(by))}</span>;
}
