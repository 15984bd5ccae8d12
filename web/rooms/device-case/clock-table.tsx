import type { CaseView, TargetView } from '../../../shared/contracts/devices-contract.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { TableBox } from '../../parts/table-box.tsx';
import { useWaitWords } from '../devices/case-words.ts';
import { useThere } from '../devices/time-left.tsx';
import { balanceOf, type SumRow, sumRows } from './clock-bar.ts';
import css from './device-case.module.css';

type Props = {
  readonly view: CaseView;
  readonly target: TargetView;
  readonly asOf: Instant;
  readonly name: string;
};

/** The arithmetic of a clock: each segment, whom it waited for, what it counted, and the sum against the goal. */
export function ClockTable({ view, target, asOf, name }: Props) {
  const { deviceCase: m } = useMessages();
  return (
    <>
      <TableBox label={m.sumOf(name)}>
        <thead>
          <tr>
            <th scope="col">{m.from}</th>
            <th scope="col">{m.to}</th>
            <th scope="col">{m.whom}</th>
            <th scope="col">{m.countsColumn}</th>
            <th scope="col" data-align="end">
              {m.counted}
            </th>
            <th scope="col" data-align="end">
              {m.sum}
            </th>
          </tr>
        </thead>
        <tbody>
          {sumRows(target, asOf).map(row => (
            <SumLine key={`${row.step.from} ${row.step.counts}`} row={row} />
          ))}
        </tbody>
      </TableBox>
      <Balance view={view} target={target} />
    </>
  );
}

function SumLine({ row }: { readonly row: SumRow }) {
  const { devices, deviceCase: m } = useMessages();
  const { exact } = useFormat();
  const waits = useWaitWords();
  const { step, countedMs, sumMs, closedMs } = row;
  return (
    <tr data-testid="clock-step">
      <td data-whole>
        <Moment at={step.from} />
      </td>
      <td data-whole>{step.to === undefined ? m.stillGoing : <Moment at={step.to} />}</td>
      <td>
        {step.waitingOn === undefined ? m.pieces.working : waits(step.waitingOn, step.reason)}
        {step.leg && step.leg !== '-' && (
          <span className={css['small']}>{wordFor(devices.legs, step.leg)}</span>
        )}
      </td>
      <td>
        {m.counts[step.counts]}
        {closedMs > 0 && <span className={css['small']}>{m.closedPart(exact(closedMs))}</span>}
      </td>
      <td data-align="end">{exact(countedMs)}</td>
      <td data-align="end">{exact(sumMs)}</td>
    </tr>
  );
}

function Moment({ at }: { readonly at: string }) {
  const format = useFormat();
  const now = useNow();
  return (
    <time dateTime={at} title={format.full(at)}>
      {format.due(at, now)}
    </time>
  );
}

/** goal − spent = left, until when that is, and in which calendar it is counted. */
function Balance({ view, target }: Pick<Props, 'view' | 'target'>) {
  const { deviceCase: m } = useMessages();
  const { exact } = useFormat();
  const { goalMs, spentMs, leftMs } = balanceOf(target);
  const { calendar, calendarName, calendarZone, calendarVersion } = target;
  return (
    <p className={css['balance']}>
      <strong data-testid="balance">
        {leftMs > 0
          ? m.balance(exact(goalMs), exact(spentMs), exact(leftMs))
          : m.balanceLate(exact(goalMs), exact(spentMs), exact(-leftMs))}
      </strong>
      <span>
        <DueLine view={view} target={target} />
      </span>
      <span className={css['small']}>
        {calendar === 'always'
          ? m.countedAlways
          : m.countedIn(calendarName, calendarZone, m.version(calendarVersion))}
      </span>
    </p>
  );
}

function DueLine({ view, target }: Pick<Props, 'view' | 'target'>) {
  const { deviceCase: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  const at = target.dueAt ?? target.endedAt ?? '';
  const there = useThere(at, view.zone);
  if (target.dueAt === undefined && target.endedAt === undefined)
    return target.state === 'paused' ? m.dueOpen : null;
  const when = there === undefined ? m.here(format.due(at, now)) : m.hereThere(format.due(at, now), there);
  return target.dueAt === undefined ? m.endedAt(when) : m.dueAt(when);
}
