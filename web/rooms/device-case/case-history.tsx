import type { CaseView } from '../../../shared/contracts/devices-contract.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { humanise, wordFor } from '../../messages/words.ts';
import { When } from '../../parts/marks.tsx';
import { ReasonParts } from '../../parts/why.tsx';
import { useContactNames } from '../contact-names.ts';
import { useDepotNames } from '../devices/case-words.ts';
import { useNames } from '../names.ts';
import css from './device-case.module.css';
import { reasonWords } from './history-words.ts';

type Entry = CaseView['history'][number];
const LATE_MS = 60_000;

/** Every decision about the case with its reason, the newest first. */
export function CaseHistory({ view }: { readonly view: CaseView }) {
  const { account, deviceCase: m } = useMessages();
  return (
    <section className={css['card']} data-testid="history">
      <h2>{m.history}</h2>
      {view.history.length === 0 && <p className={css['soft']}>{account.timelineEmpty}</p>}
      <ol>
        {view.history.toReversed().map(entry => (
          <HistoryLine
            key={`${entry.recordedAt} ${entry.decision}`}
            entry={entry}
            accountId={view.accountId}
          />
        ))}
      </ol>
    </section>
  );
}

type LineProps = { readonly entry: Entry; readonly accountId: string };

function HistoryLine({ entry, accountId }: LineProps) {
  const m = useMessages();
  const names = useNames();
  const who = names.agent(entry.by);
  const late = Date.parse(entry.recordedAt) - Date.parse(entry.at) > LATE_MS;
  return (
    <li className={css['entry']} data-testid="history-entry">
      <div className={css['entryTop']}>
        <strong>{wordFor(m.deviceCase.decisions, entry.decision)}</strong>
        <span className={css['small']}>
          <When at={entry.at} />
        </span>
      </div>
      <Reasons entry={entry} accountId={accountId} />
      <p className={css['small']}>
        {m.deviceCase.by(who === entry.by ? humanise(who) : who)}
        {late && (
          <>
            {' '}
            · {m.account.noted} <When at={entry.recordedAt} />
          </>
        )}
      </p>
    </li>
  );
}

function Reasons({ entry, accountId }: LineProps) {
  const m = useMessages();
  const { agent } = useNames();
  const depot = useDepotNames();
  const contact = useContactNames(accountId);
  const format = useFormat();
  const now = useNow();
  const known = { m, agent, depot, contact, date: (at: string | number) => format.due(at, now) };
  return <ReasonParts parts={reasonWords(entry.reason, known)} />;
}
