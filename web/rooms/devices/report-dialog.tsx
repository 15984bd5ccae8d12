import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseLine, DeviceView } from '../../../shared/contracts/devices-contract.ts';
import { caseKeys, useDevice } from '../../api/device-queries.ts';
import { isProblem } from '../../api/problem.ts';
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
import { useContactChoices } from '../contact-names.ts';
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

const empty = { serial: '', damage: 'broken' as CaseLine['damage'], contactId: '', happened: '' };
type Draft = typeof empty;

const bodyOf = ({ serial, damage, contactId, happened }: Draft, zone: string): Body => ({
  serial: serial.trim(),
  damage,
  ...(contactId ? { contactId } : {}),
  ...(happened ? { at: new Date(instantOf(happened, zone)).toISOString() } : {}),
});

/** Reports a device for somebody who called: which one, what is wrong, and whom it is for. */
export default function ReportDialog({ onClose }: { readonly onClose: () => void }) {
  const { devices: m } = useMessages();
  const { zone } = useFormat();
  const [draft, setDraft] = useState(empty);
  const [lookedUp, setLookedUp] = useState('');
  const device = useDevice(lookedUp);
  const report = useReport(onClose);
  const unknown = lookedUp === draft.serial.trim() && isProblem(device.error, 404);
  return (
    <Dialog title={m.report} onClose={onClose}>
      <DialogForm
        submit={m.submit}
        busy={report.isPending}
        ready={draft.serial.trim() !== ''}
        onCancel={onClose}
        onSubmit={() => report.mutate(bodyOf(draft, zone))}
      >
        {report.error && <Trouble error={report.error} />}
        <Fields
          draft={draft}
          set={part => setDraft({ ...draft, ...part })}
          onLookUp={() => setLookedUp(draft.serial.trim())}
          unknown={unknown}
          accountId={device.data?.accountId}
        />
        {device.data && <Found device={device.data} />}
      </DialogForm>
    </Dialog>
  );
}

type FieldsProps = {
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
  /** The serial number is written: whose device is it? */
  readonly onLookUp: () => void;
  readonly unknown: boolean;
  readonly accountId: string | undefined;
};

function Fields({ draft, set, onLookUp, unknown, accountId }: FieldsProps) {
  const { damages: words, devices: m } = useMessages();
  const { zone } = useFormat();
  return (
    <DialogRow>
      <Field
        label={m.serial}
        hint={m.serialHint}
        value={draft.serial}
        onChange={serial => set({ serial, contactId: '' })}
        onBlur={onLookUp}
        wrong={unknown ? m.unknownSerial : undefined}
        autoComplete="off"
        autoFocus
      />
      <Choice
        label={m.damage}
        value={draft.damage}
        onChange={value => set({ damage: damages.find(one => one === value) ?? 'broken' })}
        options={damages.map(one => ({ value: one, label: words[one] }))}
      />
      {accountId && (
        <Contact accountId={accountId} value={draft.contactId} onChange={contactId => set({ contactId })} />
      )}
      <Field
        label={m.happened}
        hint={m.happenedHint(zone)}
        type="datetime-local"
        value={draft.happened}
        onChange={happened => set({ happened })}
        optional
      />
    </DialogRow>
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
  const options = useContactChoices(accountId);
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
