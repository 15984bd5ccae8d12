import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PermissionsView } from '../../../shared/contracts/outreach-contract.ts';
import { callKeys } from '../../api/call-queries.ts';
import { keys } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Choice } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import { EVERYBODY, type Purpose, purposes } from './permission-standing.ts';

type Said = PermissionsView['ledger'][number];
type Draft = Pick<Said, 'contactId' | 'purpose' | 'word' | 'how'>;
type RecordProps = {
  readonly accountId: string;
  readonly contacts: PermissionsView['contacts'];
  readonly onClose: () => void;
};

const words = ['allows', 'objects'] as const;
const ways = ['call', 'mail', 'page', 'contract', 'other'] as const;

/** Writes down what a contact said about being approached: for what, what and how. */
export default function PermissionDialog({ accountId, contacts, onClose }: RecordProps) {
  const { permissions: m } = useMessages();
  const { api, queries } = useServices();
  const [draft, setDraft] = useState<Draft>({
    ...{ contactId: contacts[0]?.contactId ?? EVERYBODY, purpose: 'service', word: 'objects', how: 'call' },
  });
  const record = useMutation({
    mutationFn: (said: Draft) => api(routes.recordPermission, { params: { accountId }, body: bodyOf(said) }),
    onSuccess: now => {
      queries.setQueryData(keys.permissions(accountId), now);
      onClose();
      showWord(m.saved);
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.permissions(accountId) }),
        queries.invalidateQueries({ queryKey: keys.timeline(accountId) }),
        queries.invalidateQueries({ queryKey: callKeys.lists }),
      ]),
  });
  return (
    <Dialog title={m.dialog} onClose={onClose}>
      <DialogForm
        submit={m.submit}
        busy={record.isPending}
        onSubmit={() => record.mutate(draft)}
        onCancel={onClose}
      >
        {record.error && <Trouble error={record.error} />}
        <Fields draft={draft} contacts={contacts} set={part => setDraft({ ...draft, ...part })} />
      </DialogForm>
    </Dialog>
  );
}

type FieldsProps = Pick<RecordProps, 'contacts'> & {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
};

function Fields({ draft, contacts, set }: FieldsProps) {
  const { permissions: m } = useMessages();
  return (
    <DialogRow>
      <Choice
        label={m.contact}
        value={draft.contactId}
        onChange={contactId => set({ contactId })}
        options={[
          ...contacts.map(({ contactId, name }) => ({ value: contactId, label: name })),
          { value: EVERYBODY, label: m.everybody },
        ]}
      />
      <Choice
        label={m.purpose}
        value={draft.purpose}
        onChange={value => set({ purpose: oneOf<Purpose>(purposes, value) })}
        options={purposes.map(value => ({ value, label: m.purposes[value] }))}
      />
      <Choice
        label={m.word}
        value={draft.word}
        onChange={value => set({ word: oneOf(words, value) })}
        options={words.map(value => ({ value, label: m.words[value] }))}
      />
      <Choice
        label={m.howLabel}
        value={draft.how}
        onChange={value => set({ how: oneOf(ways, value) })}
        options={ways.map(value => ({ value, label: m.how[value] }))}
      />
    </DialogRow>
  );
}

/** What is said of the account as a whole names no contact. */
const bodyOf = ({ contactId, ...said }: Draft) => (contactId === EVERYBODY ? said : { ...said, contactId });

const oneOf = <T extends string>(all: readonly [T, ...T[]], value: string): T =>
  all.find(one => one === value) ?? all[0];
