import { type FormEvent, type ReactNode, useState } from 'react';
import type { CaseAction, CaseView } from '../../../shared/contracts/devices-contract.ts';
import { DAY } from '../../../shared/kernel/instant.ts';
import { now } from '../../app/clock.ts';
import { useFormat } from '../../app/locale.tsx';
import { wallTime } from '../../app/zoned.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { type ActionDraft, type ActionName, actionOf, draftFor, fieldsOf } from './action-draft.ts';
import { ActionField } from './action-fields.tsx';
import css from './device-case.module.css';

type FormProps = {
  readonly id: string;
  readonly view: CaseView;
  readonly name: ActionName;
  readonly busy: boolean;
  readonly onAct: (body: CaseAction) => void;
  readonly onCancel: () => void;
  /** Why it was refused. */
  readonly children: ReactNode;
};
const LOAN_DAYS = 7;

/** The fields of one action, then what does it and what puts it away. */
export function ActionForm({ id, view, name, busy, onAct, onCancel, children }: FormProps) {
  const m = useMessages();
  const { zone } = useFormat();
  const [draft, setDraft] = useState<ActionDraft>(() =>
    draftFor(view, wallTime(now() + LOAN_DAYS * DAY, zone)),
  );
  const body = actionOf(name, draft, { zone, now: now() });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body && !busy) onAct(body);
  };
  return (
    <form
      id={id}
      className={css['form']}
      onSubmit={submit}
      noValidate
      aria-label={m.deviceCase.actions[name]}
    >
      {children}
      {fieldsOf[name].map(field => (
        <ActionField
          key={field}
          field={field}
          name={name}
          view={view}
          draft={draft}
          set={part => setDraft({ ...draft, ...part })}
        />
      ))}
      <div className={css['buttons']}>
        <Button type="submit" look={name === 'cancel' ? 'danger' : 'primary'} isDisabled={busy || !body}>
          {busy ? m.common.saving : m.deviceCase.actions[name]}
        </Button>
        <Button onPress={onCancel}>{m.common.cancel}</Button>
      </div>
    </form>
  );
}
