import { useState } from 'react';
import type { CallWorkspace } from '../../../shared/contracts/calls-contract.ts';
import { useAgents, useMe } from '../../api/queries.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import { useBothClocks } from '../calls/call-words.ts';
import { noSlot, slotBody } from '../calls/slot-choice.ts';
import { SlotPicker } from '../calls/slot-picker.tsx';
import { colleaguesFor } from '../tasks/colleagues.ts';
import type { Asking } from './call-head.tsx';
import { EndDialog } from './end-dialog.tsx';
import { useCallAct } from './use-call-acts.ts';
import type { Notes } from './use-notes.ts';

type DialogProps = { readonly work: CallWorkspace; readonly notes: Notes; readonly onClose: () => void };

/** What is asked before something is done with a call. */
export default function CallDialogs({ asking, ...props }: DialogProps & { readonly asking: Asking }) {
  switch (asking) {
    case 'end':
      return <EndDialog {...props} />;
    case 'book':
      return <BookDialog {...props} />;
    case 'hand-over':
      return <HandOverDialog {...props} />;
    case 'cancel':
      return <CancelDialog {...props} />;
  }
}

/** Books the call at a free time, or moves it; both see the time by their own clocks. */
function BookDialog({ work: { call }, onClose }: DialogProps) {
  const { booking: m } = useMessages().call;
  const [slot, setSlot] = useState({ ...noSlot, agentId: call.agentId ?? '' });
  const act = useCallAct(call.id, onClose);
  const moves = call.booking !== undefined;
  return (
    <Dialog title={moves ? m.moveTitle(call.accountName) : m.title(call.accountName)} onClose={onClose}>
      <DialogForm
        submit={moves ? m.moveSubmit : m.submit}
        busy={act.isPending}
        ready={slot.from !== ''}
        onSubmit={() => act.mutate({ do: 'book', ...slotBody(slot) })}
        onCancel={onClose}
      >
        {act.error && <Trouble error={act.error} />}
        {call.booking && <BookedNow at={call.booking.from} zone={call.zone} />}
        <SlotPicker accountId={call.accountId} contactId={call.contactId} value={slot} onChange={setSlot} />
      </DialogForm>
    </Dialog>
  );
}

function BookedNow({ at, zone }: { readonly at: string; readonly zone: string }) {
  const { booking: m } = useMessages().call;
  return <p>{m.now(useBothClocks(at, zone))}</p>;
}

/** Gives the call to a colleague; who speaks the customer's language stands first. */
function HandOverDialog({ work: { call }, onClose }: DialogProps) {
  const { handing: m } = useMessages().call;
  const format = useFormat();
  const me = useMe().data?.agent.id;
  const agents = useAgents().data?.agents ?? [];
  const [to, setTo] = useState('');
  const [why, setWhy] = useState('');
  const act = useCallAct(call.id, onClose);
  const { speaking, others } = colleaguesFor(agents, { language: call.language, me });
  const language = format.language(call.language);
  return (
    <Dialog title={m.title(call.accountName)} onClose={onClose}>
      <DialogForm
        submit={m.submit}
        busy={act.isPending}
        ready={to !== '' && why.trim() !== ''}
        onSubmit={() => act.mutate({ do: 'hand-over', to, why: why.trim() })}
        onCancel={onClose}
      >
        {act.error && <Trouble error={act.error} />}
        <Choice
          label={m.to}
          value={to}
          onChange={setTo}
          options={[
            { value: '', label: m.pick },
            ...speaking.map(({ id, name }) => ({ value: id, label: name })),
            ...others.map(({ id, name }) => ({ value: id, label: `${name} (${m.others(language)})` })),
          ]}
        />
        <Field label={m.why} hint={m.whyHint} value={why} onChange={setWhy} maxLength={200} />
      </DialogForm>
    </Dialog>
  );
}

function CancelDialog({ work: { call }, onClose }: DialogProps) {
  const { cancelling: m } = useMessages().call;
  const [why, setWhy] = useState('');
  const act = useCallAct(call.id, onClose);
  return (
    <Dialog title={m.title(call.accountName)} onClose={onClose}>
      <DialogForm
        submit={m.submit}
        look="danger"
        busy={act.isPending}
        ready={why.trim() !== ''}
        onSubmit={() => act.mutate({ do: 'cancel', why: why.trim() })}
        onCancel={onClose}
      >
        {act.error && <Trouble error={act.error} />}
        <p>{m.text}</p>
        <Field label={m.why} value={why} onChange={setWhy} maxLength={200} autoFocus />
      </DialogForm>
    </Dialog>
  );
}
