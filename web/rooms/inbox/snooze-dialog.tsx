import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { HOUR } from '../../../shared/kernel/instant.ts';
import { now } from '../../app/clock.ts';
import { useFormat } from '../../app/locale.tsx';
import { instantOf, wallTime } from '../../app/zoned.ts';
import { type Messages, useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { fieldOf, problemWords } from '../../parts/field-problem.ts';
import { Trouble } from '../../parts/states.tsx';
import css from './inbox.module.css';
import { type SnoozeChoice, type Snoozing, snoozeTimes, snoozing } from './snooze-times.ts';
import { useInboxActs } from './use-inbox-acts.ts';

type SnoozeProps = {
  readonly items: readonly NotificationView[];
  readonly onClose: () => void;
  readonly onDone: () => void;
};

/** Puts notifications away until one of the usual times, or one's own; says before how long a promise allows. */
export default function SnoozeDialog({ items, onClose, onDone }: SnoozeProps) {
  const m = useMessages();
  const { zone } = useFormat();
  const [opened] = useState(now);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const times = snoozeTimes(opened, zone);
  const [choice, setChoice] = useState<SnoozeChoice>('hour');
  const [own, setOwn] = useState(wallTime(opened + 2 * HOUR, zone));
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { snooze } = useInboxActs();
  const until = times.find(time => time.choice === choice)?.at ?? instantOf(own, zone);
  const outcome = snoozing(items, until, opened);
  const send = async () => {
    setBusy(true);
    try {
      await snooze(items, { until, reason: reason.trim() });
      onDone();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const wrong = fieldOf(error, ['until', 'reason']);
  return (
    <Dialog title={m.inbox.snoozeTitle(items.length)} onClose={onClose}>
      <DialogForm
        submit={m.inbox.snooze}
        busy={busy}
        ready={!Number.isNaN(until) && outcome.refused === undefined}
        onSubmit={() => void send()}
        onCancel={onClose}
      >
        <fieldset className={css['choices']}>
          <legend className="visually-hidden">{m.inbox.snoozeUntil}</legend>
          {times.map(time => (
            <Choice
              key={time.choice}
              name={time.choice}
              chosen={choice}
              onChoose={setChoice}
              {...(time.choice === 'hour' ? { radio: first } : {})}
            >
              <Ends at={time.at} outcome={snoozing(items, time.at, opened)} />
            </Choice>
          ))}
          <Choice name="own" chosen={choice} onChoose={setChoice} />
        </fieldset>
        {choice === 'own' && (
          <Field
            label={m.inbox.ownTime}
            hint={m.inbox.ownTimeHint(zone)}
            type="datetime-local"
            value={own}
            onChange={setOwn}
            wrong={wrong === 'until' ? problemWords(error, m) : undefined}
          />
        )}
        <Outcome outcome={outcome} items={items} own={choice === 'own'} />
        <Field label={m.inbox.snoozeReason} optional maxLength={200} value={reason} onChange={setReason} />
        {error !== undefined && wrong === undefined && <Trouble error={error} />}
      </DialogForm>
    </Dialog>
  );
}

type ChoiceProps = {
  readonly name: SnoozeChoice;
  readonly chosen: SnoozeChoice;
  readonly onChoose: (choice: SnoozeChoice) => void;
  readonly radio?: RefObject<HTMLInputElement | null>;
  readonly children?: ReactNode;
};

function Choice({ name, chosen, onChoose, radio, children }: ChoiceProps) {
  const m = useMessages();
  return (
    <label className={css['choice']}>
      <input
        type="radio"
        name="until"
        value={name}
        checked={chosen === name}
        ref={radio}
        onChange={() => onChoose(name)}
      />
      <span>{m.inbox.snoozeTimes[name]}</span>
      {children}
    </label>
  );
}

function Ends({ at, outcome }: { readonly at: number; readonly outcome: Snoozing }) {
  const format = useFormat();
  const isCut = outcome.capped > 0;
  return (
    <span className={css['ends']}>
      {isCut && outcome.refused === undefined && <s>{format.due(at, now())}</s>}{' '}
      <time dateTime={new Date(outcome.until).toISOString()}>
        {format.due(isCut ? outcome.until : at, now())}
      </time>
    </span>
  );
}

type OutcomeProps = {
  readonly outcome: Snoozing;
  readonly items: readonly NotificationView[];
  readonly own: boolean;
};

/** What will come of it, before it is done. */
function Outcome({ outcome, items, own }: OutcomeProps) {
  const m = useMessages();
  const format = useFormat();
  const words = outcomeWords(outcome, {
    m,
    one: items.length === 1,
    when: () => format.due(outcome.until, now()),
  });
  const bad = outcome.refused !== undefined && (own || outcome.refused === 'promise-too-close');
  return (
    <p role="status" className={bad ? css['refused'] : css['hint']} data-testid="snooze-outcome">
      {words}
    </p>
  );
}

function outcomeWords(
  { refused, capped }: Snoozing,
  { m, one, when }: { readonly m: Messages; readonly one: boolean; readonly when: () => string },
): string {
  if (refused === 'promise-too-close') return m.refusals['promise-too-close'];
  if (refused === 'too-short') return m.refusals['snooze-too-short'];
  if (refused === 'too-long') return m.refusals['snooze-too-long'];
  if (capped === 0) return '';
  return one ? m.inbox.capped(when()) : m.inbox.cappedMany(capped, when());
}
