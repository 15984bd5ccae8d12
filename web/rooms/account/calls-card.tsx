import { lazy, Suspense, useState } from 'react';
import type { AccountView } from '../../../shared/contracts/accounts-contract.ts';
import { type EarlierCall, useAccountCalls } from '../../api/call-queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import { EarlierList } from '../call/earlier-calls.tsx';
import { CallRow } from '../calls/call-row.tsx';
import { useAboutWords } from '../calls/call-words.ts';
import css from './account.module.css';

const PlanDialog = lazy(() => import('../calls/plan-dialog.tsx'));
const LogDialog = lazy(() => import('./log-dialog.tsx'));

type Props = { readonly account: AccountView };
/** Earlier calls that are shown at once; the others fold away. */
const SHOWN = 3;

/** Calls of the account: what is open, what was, planning one, and taking one that comes in. */
export function CallsCard({ account }: Props) {
  const { call, common } = useMessages();
  const m = call.onAccount;
  const calls = useAccountCalls(account.id);
  const about = useAboutWords();
  const [asking, setAsking] = useState<'plan' | 'log'>();
  const close = () => setAsking(undefined);
  return (
    <section className={css['card']} data-testid="account-calls">
      <div className={css['cardHead']}>
        <h2>{m.title}</h2>
        {account.status !== 'merged' && (
          <span className={css['buttons']}>
            <Button onPress={() => setAsking('log')}>{m.log}</Button>
            <Button onPress={() => setAsking('plan')}>{m.plan}</Button>
          </span>
        )}
      </div>
      {calls.isPending && <Loading of="card" />}
      {calls.isError && <Trouble error={calls.error} onRetry={() => void calls.refetch()} />}
      {calls.data?.open.length === 0 && <p className={css['soft']}>{m.none}</p>}
      {calls.data && (
        <ul aria-label={m.title}>
          {calls.data.open.map(one => (
            <CallRow key={one.id} call={one} title={about(one).join(' · ')} ofTeam lostTo={undefined} />
          ))}
        </ul>
      )}
      <Earlier earlier={calls.data?.earlier ?? []} />
      {asking && (
        <Suspense fallback={<span role="status">{common.loading}</span>}>
          {asking === 'plan' ? (
            <PlanDialog account={account} onClose={close} />
          ) : (
            <LogDialog account={account} onClose={close} />
          )}
        </Suspense>
      )}
    </section>
  );
}

function Earlier({ earlier }: { readonly earlier: readonly EarlierCall[] }) {
  const { call: m } = useMessages();
  if (earlier.length === 0) return null;
  if (earlier.length <= SHOWN)
    return (
      <>
        <h3>{m.earlier}</h3>
        <EarlierList earlier={earlier} />
      </>
    );
  return (
    <details>
      <summary>{m.onAccount.earlier(earlier.length)}</summary>
      <EarlierList earlier={earlier} />
    </details>
  );
}
