import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { routes } from '../../api/routes.ts';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Tick } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import { inParts, readSerials } from './serials.ts';
import { SerialsField } from './serials-field.tsx';
import type { StockMove } from './stock-task.ts';

type ReceiveProps = { readonly depotId: string; readonly model: string; readonly onClose: () => void };

/** The API takes so many serials at once. */
const AT_ONCE = 40;

/** Receives units part by part; a part that is refused ends it, and those before it stay received. */
function useReceive({ depotId, model, onClose }: ReceiveProps) {
  const { depots: m } = useMessages();
  const { api, queries } = useServices();
  const [done, setDone] = useState<readonly string[]>([]);
  const receive = useMutation({
    mutationFn: async ({ serials, ready }: { serials: readonly string[]; ready: boolean }) => {
      for (const part of inParts(serials, AT_ONCE)) {
        const body: StockMove = { do: 'receive', model, serials: [...part], ready };
        await api(routes.moveStock, { params: { depotId }, body });
        setDone(before => [...before, ...part]);
      }
    },
    onSuccess: (_, { serials }) => {
      onClose();
      showWord(m.received(serials.length));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['depot'] }),
  });
  return { receive, done };
}

/** Takes in units: several serials pasted or typed one after another. */
export function ReceiveDialog(props: ReceiveProps) {
  const { depots: m } = useMessages();
  const [text, setText] = useState('');
  const [ready, setReady] = useState(true);
  const { receive, done } = useReceive(props);
  const read = readSerials(text);
  const left = read.serials.filter(serial => !done.includes(serial));
  return (
    <Dialog title={m.receiveTitle(props.model)} onClose={props.onClose}>
      <DialogForm
        submit={m.receiveSubmit}
        busy={receive.isPending}
        ready={left.length > 0 && read.unreadable.length === 0}
        onCancel={props.onClose}
        onSubmit={() => receive.mutate({ serials: left, ready })}
      >
        {receive.error && <Trouble error={receive.error} />}
        {receive.error && done.length > 0 && <p>{m.receivedUpTo(done.length)}</p>}
        <SerialsField label={m.serials} value={text} onChange={setText} read={read} />
        <Tick checked={ready} onChange={setReady}>
          {m.receiveReady}
        </Tick>
      </DialogForm>
    </Dialog>
  );
}
