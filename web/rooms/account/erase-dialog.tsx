import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountView } from '../../../shared/contracts/accounts-contract.ts';
import { callKeys } from '../../api/call-queries.ts';
import { isProblem } from '../../api/problem.ts';
import { keys } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Tick } from '../../parts/field.tsx';
import { Icon } from '../../parts/icons.tsx';
import { showWord } from '../../parts/toasts.tsx';
import css from './account.module.css';
import type { PersonProps } from './give-out-dialog.tsx';
import { placeOf, REASON, reasonOf, withErased } from './person-data.ts';
import { PersonReason } from './person-reason.tsx';

type EraseProps = PersonProps & {
  readonly onErased: () => void;
  /** The order is on its way, or it was refused: whoever is gone meanwhile was erased by this very order. */
  readonly onSending: (isSending: boolean) => void;
};

function useErase({ accountId, contact, onClose, onErased, onSending }: EraseProps) {
  const { persons: m } = useMessages();
  const { api, queries } = useServices();
  const stale = [['account'], ['timeline'], keys.permissions(accountId), callKeys.lists, callKeys.pages];
  const reread = () => Promise.all(stale.map(queryKey => queries.invalidateQueries({ queryKey })));
  return useMutation({
    mutationFn: (reason: string) =>
      api(routes.erasePerson, { params: placeOf(accountId, contact), body: { reason } }),
    onMutate: () => onSending(true),
    onSuccess: done => {
      onClose();
      onErased();
      queries.setQueryData<AccountView>(keys.account(accountId), view => view && withErased(view, done));
      showWord(m.told[done.state]);
      return reread();
    },
    onError: error => {
      onSending(false);
      if (isProblem(error, 404)) void reread();
    },
  });
}

/** Erases a person for good: says what goes and what stays, and asks why and whether it is the right one. */
export default function EraseDialog(person: EraseProps) {
  const { persons: m } = useMessages();
  const [typed, setTyped] = useState('');
  const [sure, setSure] = useState(false);
  const erase = useErase(person);
  const reason = reasonOf(typed);
  return (
    <Dialog title={m.eraseTitle(person.who)} onClose={person.onClose}>
      <DialogForm
        submit={m.eraseSubmit}
        look="danger"
        busy={erase.isPending}
        ready={sure && reason.length >= REASON.least}
        onSubmit={() => erase.mutate(reason)}
        onCancel={person.onClose}
      >
        <p className={css['missing']}>
          <Icon name="warn" />
          <strong>{m.eraseText}</strong>
        </p>
        <PersonReason value={typed} onChange={setTyped} error={erase.error} />
        <Lines title={m.goes} lines={m.goesLines} />
        <Lines title={m.stays} lines={m.staysLines} />
        <Tick checked={sure} onChange={setSure}>
          {m.sure(person.who)}
        </Tick>
      </DialogForm>
    </Dialog>
  );
}

const Lines = ({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) => (
  <section className={css['whatHappens']}>
    <h3>{title}</h3>
    <ul>
      {lines.map(line => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </section>
);
