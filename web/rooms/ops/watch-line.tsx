import type { OperationsView } from '../../../shared/contracts/operations-contract.ts';
import { useOperations } from '../../api/operations-queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Icon } from '../../parts/icons.tsx';
import css from './ops.module.css';
import { useOpsWords } from './use-ops-words.ts';

/** Whether everything is watched, in one sentence; of what is silent, since when. */
export function useWatchWords(): (view: OperationsView) => string {
  const { watch: m } = useOpsWords();
  const { due } = useFormat();
  const now = useNow();
  return ({ state, watchers }) => {
    if (state !== 'silent') return m[state];
    const silent = watchers.filter(one => one.silent);
    const said = silent.map(({ id, beatAt }) =>
      beatAt === undefined ? m.never(m.names[id]) : m.silentSince(m.names[id], due(beatAt, now)),
    );
    return `${m.silent}. ${said.join(', ')}`;
  };
}

/** The line above the lists; it keeps its height, whatever it says. */
export function WatchLine() {
  const { watch: m } = useOpsWords();
  const { common } = useMessages();
  const { data, isError } = useOperations();
  const words = useWatchWords();
  const state = isError ? 'unread' : (data?.state ?? 'unknown');
  const text = isError ? m.unread : data ? words(data) : common.loading;
  return (
    <div className={css['line']} data-state={state} data-testid="watch-line">
      <Icon name={state === 'well' ? 'check' : 'warn'} size={16} />
      <span role="status" className={css['lineText']}>
        {text}
      </span>
      <Link className={css['lineLink']} to={{ room: 'ops', shown: { tab: 'watch' } }}>
        {m.more}
      </Link>
    </div>
  );
}
