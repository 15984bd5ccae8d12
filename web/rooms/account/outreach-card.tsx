import type { AccountOutreach } from '../../../shared/contracts/outreach-contract.ts';
import { useAccountOutreach } from '../../api/outreach-queries.ts';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Loading, Trouble } from '../../parts/states.tsx';
import { ClaimTable } from '../outreach/claims-card.tsx';
import { EarlierLines } from '../outreach/earlier-outreach.tsx';
import { sensitivityWord, useEvidenceLine } from '../outreach/evidence-words.ts';
import { CauseChip, Standing, Value } from '../outreach/outreach-row.tsx';
import css from './account.module.css';

/** Why the account is or was called without having asked, and its open claims by the day on which they close. */
export function OutreachCard({ accountId }: { readonly accountId: string }) {
  const { outreach: m } = useMessages();
  const read = useAccountOutreach(accountId);
  return (
    <section className={css['card']} data-testid="account-outreach">
      <div className={css['cardHead']}>
        <h2>{m.title}</h2>
      </div>
      {read.isPending && <Loading of="card" />}
      {read.isError && <Trouble error={read.error} onRetry={() => void read.refetch()} />}
      {read.data && <Content found={read.data} />}
    </section>
  );
}

type Found = { readonly found: AccountOutreach };
type View = AccountOutreach['outreach'][number];

function Content({ found }: Found) {
  const { outreach: m } = useMessages();
  const { outreach, claims, sensitivity, currency } = found;
  const open = outreach.filter(({ state }) => state !== 'ended');
  if (outreach.length === 0 && claims.length === 0) return <p className={css['soft']}>{m.card.nothing}</p>;
  return (
    <>
      {open.length === 0 && <p className={css['soft']}>{m.card.noneOpen}</p>}
      <ul>
        {open.map(view => (
          <Signal key={view.id} view={view} currency={currency} />
        ))}
      </ul>
      {claims.length > 0 && (
        <>
          <h3>{m.claims.title}</h3>
          <ClaimTable claims={claims} currency={currency} />
        </>
      )}
      <Earlier found={found} />
      {sensitivity !== 0 && <p className={css['small']}>{sensitivityWord(sensitivity, m)}</p>}
    </>
  );
}

function Signal({ view, currency }: { readonly view: View; readonly currency: string }) {
  const line = useEvidenceLine();
  return (
    <li className={css['line']} data-testid="account-signal">
      <span className={css['grow']}>
        <CauseChip cause={view.cause} />{' '}
        <Link to={{ room: 'outreach', id: view.id }}>{line(view.evidence)}</Link>
      </span>
      <Value view={view} currency={currency} />
      <Standing view={view} />
    </li>
  );
}

/** Those that ended, the latest first, folded away. */
function Earlier({ found }: Found) {
  const { outreach: m } = useMessages();
  const earlier = found.outreach
    .filter(({ state }) => state === 'ended')
    .map(({ id, cause, ending = 'over', endedAt, updatedAt, feedback }) => ({
      ...{ id, cause, ending, endedAt: endedAt ?? updatedAt },
      ...(feedback ? { useful: feedback.useful } : {}),
    }))
    .toSorted((one, other) => Date.parse(other.endedAt) - Date.parse(one.endedAt));
  if (earlier.length === 0) return null;
  return (
    <details>
      <summary>{m.card.earlier(earlier.length)}</summary>
      <EarlierLines earlier={earlier} />
    </details>
  );
}
