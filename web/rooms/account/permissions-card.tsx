import { lazy, Suspense, useState } from 'react';
import type { PermissionsView } from '../../../shared/contracts/outreach-contract.ts';
import { useAgentNames, usePermissions } from '../../api/queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Chip, When } from '../../parts/marks.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import { useContactNames } from '../contact-names.ts';
import css from './account.module.css';
import { EVERYBODY, purposes, standing, tones } from './permission-standing.ts';

const RecordDialog = lazy(() => import('./permission-dialog.tsx'));

type CardProps = { readonly accountId: string; readonly mayRecord: boolean };
type Of = { readonly of: PermissionsView };

/** Who may be approached for what, and every word that was ever said about it. */
export function PermissionsCard({ accountId, mayRecord }: CardProps) {
  const { permissions: m } = useMessages();
  const read = usePermissions(accountId);
  const [recording, setRecording] = useState(false);
  const contacts = read.data?.contacts ?? [];
  return (
    <section className={css['card']} data-testid="permissions">
      <div className={css['cardHead']}>
        <h2>{m.title}</h2>
        {mayRecord && read.data && (
          <Button onPress={() => setRecording(true)}>
            {m.record}
            <span className="visually-hidden"> {m.title}</span>
          </Button>
        )}
      </div>
      <p className={css['small']}>{m.hint}</p>
      {read.isPending && <Loading />}
      {read.isError && <Trouble error={read.error} onRetry={() => void read.refetch()} />}
      {read.data && contacts.length === 0 && <p className={css['soft']}>{m.none}</p>}
      {read.data && <Contacts of={read.data} />}
      {read.data && <Ledger of={read.data} accountId={accountId} />}
      {recording && (
        <Suspense fallback={null}>
          <RecordDialog accountId={accountId} contacts={contacts} onClose={() => setRecording(false)} />
        </Suspense>
      )}
    </section>
  );
}

function Contacts({ of }: Of) {
  const { permissions: m } = useMessages();
  return (
    <ul>
      {of.contacts.map(({ contactId, name }) => (
        <li key={contactId} className={css['line']} data-testid="permission" data-contact={contactId}>
          <strong className={css['grow']}>{name}</strong>
          <span className={css['chips']}>
            {purposes.map(purpose => {
              const stands = standing(of, contactId, purpose);
              return (
                <Chip key={purpose} tone={tones[stands]}>
                  {m.purposes[purpose]}: {m.stands[stands]}
                </Chip>
              );
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Ledger({ of: { contacts, ledger }, accountId }: Of & { readonly accountId: string }) {
  const { permissions: m } = useMessages();
  const agentName = useAgentNames();
  const contactName = useContactNames(accountId);
  if (ledger.length === 0) return null;
  const nameOf = (id: string) =>
    id === EVERYBODY
      ? m.everybody
      : (contacts.find(({ contactId }) => contactId === id)?.name ?? contactName(id));
  return (
    <details data-testid="permission-ledger">
      <summary>{m.ledger(ledger.length)}</summary>
      <ol>
        {ledger.map(({ contactId, purpose, word, how, at, by }) => (
          <li key={`${at} ${contactId} ${purpose} ${word} ${how} ${by}`} className={css['line']}>
            <span className={css['grow']}>
              <strong>
                {m.words[word]}: {m.purposes[purpose]}
              </strong>
              <br />
              <span className={css['small']}>
                {nameOf(contactId)} · {m.how[how]} · <When at={at} /> · {m.by(agentName(by))}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
