import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgentInput, AgentView } from '../../../shared/contracts/team-contract.ts';
import { keys } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { useFormat } from '../../app/locale.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Field, Tick } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import { type AgentDraft, draftOf, isFilled, readDraft, roles, type Wrong } from './agent-draft.ts';
import { weekDays } from './hours.ts';
import css from './team.module.css';

type AgentDialogProps = { readonly agent?: AgentView; readonly onClose: () => void };

function useSave(agentId: string, input: AgentInput, onDone: () => void) {
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: () => api(routes.putAgent, { params: { agentId }, body: input }),
    onSuccess: () => {
      onDone();
      return queries.invalidateQueries({ queryKey: keys.agents });
    },
  });
}

/** The lead writes an agent: languages, hours, room for accounts, or that somebody left. */
export default function AgentDialog({ agent, onClose }: AgentDialogProps) {
  const m = useMessages();
  const { zone } = useFormat();
  const [draft, setDraft] = useState(() => draftOf(agent, zone));
  const [tried, setTried] = useState(false);
  const { input, wrong } = readDraft(draft);
  const save = useSave(draft.id.trim(), input, onClose);
  const submit = () => {
    setTried(true);
    if (wrong.size === 0) save.mutate();
  };
  const form = {
    draft,
    set: (part: Partial<AgentDraft>) => setDraft({ ...draft, ...part }),
    wrong: tried ? wrong : none,
  };
  return (
    <Dialog title={agent ? m.team.edit(agent.name) : m.team.add} onClose={onClose}>
      <DialogForm
        submit={m.common.save}
        busy={save.isPending}
        ready={isFilled(draft)}
        onCancel={onClose}
        onSubmit={submit}
      >
        {save.error && <Trouble error={save.error} />}
        <Person {...form} isNew={agent === undefined} />
        <Roles {...form} />
        <Week {...form} />
        {agent && (
          <Tick checked={draft.active} onChange={active => form.set({ active })}>
            {m.agentForm.active}
          </Tick>
        )}
      </DialogForm>
    </Dialog>
  );
}

const none: ReadonlySet<Wrong> = new Set();

type PartProps = {
  readonly draft: AgentDraft;
  readonly set: (part: Partial<AgentDraft>) => void;
  readonly wrong: ReadonlySet<Wrong>;
};

function Person({ draft, set, wrong, isNew }: PartProps & { readonly isNew: boolean }) {
  const { agentForm: f } = useMessages();
  const unless = (name: Wrong, text: string) => (wrong.has(name) ? text : undefined);
  return (
    <DialogRow>
      {isNew && <Field label={f.id} value={draft.id} onChange={id => set({ id })} autoFocus />}
      <Field label={f.name} value={draft.name} onChange={name => set({ name })} />
      <Field label={f.email} type="email" value={draft.email} onChange={email => set({ email })} />
      <Field
        label={f.languages}
        hint={f.languagesHint}
        value={draft.languages}
        onChange={languages => set({ languages })}
        wrong={unless('languages', f.languagesWrong)}
      />
      <Field label={f.zone} value={draft.zone} onChange={zone => set({ zone })} />
      <Field
        label={f.products}
        hint={f.productsHint}
        value={draft.products}
        onChange={products => set({ products })}
      />
      <Field
        label={f.capacity}
        inputMode="numeric"
        value={draft.capacity}
        onChange={capacity => set({ capacity })}
        wrong={unless('capacity', f.numberWrong)}
      />
      <Field
        label={f.weight}
        hint={f.weightHint}
        inputMode="decimal"
        value={draft.weight}
        onChange={weight => set({ weight })}
        wrong={unless('weight', f.numberWrong)}
      />
    </DialogRow>
  );
}

function Roles({ draft, set }: PartProps) {
  const m = useMessages();
  return (
    <fieldset className={css['set']}>
      <legend className={css['legend']}>{m.agentForm.roles}</legend>
      <div className={css['ticks']}>
        {roles.map(role => (
          <Tick
            key={role}
            checked={draft.roles.includes(role)}
            onChange={on =>
              set({ roles: roles.filter(one => (one === role ? on : draft.roles.includes(one))) })
            }
          >
            {m.team.roles[role]}
          </Tick>
        ))}
      </div>
    </fieldset>
  );
}

function Week({ draft, set, wrong }: PartProps) {
  const m = useMessages();
  return (
    <fieldset className={css['set']}>
      <legend className={css['legend']}>{m.agentForm.hours}</legend>
      <p className={css['small']}>{m.agentForm.hoursHint}</p>
      <DialogRow>
        {weekDays.map(day => (
          <Field
            key={day}
            label={m.weekDays[day]}
            value={draft.hours[day]}
            onChange={text => set({ hours: { ...draft.hours, [day]: text } })}
            wrong={wrong.has(day) ? m.agentForm.hoursWrong : undefined}
          />
        ))}
      </DialogRow>
    </fieldset>
  );
}
