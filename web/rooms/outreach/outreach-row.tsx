import type { OutreachView } from '../../../shared/contracts/outreach-contract.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { Chip, LanguageTag, type Tone, When } from '../../parts/marks.tsx';
import { DueTime } from './due-time.tsx';
import { useEvidenceLine } from './evidence-words.ts';
import { useFigures } from './figures.ts';
import css from './outreach.module.css';
import type { OutreachTab } from './outreach-tab.ts';

export const rowId = (outreachId: string): string => `outreach ${outreachId}`;

type RowProps = {
  readonly tab: OutreachTab;
  readonly view: OutreachView;
  readonly currency: string;
  readonly current: boolean;
};

/** One signal: when, whose, why with its evidence, what it is worth, and how it stands. */
export function OutreachRow({ tab, view, currency, current }: RowProps) {
  const line = useEvidenceLine();
  return (
    <Link
      id={rowId(view.id)}
      className={css['row']}
      to={{ room: 'outreach', id: view.id }}
      tabIndex={current ? 0 : -1}
      data-testid="outreach-row"
    >
      <Place tab={tab} view={view} />
      <span className={css['account']}>
        <span className={css['name']}>{view.accountName}</span>
        <LanguageTag tag={view.language} />
      </span>
      <span className={css['evidence']}>
        <CauseChip cause={view.cause} />
        <span className={css['said']}>{line(view.evidence)}</span>
      </span>
      <span className={css['number']}>
        <Value view={view} currency={currency} />
      </span>
      <Standing view={view} />
    </Link>
  );
}

/** What the list goes by: when it is due, its rank, or when it ended. */
function Place({ tab, view }: Pick<RowProps, 'tab' | 'view'>) {
  const { outreach: m, common } = useMessages();
  const { mean } = useFigures();
  const { when } = useFormat();
  const now = useNow();
  if (tab === 'open') return <DueTime view={view} />;
  if (tab === 'ended') return <When at={view.endedAt ?? view.updatedAt} />;
  return (
    <span className={css['place']}>
      <strong>{m.rank(mean(view.rank))}</strong>
      <span className={css['small']}>{common.since(when(view.openedAt, now))}</span>
    </span>
  );
}

export const CauseChip = ({ cause }: Pick<OutreachView, 'cause'>) => {
  const { outreach: m } = useMessages();
  return <Chip tone={causeTones[cause]}>{wordFor(m.causes, cause)}</Chip>;
};

const causeTones: Readonly<Record<OutreachView['cause'], Tone>> = {
  burst: 'warn',
  deadline: 'bad',
  market: 'info',
};

type ValueProps = { readonly view: Pick<OutreachView, 'value'>; readonly currency: string };

/** What is at risk, in the company's currency. */
export function Value({ view, currency }: ValueProps) {
  const { outreach: m } = useMessages();
  const { number } = useFormat();
  const { money } = useFigures();
  if (view.value === undefined) return <span className={css['small']}>{m.valueUnknown}</span>;
  return currency === '' ? number(view.value) : money(view.value, currency);
}

/** How it stands: why it waits, or how it ended and whether that was useful. */
export function Standing({ view }: { readonly view: OutreachView }) {
  const { outreach: m } = useMessages();
  const { state, why, ending, feedback, exempt, callId } = view;
  return (
    <span className={css['chips']}>
      {state === 'ended' && ending !== undefined ? (
        <Chip tone={ending === 'reached' ? 'good' : 'plain'}>{wordFor(m.endings, ending)}</Chip>
      ) : (
        state !== 'held' && <Chip>{state === 'open' && callId ? m.states.planned : m.states[state]}</Chip>
      )}
      {state === 'held' && <span className={css['why']}>{wordFor(m.why, why ?? 'budget')}</span>}
      {state === 'open' && exempt && <Chip>{m.exempt}</Chip>}
      {feedback && (
        <Chip tone={feedback.useful ? 'good' : 'warn'}>{feedback.useful ? m.useful : m.notUseful}</Chip>
      )}
    </span>
  );
}
