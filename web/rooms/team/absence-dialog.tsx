import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgentView } from '../../../shared/contracts/team-contract.ts';
import { keys, useAgentNames } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { now } from '../../app/clock.ts';
import { useFormat } from '../../app/locale.tsx';
import { randomId } from '../../app/random.ts';
import { useServices } from '../../app/services.ts';
import { instantOf, wallTime } from '../../app/zoned.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import css from './team.module.css';

type AbsenceDialogProps = {
  readonly agent: AgentView;
  readonly agents: readonly AgentView[];
  readonly onClose: () => void;
};

const DAY_MS = 24 * 60 * 60_000;
const utc = (at: number) => new Date(at).toISOString();

function useReread() {
  const { queries } = useServices();
  return () => queries.invalidateQueries({ queryKey: keys.agents });
}

type AbsenceDraft = { readonly from: string; readonly to: string; readonly coverId: string };

function useRecord(
  { id: agentId, zone }: AgentView,
  { from, to, coverId }: AbsenceDraft,
  onDone: () => void,
) {
  const { api } = useServices();
  const reread = useReread();
  const [absenceId] = useState(() => `abs_${randomId()}`);
  return useMutation({
    mutationFn: () =>
      api(routes.putAbsence, {
        params: { agentId, absenceId },
        body: {
          from: utc(instantOf(from, zone)),
          to: utc(instantOf(to, zone)),
          ...(coverId ? { coverId } : {}),
        },
      }),
    onSuccess: () => {
      onDone();
      return reread();
    },
  });
}

/** The lead records when somebody is away, and who covers; or takes it back. */
export default function AbsenceDialog({ agent, agents, onClose }: AbsenceDialogProps) {
  const m = useMessages();
  const reread = useReread();
  const [from, setFrom] = useState(() => wallTime(now(), agent.zone));
  const [to, setTo] = useState(() => wallTime(now() + DAY_MS, agent.zone));
  const [coverId, setCoverId] = useState('');
  const save = useRecord(agent, { from, to, coverId }, onClose);
  const ordered = from !== '' && to !== '' && from < to;
  return (
    <Dialog title={m.absence.title(agent.name)} onClose={onClose}>
      <DialogForm
        submit={m.absence.submit}
        busy={save.isPending}
        ready={ordered}
        onCancel={onClose}
        onSubmit={() => save.mutate()}
      >
        {save.error && <Trouble error={save.error} />}
        <DialogRow>
          <Field label={m.absence.from} type="datetime-local" value={from} onChange={setFrom} autoFocus />
          <Field
            label={m.absence.to}
            type="datetime-local"
            value={to}
            onChange={setTo}
            wrong={ordered ? undefined : m.absence.order}
          />
          <CoverChoice agent={agent} agents={agents} value={coverId} onChange={setCoverId} />
        </DialogRow>
        <p className={css['small']}>{m.absence.zone(agent.zone)}</p>
        <p className={css['hint']}>{m.absence.what}</p>
        <Planned agent={agent} onChanged={() => void reread()} />
      </DialogForm>
    </Dialog>
  );
}

type CoverProps = Omit<AbsenceDialogProps, 'onClose'> & {
  readonly value: string;
  readonly onChange: (coverId: string) => void;
};

function CoverChoice({ agent, agents, value, onChange }: CoverProps) {
  const { absence } = useMessages();
  const covers = agents.filter(one => one.active && one.id !== agent.id);
  const options = [
    { value: '', label: absence.byRules },
    ...covers.map(one => ({ value: one.id, label: `${one.name} (${one.languages.join(', ')})` })),
  ];
  return <Choice label={absence.cover} value={value} onChange={onChange} options={options} />;
}

function Planned({ agent, onChanged }: { readonly agent: AgentView; readonly onChanged: () => void }) {
  const m = useMessages();
  const format = useFormat();
  const name = useAgentNames();
  const { api } = useServices();
  const remove = useMutation({
    mutationFn: (absenceId: string) =>
      api(routes.deleteAbsence, { params: { agentId: agent.id, absenceId } }),
    onSuccess: onChanged,
  });
  if (agent.absences.length === 0) return null;
  return (
    <section>
      <h3 className={css['legend']}>{m.absence.planned}</h3>
      {remove.error && <Trouble error={remove.error} />}
      <ul>
        {agent.absences.map(one => (
          <li key={one.id} className={css['actions']}>
            <span className={css['small']}>
              {format.date(one.from)} – {format.date(one.to)}{' '}
              {one.coverId ? m.team.cover(name(one.coverId)) : m.team.coverNone}
            </span>
            <Button look="quiet" onPress={() => remove.mutate(one.id)} isDisabled={remove.isPending}>
              {m.absence.remove}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
