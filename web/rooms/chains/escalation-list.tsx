import type { EscalationView } from '../../../shared/contracts/escalations-contract.ts';
import { type EscalationState, useEscalations } from '../../api/team-queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Chip, KindMark, type Tone } from '../../parts/marks.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import { useSecond } from '../devices/use-countdown.ts';
import { logWords, stepOfLine } from './chain-words.ts';
import css from './chains.module.css';
import { byUrgency, turnOf } from './escalation-order.ts';
import { useTelling } from './use-telling.ts';

/** Escalations with what comes next, the most urgent first; each opens to everything that happened. */
export function EscalationList({ state }: { readonly state?: EscalationState | undefined }) {
  const { chains: m, common } = useMessages();
  const read = useEscalations(state);
  const all = read.data?.pages.flatMap(page => page.escalations).toSorted(byUrgency) ?? [];
  if (read.isPending) return <Loading />;
  return (
    <>
      {read.isError && <Trouble error={read.error} onRetry={() => void read.refetch()} />}
      {read.isSuccess && all.length === 0 && <p className={css['soft']}>{state ? m.noneOf : m.none}</p>}
      <ul aria-label={m.list}>
        {all.map(escalation => (
          <Escalation key={escalation.id} escalation={escalation} />
        ))}
      </ul>
      {read.hasNextPage && (
        <Button onPress={() => void read.fetchNextPage()} isDisabled={read.isFetchingNextPage}>
          {read.isFetchingNextPage ? common.loading : common.more}
        </Button>
      )}
    </>
  );
}

type Props = { readonly escalation: EscalationView };

const tones: Readonly<Record<EscalationView['state'], Tone>> = {
  ...{ running: 'warn', acknowledged: 'good', snoozed: 'plain', resolved: 'good', exhausted: 'bad' },
};

function Escalation({ escalation }: Props) {
  const { chains: m } = useMessages();
  const { state, kind, accountId, accountName, chain } = escalation;
  return (
    <li className={css['run']} data-state={state} data-testid="escalation">
      <KindMark kind={kind} />
      <div className={css['runBody']}>
        <p className={css['runHead']}>
          <strong>
            <Subject escalation={escalation} />
          </strong>
          <Link to={{ room: 'account', accountId }}>{accountName}</Link>
          <Chip tone={tones[state]}>{m.states[state]}</Chip>
        </p>
        <Turn escalation={escalation} />
        <p className={css['small']}>
          {m.by(chain)} <Since escalation={escalation} />
        </p>
        <Log escalation={escalation} />
      </div>
    </li>
  );
}

function Subject({ escalation: { kind, subjectKind, subjectId } }: Props) {
  const { noticeKinds } = useMessages();
  const words = wordFor(noticeKinds, kind);
  if (subjectKind === 'device-case')
    return <Link to={{ room: 'device-case', caseId: subjectId }}>{words}</Link>;
  if (subjectKind === 'depot') return <Link to={{ room: 'depot', depotId: subjectId }}>{words}</Link>;
  return <>{words}</>;
}

function Since({ escalation: { startedAt, fixBy } }: Props) {
  const { chains: m } = useMessages();
  const format = useFormat();
  const now = useNow();
  return (
    <>
      · {m.started(format.due(startedAt, now))}
      {fixBy && ` · ${m.fixBy(format.due(fixBy, now))}`}
    </>
  );
}

/** What comes next and in how long, live; nothing does any more once it is at its end. */
function Turn({ escalation }: Props) {
  const { chains: m } = useMessages();
  const { due } = useFormat();
  const now = useNow();
  const { state, step, steps, cycle, acknowledgedBy, acknowledgedAt } = escalation;
  const { agent } = useTelling();
  const at = turnOf(escalation);
  const taken = state === 'acknowledged' && acknowledgedBy !== undefined;
  if (at === undefined && !taken) return null;
  return (
    <p className={css['turn']}>
      {taken && <span>{m.takenBy(agent(acknowledgedBy), due(acknowledgedAt ?? '', now))}</span>}
      {at !== undefined && <Countdown at={at} confirms={taken} />}
      {state === 'running' && (
        <span className={css['small']}>
          {m.stepOf(step + 1, steps)}
          {cycle > 0 && `, ${m.dry.round(cycle + 1)}`}
        </span>
      )}
    </p>
  );
}

type CountdownProps = { readonly at: number; readonly confirms: boolean };

function Countdown({ at, confirms }: CountdownProps) {
  const { chains: m } = useMessages();
  const { running, time } = useFormat();
  const now = useSecond(second => String(Math.floor((at - second) / 1000)));
  if (at <= now) return <strong>{confirms ? m.confirmDue : m.due}</strong>;
  const left = running(at - now);
  return (
    <strong role="timer" className={css['clock']} data-testid="next-step">
      {confirms ? m.confirmIn(left) : m.nextIn(left)}{' '}
      <span className={css['small']}>{m.nextAt(time(at))}</span>
    </strong>
  );
}

function Log({ escalation: { accountName, log } }: Props) {
  const { chains: m } = useMessages();
  const telling = useTelling();
  const now = useNow();
  if (log.length === 0) return null;
  return (
    <details className={css['details']}>
      <summary>
        {m.logShow} ({log.length})
      </summary>
      <ol className={css['lines']} aria-label={m.logOf(accountName)}>
        {log.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may say the same of one moment
          <li key={at} className={css['line']} data-testid="escalation-log">
            <time dateTime={line.at}>{telling.format.due(line.at, now)}</time>
            <span>
              <span className={css['part']}>{logWords(line, telling)}</span>
              <span className={css['small']}> {stepOfLine(line, telling.m)}</span>
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
