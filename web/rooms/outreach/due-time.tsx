import type { OutreachView } from '../../../shared/contracts/outreach-contract.ts';
import { HOUR } from '../../../shared/kernel/instant.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import css from '../calls/call-time.module.css';
import { stepOf } from '../devices/countdown.ts';
import { useSecond } from '../devices/use-countdown.ts';

const keyOf = (leftMs: number): string =>
  `${leftMs <= 0} ${stepOf({ leftMs })} ${Math.floor(leftMs / stepOf({ leftMs }))}`;

type Props = { readonly view: Pick<OutreachView, 'dueAt'> };

/** What is left until a customer is to be called, live; below it until when that is. */
export function DueTime({ view }: Props) {
  const { outreach: m } = useMessages();
  if (view.dueAt === undefined) return <span className={css['small']}>{m.noDue}</span>;
  return <Countdown dueAt={view.dueAt} />;
}

function Countdown({ dueAt }: { readonly dueAt: string }) {
  const { calls: m } = useMessages();
  const format = useFormat();
  const at = Date.parse(dueAt);
  const leftMs = at - useSecond(now => keyOf(at - now));
  const day = useNow();
  const tone = leftMs <= 0 ? 'late' : leftMs < 4 * HOUR ? 'soon' : 'plain';
  return (
    <span className={css['time']} data-tone={tone}>
      <span className={css['clock']} role="timer">
        {leftMs <= 0 ? m.late(format.running(leftMs)) : format.running(leftMs)}
        <span className="visually-hidden"> {leftMs <= 0 ? '' : m.left}</span>
      </span>
      <span className={css['small']}>
        <time dateTime={dueAt} title={format.full(dueAt)}>
          {m.dueBy(format.due(dueAt, day))}
        </time>
      </span>
    </span>
  );
}
