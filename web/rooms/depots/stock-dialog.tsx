import { useState } from 'react';
import { useDepots } from '../../api/depot-queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import { CountDialog } from './count-dialog.tsx';
import { ReceiveDialog } from './receive-dialog.tsx';
import { type StockTask, useMoveStock } from './stock-task.ts';

export type StockDialogProps = {
  readonly depotId: string;
  readonly task: StockTask;
  readonly onClose: () => void;
};

/** Asks what a task with a stock still needs to know, and does it. */
export default function StockDialog({ depotId, task, onClose }: StockDialogProps) {
  const { stock } = task;
  const { model } = stock;
  switch (task.do) {
    case 'receive':
      return <ReceiveDialog depotId={depotId} model={model} onClose={onClose} />;
    case 'count':
      return <CountDialog depotId={depotId} stock={stock} onClose={onClose} />;
    case 'move':
      return <MoveDialog depotId={depotId} model={model} serial={task.serial} onClose={onClose} />;
    case 'write-off':
      return <WriteOffDialog depotId={depotId} model={model} serial={task.serial} onClose={onClose} />;
  }
}

type UnitProps = {
  readonly depotId: string;
  readonly model: string;
  readonly serial: string;
  readonly onClose: () => void;
};

function useUnitMove({ depotId, serial, onClose }: UnitProps) {
  const { depots: m } = useMessages();
  const move = useMoveStock(depotId);
  const onSuccess = () => {
    onClose();
    showWord(m.done(serial));
  };
  return { move, onSuccess };
}

function WriteOffDialog(of: UnitProps) {
  const { depots: m } = useMessages();
  const { model, serial, onClose } = of;
  const { move, onSuccess } = useUnitMove(of);
  const [reason, setReason] = useState('');
  return (
    <Dialog title={m.writeOffTitle(serial)} onClose={onClose}>
      <DialogForm
        submit={m.writeOffSubmit}
        look="danger"
        busy={move.isPending}
        ready={reason.trim() !== ''}
        onCancel={onClose}
        onSubmit={() => move.mutate({ do: 'write-off', model, serial, reason: reason.trim() }, { onSuccess })}
      >
        <p>{m.writeOffText}</p>
        {move.error && <Trouble error={move.error} />}
        <Field label={m.reason} value={reason} onChange={setReason} maxLength={120} autoFocus />
      </DialogForm>
    </Dialog>
  );
}

function MoveDialog(of: UnitProps) {
  const { depots: m } = useMessages();
  const { depotId, model, serial, onClose } = of;
  const { move, onSuccess } = useUnitMove(of);
  const others = useDepots().data?.depots.filter(depot => depot.id !== depotId) ?? [];
  const [chosen, setTo] = useState<string>();
  const to = chosen ?? others[0]?.id ?? '';
  return (
    <Dialog title={m.moveTitle(serial)} onClose={onClose}>
      <DialogForm
        submit={m.moveSubmit}
        busy={move.isPending}
        ready={to !== ''}
        onCancel={onClose}
        onSubmit={() => move.mutate({ do: 'move', model, serial, to }, { onSuccess })}
      >
        {move.error && <Trouble error={move.error} />}
        {others.length === 0 && <p>{m.moveNowhere}</p>}
        {others.length > 0 && (
          <Choice
            label={m.moveTo}
            value={to}
            onChange={setTo}
            options={others.map(depot => ({ value: depot.id, label: depot.name }))}
          />
        )}
      </DialogForm>
    </Dialog>
  );
}
