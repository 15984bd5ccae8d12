import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { routes } from '../../api/routes.ts';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Tick } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import { inParts } from '../depots/serials.ts';

type RematchProps = {
  /** The cases that were listed; no other is touched. */
  readonly caseIds: readonly string[];
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** The API takes so many cases at once. */
const AT_ONCE = 200;

function useRematch({ caseIds, onDone, onClose }: RematchProps) {
  const { again: m } = useMessages().promises;
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: async () => {
      let changed = 0;
      for (const part of inParts(caseIds, AT_ONCE)) {
        const answer = await api(routes.rematchCases, { body: { apply: true, caseIds: [...part] } });
        changed += answer.changes.length;
      }
      return changed;
    },
    onSuccess: changed => {
      onClose();
      onDone();
      showWord(m.applied(changed));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['depot'] }),
  });
}

/** Asks once more before open cases get new promises. */
export default function RematchDialog(props: RematchProps) {
  const { again: m } = useMessages().promises;
  const [sure, setSure] = useState(false);
  const rematch = useRematch(props);
  return (
    <Dialog title={m.confirmTitle} onClose={props.onClose}>
      <DialogForm
        submit={m.submit}
        busy={rematch.isPending}
        ready={sure}
        onCancel={props.onClose}
        onSubmit={() => rematch.mutate()}
      >
        <p>{m.confirmText(props.caseIds.length)}</p>
        {rematch.error && <Trouble error={rematch.error} />}
        <Tick checked={sure} onChange={setSure}>
          {m.confirm}
        </Tick>
      </DialogForm>
    </Dialog>
  );
}
