import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { HOUR } from '../../../shared/kernel/instant.ts';
import { callKeys } from '../../api/call-queries.ts';
import { routes } from '../../api/routes.ts';
import { now } from '../../app/clock.ts';
import { useFormat } from '../../app/locale.tsx';
import { randomId } from '../../app/random.ts';
import { useServices } from '../../app/services.ts';
import { instantOf, wallTime } from '../../app/zoned.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import css from './calls.module.css';

type BlockProps = {
  readonly agent: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
};
const utc = (wall: string, zone: string) => new Date(instantOf(wall, zone)).toISOString();
const nextHour = () => Math.ceil(now() / HOUR) * HOUR;

function useBlock(agentId: string, onDone: () => void) {
  const { calls: m } = useMessages();
  const { api, queries } = useServices();
  const [blockId] = useState(() => `blk_${randomId()}`);
  return useMutation({
    mutationFn: (body: { from: string; to: string; reason?: string }) =>
      api(routes.putBlock, { params: { agentId, blockId }, body }),
    onSuccess: () => {
      onDone();
      showWord(m.weekView.blocked);
      void queries.invalidateQueries({ queryKey: callKeys.weeks });
      void queries.invalidateQueries({ queryKey: callKeys.lists });
    },
  });
}

/** Keeps a time of an agent free of calls. */
export default function BlockDialog({ agent, onClose }: BlockProps) {
  const { calls } = useMessages();
  const m = calls.weekView;
  const { zone } = useFormat();
  const [from, setFrom] = useState(() => wallTime(nextHour(), zone));
  const [to, setTo] = useState(() => wallTime(nextHour() + HOUR, zone));
  const [reason, setReason] = useState('');
  const block = useBlock(agent.id, onClose);
  const ordered = from !== '' && to !== '' && from < to;
  const submit = () =>
    block.mutate({
      from: utc(from, zone),
      to: utc(to, zone),
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    });
  return (
    <Dialog title={m.blockTitle(agent.name)} onClose={onClose}>
      <DialogForm
        submit={m.blockSubmit}
        busy={block.isPending}
        ready={ordered}
        onSubmit={submit}
        onCancel={onClose}
      >
        {block.error && <Trouble error={block.error} />}
        <DialogRow>
          <Field label={m.from} type="datetime-local" value={from} onChange={setFrom} autoFocus />
          <Field
            label={m.to}
            type="datetime-local"
            value={to}
            onChange={setTo}
            wrong={ordered ? undefined : m.order}
          />
        </DialogRow>
        <Field label={m.reason} value={reason} onChange={setReason} maxLength={120} optional />
        <p className={css['soft']}>
          {calls.planning.zone(zone)}. {m.blockText}
        </p>
      </DialogForm>
    </Dialog>
  );
}
