import type { ReactNode } from 'react';
import type { OperationsView } from '../../../shared/contracts/operations-contract.ts';
import { useOperations } from '../../api/operations-queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Chip } from '../../parts/marks.tsx';
import { Notice } from '../../parts/room.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import css from './ops.module.css';
import { type OpsWords, useOpsWords } from './use-ops-words.ts';
import { useWatchWords } from './watch-line.tsx';

/** When the watchers ran, what they counted, what was found, and where the runbook says what to do. */
export function WatchView() {
  const { data, isPending, isError, error, refetch } = useOperations();
  return (
    <>
      {isError && (
        <Notice>
          <Trouble error={error} onRetry={() => void refetch()} />
        </Notice>
      )}
      {isPending && <Loading />}
      {data && <Watch view={data} />}
    </>
  );
}

type Props = { readonly view: OperationsView };

function Watch({ view }: Props) {
  const { watch: m } = useOpsWords();
  const words = useWatchWords();
  return (
    <section
      className={css['page']}
      aria-label={m.title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls and holds no link must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      data-testid="watch"
      data-state={view.state}
    >
      <div className={css['wide']}>
        <h2 className={css['headline']}>
          <span role="status">{words(view)}</span>
        </h2>
      </div>
      <div className={css['column']}>
        <WatcherCard view={view} id="sweep" figures={sweptIn(view, m)} />
        <WatcherCard view={view} id="auditor" figures={auditedIn(view, m)} />
      </div>
      <div className={css['column']}>
        <section className={css['card']}>
          <h2>{m.elsewhere}</h2>
          <p className={css['soft']}>{m.elsewhereText}</p>
        </section>
        <Findings view={view} />
      </div>
    </section>
  );
}

type Figure = readonly [string, number | boolean];
type Words = OpsWords['watch'];

const sweptIn = ({ sweep }: OperationsView, m: Words): readonly Figure[] =>
  sweep
    ? [
        ...([
          [m.looked, sweep.looked],
          [m.facts, sweep.facts],
          [m.ticks, sweep.ticks],
        ] as const),
        ...([
          [m.failed, sweep.failed],
          [m.stuck, sweep.stuck],
          [m.complete, sweep.complete],
        ] as const),
      ]
    : [];

const auditedIn = ({ audit }: OperationsView, m: Words): readonly Figure[] =>
  audit
    ? [
        ...([
          [m.overdue, audit.overdue],
          [m.notDone, audit.late],
        ] as const),
        ...([
          [m.unguarded, audit.unguarded],
          [m.mended, audit.mended],
        ] as const),
      ]
    : [];

type CardProps = Props & { readonly id: 'sweep' | 'auditor'; readonly figures: readonly Figure[] };

function WatcherCard({ view, id, figures }: CardProps) {
  const { watch: m } = useOpsWords();
  const { common } = useMessages();
  const { due, number } = useFormat();
  const now = useNow();
  const watcher = view.watchers.find(one => one.id === id);
  const silent = watcher?.silent ?? true;
  return (
    <section className={css['card']} data-testid={`watcher-${id}`} data-silent={silent}>
      <h2>{m.names[id]}</h2>
      <p className={css['soft']}>{m.does[id]}</p>
      <dl className={css['facts']}>
        <Fact name={m.lastRun}>
          {watcher?.beatAt === undefined ? m.neverRan : due(watcher.beatAt, now)}{' '}
          <Chip tone={silent ? 'bad' : 'good'}>{silent ? m.silentNow : m.running}</Chip>
        </Fact>
        {figures.map(([name, value]) => (
          <Fact key={name} name={name}>
            {typeof value === 'number' ? number(value) : value ? common.yes : common.no}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** What was found, in the order in which to see to it. */
function Findings({ view }: Props) {
  const { watch: m } = useOpsWords();
  const sentence = useFindingWords(view);
  return (
    <section className={css['card']} data-testid="findings">
      <h2>{m.found}</h2>
      {view.findings.length === 0 && <p>{m.nothing}</p>}
      <ul className={css['entries']}>
        {view.findings.map(({ finding, runbook }) => (
          <li key={finding} data-finding={finding}>
            <p>{sentence(finding)}</p>
            <p className={css['small']}>{m.runbook(runbook)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Finding = OperationsView['findings'][number]['finding'];

function useFindingWords({ audit, sweep }: OperationsView): (finding: Finding) => string {
  const { findings: m } = useOpsWords().watch;
  const { number, span } = useFormat();
  return finding => {
    switch (finding) {
      case 'overdue':
        return m.overdue(number(audit?.overdue ?? 0), span(audit?.oldestOverdueMs ?? 0));
      case 'late':
        return m.late(number(audit?.late ?? 0), span(audit?.oldestLateMs ?? 0));
      case 'stuck':
        return m.stuck(number(sweep?.stuck ?? 0));
      case 'unguarded':
        return m.unguarded(number(audit?.unguarded ?? 0), number(audit?.mended ?? 0));
      default:
        return m[finding];
    }
  };
}
