import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { PolicyInput, PolicyView } from '../../../shared/contracts/promises-contract.ts';
import { promiseKeys } from '../../api/promise-queries.ts';
import { routes } from '../../api/routes.ts';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { useFormProblem } from '../../parts/field-problem.ts';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import { legs } from './kinds.ts';
import { draftOf, type PolicyDraft, readPolicy } from './policy-draft.ts';
import { AgreedFields, TargetFields, WhomFields } from './policy-fields.tsx';
import { LegFields, TroubleFields } from './policy-means-fields.tsx';

type PolicyDialogProps = { readonly policy?: PolicyView; readonly onClose: () => void };

function useSave(policyId: string, onDone: () => void) {
  const { promises: m } = useMessages();
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (body: PolicyInput) => api(routes.putPolicy, { params: { policyId }, body }),
    onSuccess: () => {
      onDone();
      showWord(m.form.saved);
      return queries.invalidateQueries({ queryKey: promiseKeys.policies });
    },
  });
}

const ofPromise = (at: string) => ['goal', 'calendar', 'warnAt'].map(field => `${at}.${field}`);

/** Every field that can show what is wrong with it, by its path in the policy. */
const fields: readonly string[] = [
  ...['policyId', 'id', 'name', 'order', 'depots', 'reserveHours', 'breachChain', 'noStockChain'],
  'tellCustomerAt',
  ...['accounts', 'segments', 'products', 'sites', 'damages'].map(field => `match.${field}`),
  ...ofPromise('handover'),
  'handover.waitCapHours',
  ...ofPromise('response'),
  ...legs.flatMap(leg => [...ofPromise(`legs.${leg}`), `legs.${leg}.owner`]),
  ...['services', 'guarantees', 'front', 'back', 'reviewAt'].map(field => `document.${field}`),
];

/** The lead writes a policy; what the server refuses is shown at its field. */
export default function PolicyDialog({ policy, onClose }: PolicyDialogProps) {
  const m = useMessages();
  const [draft, setDraft] = useState(() => draftOf(policy));
  const [tried, setTried] = useState(false);
  const { input, wrong } = readPolicy(draft);
  const save = useSave(draft.id.trim(), onClose);
  const problem = useFormProblem({ wrong: tried ? wrong : new Map(), error: save.error, fields });
  const submit = () => {
    setTried(true);
    if (wrong.size === 0) save.mutate(input);
  };
  const form = {
    draft,
    set: (part: Partial<PolicyDraft>) => setDraft({ ...draft, ...part }),
    at: problem.at,
  };
  return (
    <Dialog title={policy ? m.promises.edit(policy.name) : m.promises.add} onClose={onClose}>
      <DialogForm submit={m.common.save} busy={save.isPending} onCancel={onClose} onSubmit={submit}>
        {Boolean(problem.elsewhere) && <Trouble error={problem.elsewhere} />}
        <WhomFields {...form} isNew={policy === undefined} />
        <TargetFields {...form} />
        <LegFields {...form} />
        <TroubleFields {...form} />
        <AgreedFields {...form} />
      </DialogForm>
    </Dialog>
  );
}
