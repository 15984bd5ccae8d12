import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { callKeys } from '../../api/call-queries.ts';
import { keys } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { productName } from '../../messages/words.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';

type AgreeProps = {
  readonly accountId: string;
  readonly product: string;
  readonly strategies: readonly { readonly id: string; readonly name: string }[];
  readonly advised: string | undefined;
  readonly onClose: () => void;
};

/** Notes the strategy that was agreed with the customer; what is advised stands chosen. */
export default function AgreeDialog({ accountId, product, strategies, advised, onClose }: AgreeProps) {
  const { onboarding: m } = useMessages();
  const { api, queries } = useServices();
  const [strategy, setStrategy] = useState(advised ?? strategies[0]?.id ?? '');
  const [note, setNote] = useState('');
  const agree = useMutation({
    mutationFn: () =>
      api(routes.agreeStrategy, {
        params: { accountId, product },
        body: { strategy, ...(note.trim() === '' ? {} : { note: note.trim() }) },
      }),
    onSuccess: () => {
      onClose();
      showWord(m.agreed);
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: callKeys.onboarding(accountId) }),
        queries.invalidateQueries({ queryKey: keys.timeline(accountId) }),
      ]),
  });
  return (
    <Dialog title={m.agreeTitle(productName(product))} onClose={onClose}>
      <DialogForm
        submit={m.agreeSubmit}
        busy={agree.isPending}
        ready={strategy !== ''}
        onSubmit={() => agree.mutate()}
        onCancel={onClose}
      >
        {agree.error && <Trouble error={agree.error} />}
        <Choice
          label={m.which}
          value={strategy}
          onChange={setStrategy}
          options={strategies.map(({ id, name }) => ({
            value: id,
            label: id === advised ? `${name} (${m.advised})` : name,
          }))}
        />
        <Field label={m.note} value={note} onChange={setNote} maxLength={300} optional />
      </DialogForm>
    </Dialog>
  );
}
