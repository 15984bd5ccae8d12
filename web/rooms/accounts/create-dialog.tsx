import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../api/problem.ts';
import type { BodyOf } from '../../api/routes.ts';
import { routes } from '../../api/routes.ts';
import { visit } from '../../app/router.tsx';
import { useServices } from '../../app/services.ts';
import { catchUpAccounts } from '../../live/catch-up.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';

type CreateBody = BodyOf<typeof import('../../../shared/contracts/accounts-contract.ts').createAccount>;
const empty = {
  id: '',
  name: '',
  language: '',
  product: '',
  segment: '',
  zone: '',
  country: '',
  contactName: '',
  contactEmail: '',
  contactPhone: '',
};
type Draft = typeof empty;

const filled = (parts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(parts).filter(([, text]) => text.trim() !== ''));

function bodyOf(draft: Draft): CreateBody {
  const { contactName, contactEmail, contactPhone, id, name, language, product, ...rest } = draft;
  const contact = filled({
    name: contactName,
    email: contactEmail,
    phone: contactPhone.replace(/[\s()/-]/g, ''),
  });
  return {
    id: id.trim(),
    name: name.trim(),
    language: language.trim(),
    product: product.trim(),
    ...filled(rest),
    ...(Object.keys(contact).length > 0 ? { contact } : {}),
  };
}

/** The field of the form that the server's complaint is about. */
function fieldOf(error: unknown): keyof Draft | undefined {
  const field = error instanceof ApiError ? error.problem.field?.replace(/^body\./, '') : undefined;
  if (field === undefined) return undefined;
  const inContact = /^contact\.(name|email|phone)$/.exec(field)?.[1];
  const name = inContact ? `contact${inContact.charAt(0).toUpperCase()}${inContact.slice(1)}` : field;
  return Object.hasOwn(empty, name) ? (name as keyof Draft) : undefined;
}

function useCreate(draft: Draft, onDone: () => void) {
  const m = useMessages();
  const services = useServices();
  return useMutation({
    mutationFn: () => services.api(routes.createAccount, { body: bodyOf(draft) }),
    onSuccess: ({ id }) => {
      onDone();
      showWord(m.create.coming);
      visit({ room: 'account', accountId: id });
      void catchUpAccounts(services).catch(() => undefined);
    },
  });
}

/** Creates an account by hand, for customers who came by telephone. */
export default function CreateDialog({ onClose }: { readonly onClose: () => void }) {
  const m = useMessages();
  const [draft, setDraft] = useState<Draft>(empty);
  const create = useCreate(draft, onClose);
  const wrongField = fieldOf(create.error);
  const detail =
    create.error instanceof ApiError ? (create.error.problem.detail ?? create.error.problem.title) : '';
  const field = (name: keyof Draft) => ({
    value: draft[name],
    onChange: (text: string) => setDraft({ ...draft, [name]: text }),
    wrong: wrongField === name ? detail : undefined,
  });
  const ready = [draft.id, draft.name, draft.language, draft.product].every(text => text.trim() !== '');
  return (
    <Dialog title={m.create.title} onClose={onClose}>
      <DialogForm
        submit={m.create.submit}
        busy={create.isPending}
        ready={ready}
        onCancel={onClose}
        onSubmit={() => create.mutate()}
      >
        {create.error && !wrongField && <Trouble error={create.error} />}
        <Fields field={field} />
      </DialogForm>
    </Dialog>
  );
}

type FieldOf = (name: keyof Draft) => {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly wrong: string | undefined;
};

function Fields({ field }: { readonly field: FieldOf }) {
  const m = useMessages();
  return (
    <DialogRow>
      <Field label={m.create.name} {...field('name')} autoFocus />
      <Field label={m.create.id} hint={m.create.idHint} {...field('id')} />
      <Field label={m.create.language} hint="de, en, pt-BR" {...field('language')} />
      <Field label={m.create.product} hint={m.create.productHint} {...field('product')} />
      <Field label={m.create.segment} optional {...field('segment')} />
      <Field label={m.create.country} hint={m.create.countryHint} optional {...field('country')} />
      <Field label={m.create.zone} hint="Europe/Berlin" optional {...field('zone')} />
      <Field label={m.create.contactName} optional {...field('contactName')} />
      <Field label={m.create.contactEmail} type="email" optional {...field('contactEmail')} />
      <Field
        label={m.create.contactPhone}
        type="tel"
        hint={m.create.phoneHint}
        optional
        {...field('contactPhone')}
      />
    </DialogRow>
  );
}
