import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DepotInput, DepotView } from '../../../shared/contracts/depots-contract.ts';
import { depotKeys } from '../../api/depot-queries.ts';
import { useAgents } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { useFormat } from '../../app/locale.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Field, Tick } from '../../parts/field.tsx';
import { useFormProblem, type WrongAt } from '../../parts/field-problem.ts';
import { Trouble } from '../../parts/states.tsx';
import { type DepotDraft, depotDraft, readDepot } from './depot-draft.ts';
import { ModelsFields } from './depot-models.tsx';
import css from './depots.module.css';

type DepotDialogProps = { readonly depot?: DepotView; readonly onClose: () => void };

function useSave(depotId: string, onDone: () => void) {
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (body: DepotInput) => api(routes.putDepot, { params: { depotId }, body }),
    onSuccess: () => {
      onDone();
      void queries.invalidateQueries({ queryKey: ['depot'] });
      return queries.invalidateQueries({ queryKey: depotKeys.depots });
    },
  });
}

/** Every field that can show what is wrong with it; models by their place here and by their id for the server. */
const fieldsOf = ({ models }: DepotDraft): readonly string[] => [
  ...['depotId', 'id', 'name', 'zone', 'accountId', 'site', 'clerks'],
  ...models.flatMap(({ model, floors }) => [
    ...['substitutes', 'minimum'].map(field => `models.${model}.${field}`),
    ...Object.keys(floors).map(policy => `models.${model}.floors.${policy}`),
    `models.${model}`,
  ]),
];

/** The lead writes a depot: who works there, which models it keeps, how many and for whom. */
export default function DepotDialog({ depot, onClose }: DepotDialogProps) {
  const m = useMessages();
  const { zone } = useFormat();
  const [draft, setDraft] = useState(() => depotDraft(depot, zone));
  const [tried, setTried] = useState(false);
  const { input, wrong } = readDepot(draft);
  const save = useSave(draft.id.trim(), onClose);
  const problem = useFormProblem({
    wrong: tried ? wrong : new Map(),
    error: save.error,
    fields: fieldsOf(draft),
  });
  const submit = () => {
    setTried(true);
    if (wrong.size === 0) save.mutate(input);
  };
  const set = (part: Partial<DepotDraft>) => setDraft({ ...draft, ...part });
  const form = { draft, set, at: problem.at };
  return (
    <Dialog title={depot ? m.depots.editTitle(depot.name) : m.depots.add} onClose={onClose}>
      <DialogForm submit={m.common.save} busy={save.isPending} onCancel={onClose} onSubmit={submit}>
        {Boolean(problem.elsewhere) && <Trouble error={problem.elsewhere} />}
        <Where {...form} isNew={depot === undefined} />
        <Clerks {...form} />
        <ModelsFields models={draft.models} set={models => set({ models })} at={problem.at} />
      </DialogForm>
    </Dialog>
  );
}

type PartProps = {
  readonly draft: DepotDraft;
  readonly set: (part: Partial<DepotDraft>) => void;
  readonly at: WrongAt;
};

function Where({ draft, set, at, isNew }: PartProps & { readonly isNew: boolean }) {
  const { form: f } = useMessages().depots;
  return (
    <DialogRow>
      {isNew && (
        <Field
          label={f.id}
          hint={f.idHint}
          value={draft.id}
          onChange={id => set({ id })}
          wrong={at('id') ?? at('depotId')}
          autoFocus
        />
      )}
      <Field label={f.name} value={draft.name} onChange={name => set({ name })} wrong={at('name')} />
      <Field label={f.zone} value={draft.zone} onChange={zone => set({ zone })} wrong={at('zone')} />
      <Field
        label={f.account}
        hint={f.accountHint}
        optional
        value={draft.accountId}
        onChange={accountId => set({ accountId })}
        wrong={at('accountId')}
      />
      <Field label={f.site} optional value={draft.site} onChange={site => set({ site })} wrong={at('site')} />
    </DialogRow>
  );
}

/** The users with the role of a clerk, and those who were named before. */
function Clerks({ draft, set, at }: PartProps) {
  const { form: f } = useMessages().depots;
  const agents = useAgents().data?.agents ?? [];
  const clerks = agents.filter(agent => agent.roles.includes('clerk') && agent.active).map(agent => agent.id);
  const shown = [...new Set([...clerks, ...draft.clerks])];
  const nameOf = (id: string) => agents.find(agent => agent.id === id)?.name ?? id;
  return (
    <fieldset className={css['set']}>
      <legend>{f.clerks}</legend>
      {shown.length === 0 && <p className={css['small']}>{f.noClerks}</p>}
      {shown.map(id => (
        <Tick
          key={id}
          checked={draft.clerks.includes(id)}
          onChange={on =>
            set({ clerks: shown.filter(one => (one === id ? on : draft.clerks.includes(one))) })
          }
        >
          {nameOf(id)}
        </Tick>
      ))}
      {at('clerks') && <p className={css['wrong']}>{at('clerks')}</p>}
    </fieldset>
  );
}
