import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountView } from '../../../shared/contracts/accounts-contract.ts';
import { routes } from '../../api/routes.ts';
import { visit } from '../../app/router.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Field, Tick } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';

type MergeProps = { readonly account: AccountView; readonly onClose: () => void };

function useMerge(accountId: string, body: { into: string; reason: string }, onDone: () => void) {
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: () => api(routes.mergeAccounts, { params: { accountId }, body }),
    onSuccess: ({ mergedInto }) => {
      void queries.invalidateQueries({ queryKey: ['account'] });
      void queries.invalidateQueries({ queryKey: ['timeline'] });
      onDone();
      visit({ room: 'account', accountId: mergedInto });
    },
  });
}

/** Declares this account a duplicate of another; asks twice, since it cannot be taken back here. */
export default function MergeDialog({ account, onClose }: MergeProps) {
  const m = useMessages();
  const [into, setInto] = useState('');
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  const merge = useMerge(account.id, { into: into.trim(), reason: reason.trim() }, onClose);
  const ready = sure && into.trim() !== '' && reason.trim() !== '';
  return (
    <Dialog title={m.merge.title} onClose={onClose}>
      <DialogForm
        submit={m.merge.submit}
        look="danger"
        busy={merge.isPending}
        ready={ready}
        onCancel={onClose}
        onSubmit={() => merge.mutate()}
      >
        <p>{m.merge.text(account.name)}</p>
        {merge.error && <Trouble error={merge.error} />}
        <Field label={m.merge.into} value={into} onChange={setInto} autoFocus />
        <Field label={m.merge.reason} value={reason} onChange={setReason} maxLength={120} />
        <Tick checked={sure} onChange={setSure}>
          {m.merge.confirm}
        </Tick>
      </DialogForm>
    </Dialog>
  );
}
