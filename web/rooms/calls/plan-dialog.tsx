import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { HOUR } from '../../../shared/kernel/instant.ts';
import { callKeys } from '../../api/call-queries.ts';
import { useAccounts, useMe } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { now } from '../../app/clock.ts';
import { useFormat } from '../../app/locale.tsx';
import { useServices } from '../../app/services.ts';
import { wallTime } from '../../app/zoned.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import { useContactChoices } from '../contact-names.ts';
import { callKinds, kindOf } from './call-kinds.ts';
import {
  accountOf,
  emptyPlan,
  isPast,
  OTHER,
  type PlanBody,
  type PlanDraft,
  planBody,
} from './plan-draft.ts';
import { SlotPicker } from './slot-picker.tsx';

type PlanProps = {
  /** The account whose page it is planned from. */
  readonly account?: { readonly id: string; readonly name: string } | undefined;
  readonly onClose: () => void;
};
const DAY_AHEAD = 24 * HOUR;

function usePlan(onDone: () => void) {
  const { calls: m } = useMessages();
  const format = useFormat();
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (body: PlanBody) => api(routes.planCall, { body }),
    onSuccess: ({ booking, accountName }, { from }) => {
      onDone();
      showWord(
        from && booking
          ? m.planning.booked(accountName, format.due(booking.from, now()))
          : m.planning.planned(accountName),
      );
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: callKeys.lists }),
        queries.invalidateQueries({ queryKey: callKeys.weeks }),
        queries.invalidateQueries({ queryKey: callKeys.allSlots }),
      ]),
  });
}

/** Plans a call with a contact: due by a time, or booked at a free one. */
export default function PlanDialog({ account, onClose }: PlanProps) {
  const { calls } = useMessages();
  const m = calls.planning;
  const { zone } = useFormat();
  const [draft, setDraft] = useState(() => emptyPlan(account?.id, wallTime(now() + DAY_AHEAD, zone)));
  const set = (part: Partial<PlanDraft>) => setDraft({ ...draft, ...part });
  const plan = usePlan(onClose);
  const body = planBody(draft, { zone, now: now() });
  return (
    <Dialog title={account ? `${m.title}: ${account.name}` : m.title} onClose={onClose}>
      <DialogForm
        submit={draft.when === 'slot' ? m.submitSlot : m.submitDue}
        busy={plan.isPending}
        ready={body !== undefined}
        onSubmit={() => body && plan.mutate(body)}
        onCancel={onClose}
      >
        {plan.error && <Trouble error={plan.error} />}
        <PlanFields chooses={!account} draft={draft} set={set} />
        {draft.when === 'slot' && (
          <SlotPicker
            accountId={accountOf(draft)}
            contactId={draft.contactId || undefined}
            value={draft.slot}
            onChange={slot => set({ slot })}
          />
        )}
        <Field
          label={m.about}
          value={draft.about}
          onChange={about => set({ about })}
          maxLength={200}
          optional
        />
      </DialogForm>
    </Dialog>
  );
}

type FieldProps = { readonly draft: PlanDraft; readonly set: (part: Partial<PlanDraft>) => void };

/** For whom, about what and when; the account is chosen where the page is not one's own. */
function PlanFields({ chooses, draft, set }: FieldProps & { readonly chooses: boolean }) {
  const { calls } = useMessages();
  const m = calls.planning;
  return (
    <DialogRow>
      {chooses && <AccountChoice draft={draft} set={set} />}
      <ContactChoice accountId={accountOf(draft)} draft={draft} set={set} />
      <Choice
        label={m.kind}
        value={draft.kind}
        onChange={kind => set({ kind: kindOf(kind) })}
        options={callKinds.map(kind => ({ value: kind, label: calls.kinds[kind] }))}
      />
      <Choice
        label={m.when}
        value={draft.when}
        onChange={when => set({ when: when === 'slot' ? 'slot' : 'due' })}
        options={[
          { value: 'due', label: m.byDate },
          { value: 'slot', label: m.atSlot },
        ]}
      />
      {draft.when === 'due' && <DueField draft={draft} set={set} />}
    </DialogRow>
  );
}

function DueField({ draft, set }: FieldProps) {
  const { planning: m } = useMessages().calls;
  const { zone } = useFormat();
  return (
    <Field
      label={m.dueAt}
      hint={m.zone(zone)}
      type="datetime-local"
      value={draft.dueAt}
      onChange={dueAt => set({ dueAt })}
      wrong={isPast(draft.dueAt, { zone, now: now() }) ? m.past : undefined}
    />
  );
}

/** One of one's own accounts, or any other by its id. */
function AccountChoice({ draft, set }: FieldProps) {
  const { planning: m } = useMessages().calls;
  const me = useMe().data?.agent.id;
  const own = useAccounts(me).data?.pages.flatMap(page => page.items) ?? [];
  const listed = own.some(({ id }) => id === draft.account) || draft.account === OTHER;
  return (
    <>
      <Choice
        label={m.account}
        value={listed ? draft.account : ''}
        onChange={account => set({ account, contactId: '' })}
        options={[
          { value: '', label: '…' },
          ...own.map(({ id, name }) => ({ value: id, label: name })),
          { value: OTHER, label: m.otherAccount },
        ]}
      />
      {draft.account === OTHER && (
        <Field
          label={m.accountId}
          hint={m.accountIdHint}
          value={draft.accountId}
          onChange={accountId => set({ accountId, contactId: '' })}
          autoComplete="off"
        />
      )}
    </>
  );
}

function ContactChoice({ accountId, draft, set }: FieldProps & { readonly accountId: string }) {
  return accountId === '' ? null : (
    <Contacts
      accountId={accountId}
      value={draft.contactId}
      onChange={contactId => set({ contactId, slot: { ...draft.slot, from: '' } })}
    />
  );
}

type ContactsProps = {
  readonly accountId: string;
  readonly value: string;
  readonly onChange: (contactId: string) => void;
};

function Contacts({ accountId, value, onChange }: ContactsProps) {
  const { calls: m } = useMessages();
  const options = useContactChoices(accountId);
  return (
    <Choice
      label={m.planning.contact}
      value={value}
      onChange={onChange}
      options={[{ value: '', label: m.anyContact }, ...options]}
    />
  );
}
