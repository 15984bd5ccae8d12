import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SellerView } from '../../../shared/contracts/onboarding-contract.ts';
import { callKeys } from '../../api/call-queries.ts';
import { routes } from '../../api/routes.ts';
import { useServices } from '../../app/services.ts';
import { type Messages, useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import {
  assortments,
  levels,
  limitChoices,
  type SellerBody,
  type SellerDraft,
  type SellerField,
  sellerBody,
  sellerDraft,
  sources,
  wrongIn,
} from './seller-draft.ts';

type SellerProps = {
  readonly accountId: string;
  readonly profile: SellerView;
  readonly onClose: () => void;
};

/** Writes down what was learned of the seller; what is left empty stays as it was known. */
export default function SellerDialog({ accountId, profile, onClose }: SellerProps) {
  const m = useMessages();
  const { api, queries } = useServices();
  const [draft, setDraft] = useState(() => sellerDraft(profile));
  const wrong = wrongIn(draft);
  const body = sellerBody(draft, profile);
  const save = useMutation({
    mutationFn: (learned: SellerBody) =>
      api(routes.putSellerProfile, { params: { accountId }, body: learned }),
    onSuccess: () => {
      onClose();
      showWord(m.onboarding.sellerSaved);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: callKeys.onboarding(accountId) }),
  });
  return (
    <Dialog title={m.onboarding.seller} onClose={onClose}>
      <DialogForm
        submit={m.common.save}
        busy={save.isPending}
        ready={wrong.size === 0 && Object.keys(body).length > 0}
        onSubmit={() => save.mutate(body)}
        onCancel={onClose}
      >
        {save.error && <Trouble error={save.error} />}
        <Fields draft={draft} set={part => setDraft({ ...draft, ...part })} wrong={wrong} />
      </DialogForm>
    </Dialog>
  );
}

type FieldsProps = {
  readonly draft: SellerDraft;
  readonly set: (part: Partial<SellerDraft>) => void;
  readonly wrong: ReadonlySet<SellerField>;
};

const choices = (m: Messages['onboarding']) =>
  ({
    assortment: assortments.map(value => ({ value, label: m.assortments[value] })),
    level: levels.map(value => ({ value, label: m.levels[value] })),
    source: sources.map(value => ({ value, label: m.sources[value] })),
    limits: limitChoices.map(value => ({ value, label: m.limits[value] })),
  }) as const;

function Fields({ draft, set, wrong }: FieldsProps) {
  const { onboarding: m } = useMessages();
  const options = choices(m);
  const choice = (field: keyof typeof options) => (
    <Choice
      label={m.fields[field]}
      value={draft[field]}
      onChange={value => set({ [field]: value })}
      options={field === 'source' ? options.source : [{ value: '', label: m.unknown }, ...options[field]]}
    />
  );
  return (
    <>
      <Field
        label={m.fields.marketplaces}
        hint={m.marketplacesHint}
        value={draft.marketplaces}
        onChange={marketplaces => set({ marketplaces })}
        wrong={wrong.has('marketplaces') ? m.wordsWrong : undefined}
        autoComplete="off"
        autoFocus
      />
      <DialogRow>
        <Field
          label={m.fields.skus}
          value={draft.skus}
          onChange={skus => set({ skus })}
          wrong={wrong.has('skus') ? m.skusWrong : undefined}
          inputMode="numeric"
          autoComplete="off"
        />
        {choice('assortment')}
        {choice('level')}
        {draft.level !== '' && choice('source')}
        {choice('limits')}
      </DialogRow>
      <Field
        label={m.fields.fields}
        hint={m.fieldsHint}
        value={draft.fields}
        onChange={fields => set({ fields })}
        wrong={wrong.has('fields') ? m.wordsWrong : undefined}
        autoComplete="off"
      />
    </>
  );
}
