import type { SearchHit } from '../../../shared/contracts/views-contract.ts';
import { askedFor, useSearch } from '../../api/search-queries.ts';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { StatusChip } from '../../parts/marks.tsx';
import { Notice } from '../../parts/room.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import css from './accounts.module.css';

/** As many as one answer has. */
const MOST = 50;

/** Accounts of the whole company whose words begin with what was typed. */
export function FoundAccounts({ q }: { readonly q: string }) {
  const { accounts: m } = useMessages();
  const { hits, more, stale, error, again } = useSearch(q, { kind: 'account', limit: MOST });
  if (error !== undefined)
    return (
      <Notice>
        <Trouble error={error} onRetry={again} />
      </Notice>
    );
  if (stale && hits.length === 0) return <Loading />;
  const short = askedFor(q) === '';
  const count = more || hits.length >= MOST ? m.foundMore(hits.length) : m.found(hits.length);
  return (
    <section className={css['found']} aria-label={m.search}>
      <p className={css['said']} role="status">
        {short ? m.typeOn : count}
      </p>
      <ul>
        {hits.map(hit => (
          <li key={hit.id}>
            <FoundRow hit={hit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function FoundRow({ hit: { id, title, note } }: { readonly hit: SearchHit }) {
  const m = useMessages();
  return (
    <Link className={css['row']} to={{ room: 'account', accountId: id }} data-testid="account-row">
      <span className={css['name']}>{title}</span>
      {note && (
        <span>
          <StatusChip status={note} label={wordFor(m.status, note)} />
        </span>
      )}
    </Link>
  );
}
