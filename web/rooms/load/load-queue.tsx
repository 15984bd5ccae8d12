import { lazy, Suspense, useState } from 'react';
import type { TeamLoad } from '../../../shared/contracts/team-contract.ts';
import { useFormat } from '../../app/locale.tsx';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { humanise, productName, wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { LanguageTag } from '../../parts/marks.tsx';
import { TakeButton } from '../account/claim.tsx';
import { useSecond } from '../devices/use-countdown.ts';
import css from './load.module.css';

const TransferDialog = lazy(() => import('../account/transfer-dialog.tsx'));

type Queue = TeamLoad['queue'];
type Waiting = Queue['accounts'][number];

/** What waits for somebody, in the order in which it gets an owner. */
export function LoadQueue({ queue }: { readonly queue: Queue }) {
  const { load: m } = useMessages();
  const [giving, setGiving] = useState<Waiting>();
  return (
    <section className={css['card']} aria-labelledby="queue">
      <div className={css['head']}>
        <h2 id="queue" className={css['title']}>
          {m.queue}
        </h2>
        <span className={css['small']}>
          {m.queueTasks(queue.tasks)}{' '}
          {queue.tasks > 0 && <Link to={{ room: 'tasks', of: 'queue' }}>{m.toQueue}</Link>}
        </span>
      </div>
      {queue.accounts.length === 0 ? (
        <p className={css['small']}>{m.queueEmpty}</p>
      ) : (
        <QueueTable accounts={queue.accounts} onGive={setGiving} />
      )}
      {giving && (
        <Suspense fallback={null}>
          <TransferDialog
            account={{ id: giving.accountId, name: giving.accountName, languages: [giving.language] }}
            onClose={() => setGiving(undefined)}
          />
        </Suspense>
      )}
    </section>
  );
}

type TableProps = { readonly accounts: readonly Waiting[]; readonly onGive: (one: Waiting) => void };

function QueueTable({ accounts, onGive }: TableProps) {
  const { load: m } = useMessages();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={css['tableBox']} aria-label={m.queue} tabIndex={0}>
      <table className={css['table']} aria-label={m.queue}>
        <thead>
          <tr>
            {[m.account, m.age, m.language, m.about, m.why].map(title => (
              <th key={title} scope="col" className={css['plain']}>
                {title}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{m.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map(one => (
            <WaitingRow key={one.accountId} waiting={one} onGive={() => onGive(one)} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = { readonly waiting: Waiting; readonly onGive: () => void };

function WaitingRow({ waiting, onGive }: RowProps) {
  const m = useMessages();
  const { accountId, accountName, language, segment, product, reason } = waiting;
  const about = [...(segment ? [humanise(segment)] : []), ...(product ? [productName(product)] : [])];
  return (
    <tr data-testid="waiting">
      <th scope="row">
        <Link to={{ room: 'account', accountId }}>{accountName}</Link>
      </th>
      <td data-label={m.load.age}>
        <div>
          <Age since={waiting.waitingSince} />
        </div>
      </td>
      <td data-label={m.load.language}>
        <LanguageTag tag={language} />
      </td>
      <td data-label={m.load.about} className={css['wide']}>
        {about.join(' · ')}
      </td>
      <td data-label={m.load.why} className={css['wide']}>
        <div className={css['why']}>{wordFor(m.reasons, reason)}</div>
      </td>
      <td className={css['wide']}>
        <div className={css['actions']}>
          <TakeButton accountId={accountId} accountName={accountName} />
          <Button aria-label={m.assign.giveOne(accountName)} onPress={onGive}>
            {m.assign.give}
          </Button>
        </div>
      </td>
    </tr>
  );
}

/** How long something has waited, live. */
function Age({ since }: { readonly since: string }) {
  const format = useFormat();
  const from = Date.parse(since);
  const words = (at: number) => format.running(Math.max(0, at - from));
  const now = useSecond(words);
  return (
    <time dateTime={since} title={format.full(since)} data-testid="age">
      {words(now)}
    </time>
  );
}
