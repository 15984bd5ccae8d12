import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseLine, DeviceView } from '../../../shared/contracts/devices-contract.ts';
import { caseKeys, useDevice } from '../../api/device-queries.ts';
import { isProblem } from '../../api/problem.ts';
import { useAccount } from '../../api/queries.ts';
import type { BodyOf } from '../../api/routes.ts';
import { routes } from '../../api/routes.ts';
import { useFormat } from '../../app/locale.tsx';
import { visit } from '../../app/router.tsx';
import { useServices } from '../../app/services.ts';
import { instantOf } from '../../app/zoned.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import css from './devices.module.css';

type Body = BodyOf<typeof import('../../../shared/contracts/devices-contract.ts').reportDevice>;
const damages = ['broken', 'malfunction', 'lost', 'stolen'] as const satisfies readonly CaseLine['damage'][];

function useReport(onDone: () => void) {
  const { devices: m } = useMessages();
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (body: Body) => api(routes.reportDevice, { body }),
    onSuccess: ({ case: opened, known }) => {
      void queries.invalidateQueries({ queryKey: caseKeys.boards });
      onDone();
      if (known) showWord(m.known);
      visit({ room: 'device-case', caseId: opened.id });
    },
  });
}

/** Reports a device for somebody who called: which one, what is wrong, and whom it is for. */
export default function ReportDialog({ onClose }: { readonly onClose: () => void }) {
  const { damages: words, devices: m } = useMessages();
  const { zone } = useFormat();
  const [serial, setSerial] = useState('');
  const [lookedUp, setLookedUp] = useState('');
  const [damage, setDamage] = useState<CaseLine['damage']>('broken');
  const [contactId, setContactId] = useState('');
  const [earlier, setEarlier] = useState('');
  const device = useDevice(lookedUp);
  const report = useReport(onClose);
  const send = () =>
    report.mutate({
      serial: serial.trim(),
      damage,
      ...(contactId ? { contactId } : {}),
      ...(earlier ? { at: new Date(instantOf(earlier, zone)).toISOString() } : {}),
    });
  return (
    <Dialog title={m.report} onClose={onClose}>
      <DialogForm
        submit={m.submit}
        busy={report.isPending}
        ready={serial.trim() !== ''}
        onCancel={onClose}
        onSubmit={send}
      >
        {report.error && <Trouble error={report.error} />}
        <DialogRow>
          <Field
            label={m.serial}
            hint={m.serialHint}
            value={serial}
            onChange={setSerial}
            onBlur={() => setLookedUp(serial.trim())}
            wrong={lookedUp === serial.trim() && isProblem(device.error, 404) ? m.unknownSerial : undefined}
            autoComplete="off"
            autoFocus
          />
          <Choice
            label={m.damage}
            value={damage}
            onChange={value => setDamage(damages.find(one => one === value) ?? 'broken')}
            options={damages.map(one => ({ value: one, label: words[one] }))}
          />
          {device.data?.accountId && (
            <Contact accountId={device.data.accountId} value={contactId} onChange={setContactId} />
          )}
          <Field
            label={m.happened}
            hint={m.happenedHint(zone)}
            type="datetime-local"
            value={earlier}
            onChange={setEarlier}
            optional
          />
        </DialogRow>
        {device.data && <Found device={device.data} />}
      </DialogForm>
    </Dialog>
  );
}

type ContactProps = {
  readonly accountId: string;
  readonly value: string;
  readonly onChange: (contactId: string) => void;
};

/** Whom the device is for, out of the contacts of its account. */
function Contact({ accountId, value, onChange }: ContactProps) {
  const { devices: m } = useMessages();
  const contacts = useAccount(accountId).data?.contacts ?? [];
  const options = contacts.map(({ id, name, company }) => ({ value: id, label: name ?? company ?? id }));
  return (
    <Choice
      label={m.contact}
      value={value}
      onChange={onChange}
      options={[{ value: '', label: m.asRegistered }, ...options]}
    />
  );
}

/** What is known of the device, so that the right one is reported. */
function Found({ device }: { readonly device: DeviceView }) {
  const { devices: m } = useMessages();
  const { model, accountName, accountId, managed, caseId } = device;
  return (
    <p className={css['found']} role="status" data-testid="found-device">
      {m.found(model, accountName ?? accountId ?? m.noAccount)} {managed ? m.isManaged : m.notManagedLong}
      {caseId && ` ${m.hasCase}`}
    </p>
  );
}
