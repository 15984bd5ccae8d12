import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeviceInput, DeviceView } from '../../../shared/contracts/devices-contract.ts';
import { depotKeys } from '../../api/depot-queries.ts';
import { routes } from '../../api/routes.ts';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Field, Tick } from '../../parts/field.tsx';
import { useFormProblem } from '../../parts/field-problem.ts';
import { Trouble } from '../../parts/states.tsx';
import { type DeviceDraft, deviceDraft, readDevice } from './device-draft.ts';
import css from './register.module.css';

type DeviceDialogProps = {
  readonly accountId: string;
  readonly device?: DeviceView;
  readonly onClose: () => void;
};

function useSave(accountId: string, onDone: () => void) {
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: ({ serial, body }: { serial: string; body: DeviceInput }) =>
      api(routes.putDevice, { params: { serial }, body }),
    onSuccess: () => {
      onDone();
      return queries.invalidateQueries({ queryKey: depotKeys.devices(accountId) });
    },
  });
}

const fields = ['serial', 'model', 'site', 'contactId', 'product', 'managed'];

/** Registers a device of an account, or changes what is known of it. */
export default function DeviceDialog({ accountId, device, onClose }: DeviceDialogProps) {
  const m = useMessages();
  const { register } = m;
  const [draft, setDraft] = useState(() => deviceDraft(device));
  const [tried, setTried] = useState(false);
  const { input, wrong } = readDevice(draft, accountId);
  const save = useSave(accountId, onClose);
  const problem = useFormProblem({ wrong: tried ? wrong : new Map(), error: save.error, fields });
  const submit = () => {
    setTried(true);
    if (wrong.size === 0) save.mutate({ serial: draft.serial.trim(), body: input });
  };
  const field = (name: Exclude<keyof DeviceDraft, 'managed'>) => ({
    value: draft[name],
    onChange: (text: string) => setDraft({ ...draft, [name]: text }),
    wrong: problem.at(name),
  });
  return (
    <Dialog title={device ? register.edit(device.serial) : register.add} onClose={onClose}>
      <DialogForm submit={m.common.save} busy={save.isPending} onCancel={onClose} onSubmit={submit}>
        {Boolean(problem.elsewhere) && <Trouble error={problem.elsewhere} />}
        <DialogRow>
          {!device && <Field label={register.serial} {...field('serial')} autoFocus />}
          <Field label={register.model} hint={register.modelHint} {...field('model')} />
          <Field label={register.site} hint={register.siteHint} optional {...field('site')} />
          <Field label={register.contact} optional {...field('contactId')} />
          <Field label={register.product} optional {...field('product')} />
        </DialogRow>
        <Tick checked={draft.managed} onChange={managed => setDraft({ ...draft, managed })}>
          {register.isManaged}
        </Tick>
        {!draft.managed && <p className={css['small']}>{register.notManagedHint}</p>}
      </DialogForm>
    </Dialog>
  );
}
