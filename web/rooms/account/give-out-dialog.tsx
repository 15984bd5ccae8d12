import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem } from '../../api/problem.ts';
import { keys } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { randomId } from '../../app/random.ts';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { showWord } from '../../parts/toasts.tsx';
import type { KnownContact } from '../contact-names.ts';
import { saveText } from '../promises/save-text.ts';
import css from './account.module.css';
import { fileNameOf, fileTextOf, placeOf, REASON, reasonOf } from './person-data.ts';
import { PersonReason } from './person-reason.tsx';

export type PersonProps = {
  readonly accountId: string;
  readonly contact: KnownContact;
  /** As they are shown. */
  readonly who: string;
  readonly onClose: () => void;
};

/** Asked once more for the same reason it is the same request: the history tells of it once. */
function useGiveOut({ accountId, contact, onClose }: PersonProps) {
  const { persons: m } = useMessages();
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: ({ reason, key }: { readonly reason: string; readonly key: string }) =>
      api(routes.getPersonalData, {
        params: placeOf(accountId, contact),
        query: { reason },
        idempotencyKey: key,
      }),
    onSuccess: data => {
      const file = fileNameOf(data);
      saveText(file, 'application/json', fileTextOf(data));
      onClose();
      showWord(m.givenOut(file));
      return queries.invalidateQueries({ queryKey: keys.timeline(accountId) });
    },
    onError: error => {
      if (isProblem(error, 404)) void queries.invalidateQueries({ queryKey: keys.account(accountId) });
    },
  });
}

/** Saves everything that is held of a person as a file, with the reason for whoever asks later. */
export default function GiveOutDialog(person: PersonProps) {
  const { persons: m } = useMessages();
  const [typed, setTyped] = useState('');
  const [key, setKey] = useState(randomId);
  const giveOut = useGiveOut(person);
  const reason = reasonOf(typed);
  const type = (text: string) => {
    if (reasonOf(text) !== reason) setKey(randomId());
    setTyped(text);
  };
  return (
    <Dialog title={m.giveOutTitle(person.who)} onClose={person.onClose}>
      <DialogForm
        submit={m.giveOutSubmit}
        busy={giveOut.isPending}
        ready={reason.length >= REASON.least}
        onSubmit={() => giveOut.mutate({ reason, key })}
        onCancel={person.onClose}
      >
        <p>{m.giveOutText}</p>
        <PersonReason value={typed} onChange={type} error={giveOut.error} />
        <p className={css['small']}>{m.giveOutLate}</p>
      </DialogForm>
    </Dialog>
  );
}
