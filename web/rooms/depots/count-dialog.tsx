import { useState } from 'react';
import type { StockView } from '../../../shared/contracts/depots-contract.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog, DialogBody, DialogForm } from '../../parts/dialog.tsx';
import { Field, Tick } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import css from './depots.module.css';
import { readSerials } from './serials.ts';
import { SerialsField } from './serials-field.tsx';
import { type Moved, useMoveStock } from './stock-task.ts';

type CountProps = { readonly depotId: string; readonly stock: StockView; readonly onClose: () => void };

/** A stock-taking: what lies on the shelf, and why it is counted; the answer says what was missing and found. */
export function CountDialog({ depotId, stock: { model }, onClose }: CountProps) {
  const { depots: m } = useMessages();
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [empty, setEmpty] = useState(false);
  const move = useMoveStock(depotId);
  const read = readSerials(text);
  const send = () => move.mutate({ do: 'count', model, found: [...read.serials], reason: reason.trim() });
  return (
    <Dialog title={m.countTitle(model)} onClose={onClose}>
      {move.data ? (
        <Outcome moved={move.data} onClose={onClose} />
      ) : (
        <DialogForm
          submit={m.countSubmit}
          look={read.serials.length === 0 ? 'danger' : 'primary'}
          busy={move.isPending}
          ready={reason.trim() !== '' && read.unreadable.length === 0 && (read.serials.length > 0 || empty)}
          onCancel={onClose}
          onSubmit={send}
        >
          <p>{m.countText}</p>
          {move.error && <Trouble error={move.error} />}
          <SerialsField label={m.countFound} value={text} onChange={setText} read={read} />
          {read.serials.length === 0 && (
            <Tick checked={empty} onChange={setEmpty}>
              {m.countNothing}
            </Tick>
          )}
          <Field label={m.countReason} value={reason} onChange={setReason} maxLength={120} />
        </DialogForm>
      )}
    </Dialog>
  );
}

function Outcome({ moved, onClose }: { readonly moved: Moved; readonly onClose: () => void }) {
  const m = useMessages();
  const { missing, found } = moved;
  return (
    <DialogBody>
      <div role="status" data-testid="counted">
        {missing.length + found.length === 0 && <p>{m.depots.countRight}</p>}
        <Serials title={m.depots.countMissing(missing.length)} serials={missing} />
        <Serials title={m.depots.countExtra(found.length)} serials={found} />
      </div>
      <span>
        <Button look="primary" onPress={onClose} autoFocus>
          {m.common.close}
        </Button>
      </span>
    </DialogBody>
  );
}

function Serials({ title, serials }: { readonly title: string; readonly serials: readonly string[] }) {
  if (serials.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {serials.map(serial => (
          <li key={serial} className={css['serial']}>
            {serial}
          </li>
        ))}
      </ul>
    </>
  );
}
