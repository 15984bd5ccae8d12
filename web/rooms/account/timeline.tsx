import type { HistoryEntry } from '../../../shared/contracts/accounts-contract.ts';
import { useTimeline } from '../../api/queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { factSentence, reasonParts, typedReason, wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Chip, KindMark, When } from '../../parts/marks.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import { ReasonParts } from '../../parts/why.tsx';
import { useContactsInHistory } from '../contact-names.ts';
import { kindOf, useNames } from '../names.ts';
import css from './account.module.css';

/** Everything that happened to the account: what, when, what was decided and why. */
export function Timeline({ accountId }: { readonly accountId: string }) {
  const m = useMessages();
  const timeline = useTimeline(accountId);
  const entries = timeline.data?.pages.flatMap(page => page.entries) ?? [];
  return (
    <section className={css['card']} data-testid="timeline">
      <div className={css['cardHead']}>
        <h2>{m.account.timeline}</h2>
      </div>
      {timeline.isPending && <Loading />}
      {timeline.isSuccess && entries.length === 0 && <p className={css['soft']}>{m.account.timelineEmpty}</p>}
      <ol>
        {entries.map(entry => (
          <Entry key={`${entry.eventId} ${entry.name} ${entry.recordedAt}`} entry={entry} />
        ))}
      </ol>
      {timeline.isError && (
        <Trouble
          error={timeline.error}
          onRetry={() => void (timeline.data ? timeline.fetchNextPage() : timeline.refetch())}
        />
      )}
      {timeline.hasNextPage && !timeline.isError && (
        <Button onPress={() => void timeline.fetchNextPage()} isDisabled={timeline.isFetchingNextPage}>
          {timeline.isFetchingNextPage ? m.common.loading : m.common.more}
        </Button>
      )}
    </section>
  );
}

const LATE_MS = 60_000;

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  const m = useMessages();
  const names = useNames();
  const late = Date.parse(entry.recordedAt) - Date.parse(entry.occurredAt) > LATE_MS;
  return (
    <li className={css['entry']} data-testid="timeline-entry">
      <KindMark kind={kindOf(entry.name)} />
      <div>
        <div className={css['entryTop']}>
          <strong>{factSentence(entry, m, names)}</strong>
          <span className={css['small']}>
            <When at={entry.occurredAt} />
          </span>
        </div>
        <p className={css['soft']}>
          {entry.decision !== entry.reason['phase'] && wordFor(m.decisions, entry.decision)}{' '}
          {entry.repeats > 0 && <Chip>{m.account.repeats(entry.repeats)}</Chip>}
        </p>
        <Reasons entry={entry} />
        {late && (
          <p className={css['small']}>
            {m.account.noted} <When at={entry.recordedAt} />
          </p>
        )}
      </div>
    </li>
  );
}

function Reasons({ entry }: { readonly entry: HistoryEntry }) {
  const m = useMessages();
  const names = { ...useNames(), contact: useContactsInHistory(entry.accountId) };
  const why = typedReason(entry);
  const parts = reasonParts(entry.reason, m, names);
  return <ReasonParts parts={why ? [...parts, { label: m.parts.why, value: why }] : parts} />;
}
