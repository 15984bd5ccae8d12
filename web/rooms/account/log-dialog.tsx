import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountView } from '../../../shared/contracts/accounts-contract.ts';
import { callKeys } from '../../api/call-queries.ts';
import type { BodyOf } from '../../api/routes.ts';
import { routes } from '../../api/routes.ts';
import { visit } from '../../app/router.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import { callKinds, kindOf } from '../calls/call-kinds.ts';
import { contactChoices } from '../contact-names.ts';
import css from './account.module.css';

type Body = BodyOf<typeof import('../../../shared/contracts/calls-contract.ts').logCall>;
type LogProps = {
  readonly account: AccountView;
  /** Who is calling, as the telephone system says. */
  readonly contactId?: string | undefined;
  readonly onClose: () => void;
};

/** Records a call that comes in and opens it; the telephone system opens the account with this ready. */
export default function LogDialog({ account, contactId, onClose }: LogProps) {
  const words = useMessages();
  const { call, calls } = words;
  const m = call.onAccount;
  const contacts = contactChoices(account.contacts, words);
  const known = contacts.find(({ value }) => value === contactId) ?? contacts[0];
  const [contact, setContact] = useState(known?.value ?? '');
  const [kind, setKind] = useState('');
  const [about, setAbout] = useState('');
  const log = useLog();
  const submit = () =>
    log.mutate({
      accountId: account.id,
      ...(contact === '' ? {} : { contactId: contact }),
      ...(kind === '' ? {} : { kind: kindOf(kind) }),
      ...(about.trim() === '' ? {} : { about: about.trim() }),
    });
  return (
    <Dialog title={m.logTitle(account.name)} onClose={onClose}>
      <DialogForm submit={m.submit} busy={log.isPending} onSubmit={submit} onCancel={onClose}>
        {log.error && <Trouble error={log.error} />}
        <p className={css['soft']}>{m.logText}</p>
        <DialogRow>
          <Choice
            label={m.contact}
            value={contact}
            onChange={setContact}
            options={[...contacts, { value: '', label: m.unknownContact }]}
          />
          <Choice
            label={m.kind}
            value={kind}
            onChange={setKind}
            options={[
              { value: '', label: m.noKind },
              ...callKinds.map(one => ({ value: one, label: calls.kinds[one] })),
            ]}
          />
        </DialogRow>
        <Field label={m.about} value={about} onChange={setAbout} maxLength={200} optional />
      </DialogForm>
    </Dialog>
  );
}

function useLog() {
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (body: Body) => api(routes.logCall, { body }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ queryKey: callKeys.lists });
      visit({ room: 'call', callId: id });
    },
  });
}
