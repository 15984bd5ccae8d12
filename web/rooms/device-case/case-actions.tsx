import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { CaseAction, CaseView } from '../../../shared/contracts/devices-contract.ts';
import { caseKeys } from '../../api/device-queries.ts';
import { useMe } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button, type Look } from '../../parts/button.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import { type ActionName, actionNames, fieldsOf } from './action-draft.ts';
import { ActionForm } from './action-form.tsx';
import css from './device-case.module.css';

type Props = { readonly view: CaseView };

/** Does one thing with the case and reads it again; nothing is shown as done before the server says so. */
function useAct(caseId: string, onDone: () => void) {
  const { deviceCase: m } = useMessages();
  const { api, queries } = useServices();
  return useMutation({
    mutationFn: (body: CaseAction) => api(routes.actOnCase, { params: { caseId }, body }),
    onSuccess: (_, { do: name }) => {
      onDone();
      showWord(m.done(m.actions[name]));
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: caseKeys.case(caseId) }),
        queries.invalidateQueries({ queryKey: caseKeys.boards }),
      ]),
  });
}

/** What may be done now, and nothing else (only a lead excuses); each says beside itself why it was refused. */
export function CaseActions({ view }: Props) {
  const { deviceCase: m } = useMessages();
  const [open, setOpen] = useState<ActionName>();
  const lead = useMe().data?.agent.roles.includes('lead') ?? false;
  const names = actionNames.filter(name => view.actions.includes(name) && (lead || name !== 'excuse'));
  return (
    <section className={`${css['card']} ${css['wide']}`} data-testid="actions">
      <h2>{m.whatToDo}</h2>
      {names.length === 0 && <p className={css['soft']}>{m.nothingToDo}</p>}
      <ul className={css['actions']}>
        {names.map(name => (
          <ActionItem
            key={name}
            view={view}
            name={name}
            open={open === name}
            onToggle={() => setOpen(open === name ? undefined : name)}
            onClose={() => setOpen(undefined)}
          />
        ))}
      </ul>
    </section>
  );
}

type ItemProps = Props & {
  readonly name: ActionName;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onClose: () => void;
};

const looks: Readonly<Partial<Record<ActionName, Look>>> = { 'hand-over': 'primary', cancel: 'danger' };

function ActionItem({ view, name, open, onToggle, onClose }: ItemProps) {
  const { deviceCase: m } = useMessages();
  const act = useAct(view.id, onClose);
  const formId = useId();
  const atOnce = fieldsOf[name].length === 0;
  const press = () => {
    act.reset();
    if (atOnce) act.mutate({ do: name } as CaseAction);
    else onToggle();
  };
  return (
    <li className={css['action']} data-open={open} data-testid={`action-${name}`}>
      <Button
        look={looks[name] ?? 'plain'}
        isDisabled={atOnce && act.isPending}
        {...(atOnce ? {} : { 'aria-expanded': open, ...(open ? { 'aria-controls': formId } : {}) })}
        onPress={press}
      >
        {atOnce ? m.actions[name] : m.asking(m.actions[name])}
      </Button>
      {atOnce && act.error && <Trouble error={act.error} />}
      {open && !atOnce && (
        <ActionForm
          id={formId}
          view={view}
          name={name}
          onCancel={onClose}
          onAct={act.mutate}
          busy={act.isPending}
        >
          {act.error && <Trouble error={act.error} />}
        </ActionForm>
      )}
    </li>
  );
}
