import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgentView } from '../../../shared/contracts/team-contract.ts';
import { useAgents, useMe } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { useFormat } from '../../app/locale.tsx';
import { useServices } from '../../app/services.ts';
import { catchUpInbox } from '../../live/catch-up-inbox.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { fieldOf, problemWords } from '../../parts/field-problem.ts';
import { Chip, LanguageTag } from '../../parts/marks.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import { colleaguesFor } from './colleagues.ts';
import css from './tasks.module.css';

type TransferProps = {
  readonly task: { readonly id: string; readonly language: string; readonly accountName: string };
  readonly onClose: () => void;
};

/** Gives a task to a colleague, with the reason; who speaks the customer's language stands first. */
export default function TransferDialog({ task, onClose }: TransferProps) {
  const m = useMessages();
  const format = useFormat();
  const agents = useAgents();
  const me = useMe().data?.agent.id;
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const give = useTransfer(task.id, onClose);
  const { speaking, others } = colleaguesFor(agents.data?.agents ?? [], { language: task.language, me });
  const wrong = fieldOf(give.error, ['to', 'reason']);
  const language = format.language(task.language);
  return (
    <Dialog title={m.tasks.handOverTitle(task.accountName)} onClose={onClose}>
      <DialogForm
        submit={m.tasks.handOverSubmit}
        busy={give.isPending}
        ready={to !== '' && reason.trim() !== ''}
        onSubmit={() => give.mutate({ to, reason: reason.trim() })}
        onCancel={onClose}
      >
        {agents.isPending && <Loading of="card" />}
        <People name={m.tasks.speaking(language)} people={speaking} to={to} onChoose={setTo} />
        <People name={m.tasks.notSpeaking(language)} people={others} to={to} onChoose={setTo} />
        <Field
          label={m.tasks.handOverReason}
          hint={m.tasks.handOverReasonHint}
          maxLength={200}
          value={reason}
          onChange={setReason}
          wrong={wrong === 'reason' ? problemWords(give.error, m) : undefined}
        />
        {give.isError && wrong !== 'reason' && <Trouble error={give.error} />}
      </DialogForm>
    </Dialog>
  );
}

function useTransfer(taskId: string, onDone: () => void) {
  const m = useMessages();
  const services = useServices();
  const { api, queries } = services;
  return useMutation({
    mutationFn: (body: { readonly to: string; readonly reason: string }) =>
      api(routes.transferTask, { params: { taskId }, body }),
    onSuccess: () => {
      showWord(m.tasks.handedOver);
      void queries.invalidateQueries({ queryKey: ['tasks'] });
      void catchUpInbox(services).catch(() => undefined);
      onDone();
    },
  });
}

type PeopleProps = {
  readonly name: string;
  readonly people: readonly AgentView[];
  readonly to: string;
  readonly onChoose: (id: string) => void;
};

function People({ name, people, to, onChoose }: PeopleProps) {
  const m = useMessages();
  if (people.length === 0) return null;
  return (
    <fieldset className={css['people']}>
      <legend>{name}</legend>
      {people.map(person => (
        <label key={person.id} className={css['person']}>
          <input
            type="radio"
            name="to"
            value={person.id}
            checked={to === person.id}
            onChange={() => onChoose(person.id)}
          />
          <span className={css['name']}>{person.name}</span>
          <span className={css['tags']}>
            {person.languages.map(tag => (
              <LanguageTag key={tag} tag={tag} />
            ))}
          </span>
          <Chip tone={person.onDuty ? 'good' : 'plain'}>
            {person.onDuty ? m.team.onDuty : m.team.offDuty}
          </Chip>
        </label>
      ))}
    </fieldset>
  );
}
