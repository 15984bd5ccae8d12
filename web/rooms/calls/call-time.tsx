import type { CallView } from '../../../shared/contracts/calls-contract.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { useThere } from '../devices/time-left.tsx';
import { useSecond } from '../devices/use-countdown.ts';
import { type Timed, timedBy } from './call-order.ts';
import css from './call-time.module.css';

type Props = { readonly call: CallView };

/** How finely it is shown: each second within an hour, else each minute. */
const stepOf = (ms: number): number => (Math.abs(ms) < HOUR ? SECOND : MINUTE);
const keyOf = (ms: number): string => `${ms <= 0} ${stepOf(ms)} ${Math.floor(ms / stepOf(ms))}`;

/** What is left until a call is to be made, live, or how long it runs; below it the time itself. */
export function CallTime({ call }: Props) {
  const timed = timedBy(call);
  const now = useSecond(at => keyOf(timed.at - at));
  return (
    <span className={css['time']} data-tone={toneOf(timed, now)} data-testid="call-time">
      <Clock timed={timed} now={now} />
      <At call={call} timed={timed} />
    </span>
  );
}

const SOON = 15 * MINUTE;

function toneOf({ is, at }: Timed, now: Instant): 'late' | 'soon' | 'good' | 'plain' {
  if (is === 'running') return 'good';
  if (is === 'over') return 'plain';
  if (at <= now) return 'late';
  return at - now < SOON ? 'soon' : 'plain';
}

function Clock({ timed: { is, at }, now }: { readonly timed: Timed; readonly now: Instant }) {
  const { calls: m } = useMessages();
  const { running } = useFormat();
  if (is === 'over') return <span className={css['clock']}>{m.states.ended}</span>;
  if (is === 'running')
    return (
      <span className={css['clock']} role="timer">
        {running(now - at)}
      </span>
    );
  return (
    <span className={css['clock']} role="timer">
      {at <= now ? m.late(running(now - at)) : running(at - now)}
      <span className="visually-hidden"> {at <= now ? '' : m.left}</span>
    </span>
  );
}

function At({ call, timed }: Props & { readonly timed: Timed }) {
  const { calls: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  const iso = new Date(timed.at).toISOString();
  const there = useThere(iso, call.zone);
  const words: Readonly<Record<Timed['is'], (when: string) => string>> = {
    promised: m.promisedBy,
    'start-by': m.startBy,
    begins: when => m.begins(when, format.time(call.booking?.to ?? iso)),
    due: m.dueBy,
    running: m.runningSince,
    over: when => when,
  };
  return (
    <span className={css['small']}>
      <time dateTime={iso} title={format.full(iso)}>
        {words[timed.is](format.due(iso, now))}
      </time>
      {there && timed.is !== 'running' && ` ${m.there(there)}`}
    </span>
  );
}
