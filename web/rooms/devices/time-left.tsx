import type { CaseLine } from '../../../shared/contracts/devices-contract.ts';
import { formatIn } from '../../app/format.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { usedUp } from './board-order.ts';
import type { Countdown } from './countdown.ts';
import css from './time-left.module.css';
import { useCountdown } from './use-countdown.ts';

type Props = { readonly line: CaseLine };
type Tone = 'late' | 'risk' | 'still' | 'plain';

function toneOf(line: CaseLine, { is, overdue }: Countdown): Tone {
  if (overdue) return 'late';
  if (is === 'paused' || is === 'standing' || is === 'none') return 'still';
  return usedUp(line.reached) >= 75 ? 'risk' : 'plain';
}

/** What is left of a promise, live; below it until when (unless bare), and why it stands when it does. */
export function TimeLeft({ line, bare = false }: Props & { readonly bare?: boolean }) {
  const countdown = useCountdown(line);
  return (
    <span className={css['time']} data-tone={toneOf(line, countdown)} data-testid="time-left">
      <Clock line={line} countdown={countdown} />
      {!bare && line.dueAt && countdown.is !== 'none' && (
        <Due line={line} dueAt={line.dueAt} late={countdown.overdue} />
      )}
      <Stands countdown={countdown} />
    </span>
  );
}

function Clock({ line, countdown }: Props & { readonly countdown: Countdown }) {
  const { devices: m } = useMessages();
  const { running } = useFormat();
  const { is, leftMs, overdue } = countdown;
  if (is === 'none') return <span className={css['small']}>{withoutClock(line, m)}</span>;
  return (
    <span className={css['clock']} role="timer">
      {overdue ? m.late(running(leftMs)) : running(leftMs)}
      <span className="visually-hidden"> {overdue ? '' : m.left}</span>
    </span>
  );
}

function withoutClock(line: CaseLine, m: ReturnType<typeof useMessages>['devices']): string {
  if (!line.entitled) return m.notManaged;
  if (line.verdict === 'none') return m.noPromise;
  return wordFor(m.states, line.state);
}

type DueProps = Props & { readonly dueAt: string; readonly late: boolean };

function Due({ line, dueAt, late }: DueProps) {
  const { devices: m } = useMessages();
  const format = useFormat();
  const there = useThere(dueAt, line.zone);
  const when = format.due(dueAt, useNow());
  return (
    <span className={css['small']}>
      <time dateTime={dueAt} title={format.full(dueAt)}>
        {late ? m.was(when) : m.by(when)}
      </time>
      {there && ` ${m.there(there)}`}
    </span>
  );
}

/**
 * The same instant where the customer is, with its day when that is another than the reader's; undefined when their
 * clocks show the same.
 */
export function useThere(at: string, zone: string): string | undefined {
  const { locale } = useMessages();
  const here = useFormat();
  const there = formatIn(zone, locale);
  if (!there) return undefined;
  if (there.dayOf(at) !== here.dayOf(at)) return there.dated(at);
  return there.time(at) === here.time(at) ? undefined : there.time(at);
}

function Stands({ countdown }: { readonly countdown: Countdown }) {
  const { devices: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  const { is, goesOnAt, standsFrom } = countdown;
  if (is === 'standing')
    return (
      <span className={css['small']}>
        {goesOnAt === undefined ? m.standing : m.goesOn(format.due(goesOnAt, now))}
      </span>
    );
  if (is === 'paused') return <span className={css['small']}>{m.paused}</span>;
  return standsFrom === undefined ? null : <span className={css['small']}>{m.openTime}</span>;
}
