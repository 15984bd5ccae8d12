import { useMutation } from '@tanstack/react-query';
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

function useSnoozeForm({ items, onClose, onDone }: SnoozeProps) {
  const { zone } = useFormat();
  const [opened] = useState(now);
  const times = snoozeTimes(opened, zone);
  const [choice, setChoice] = useState<SnoozeChoice>('hour');
  const [own, setOwn] = useState(wallTime(opened + 2 * HOUR, zone));
  const { snooze } = useInboxActs();
  const until = times.find(time => time.choice === choice)?.at ?? instantOf(own, zone);
  const send = useMutation({
    mutationFn: (reason: string) => snooze(items, { until, reason }),
    onSuccess: () => {
      onDone();
      onClose();
    },
  });
  const comesOf = (at: number) => snoozing(items, at, opened);
  const outcome = comesOf(until);
  const ready = !Number.isNaN(until) && outcome.refused === undefined;
  return { times, choice, setChoice, own, setOwn, send, comesOf, outcome, ready };
}
type SnoozeForm = ReturnType<typeof useSnoozeForm>;
type First = RefObject<HTMLInputElement | null>;

/** Puts notifications away until one of the usual times, or one's own; says before how long a promise allows. */
export default function SnoozeDialog(props: SnoozeProps) {
  const { items, onClose } = props;
  const m = useMessages();
  const form = useSnoozeForm(props);
  const { choice, send, outcome } = form;
  const [reason, setReason] = useState('');
  const first = useRef<HTMLInputElement>(null);
  // Here and not in a child: the dialog takes the focus when it opens, and this comes after it.
  useEffect(() => first.current?.focus(), []);
  const wrong = fieldOf(send.error, ['until', 'reason']);
  return (
    <Dialog title={m.inbox.snoozeTitle(items.length)} onClose={onClose}>
      <DialogForm
        submit={m.inbox.snooze}
        busy={send.isPending}
        ready={form.ready}
        onSubmit={() => send.mutate(reason.trim())}
        onCancel={onClose}
      >
        <Choices form={form} first={first} />
        {choice === 'own' && (
          <OwnTime form={form} wrong={wrong === 'until' ? problemWords(send.error, m) : undefined} />
        )}
        <Outcome outcome={outcome} items={items} own={choice === 'own'} />
        <Field label={m.inbox.snoozeReason} optional maxLength={200} value={reason} onChange={setReason} />
        {send.isError && !(wrong === 'until' && choice === 'own') && <Trouble error={send.error} />}
      </DialogForm>
    </Dialog>
  );
}

/** The usual times, the first of them at hand; and a time of one's own. */
function Choices({ form, first }: { readonly form: SnoozeForm; readonly first: First }) {
  const m = useMessages();
  const { times, choice, setChoice, comesOf } = form;
  return (
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
          <Ends at={time.at} outcome={comesOf(time.at)} />
        </Choice>
      ))}
      <Choice name="own" chosen={choice} onChoose={setChoice} />
    </fieldset>
  );
}

function OwnTime({ form, wrong }: { readonly form: SnoozeForm; readonly wrong: string | undefined }) {
  const m = useMessages();
  const { zone } = useFormat();
  return (
    <Field
      label={m.inbox.ownTime}
      hint={m.inbox.ownTimeHint(zone)}
      type="datetime-local"
      value={form.own}
      onChange={form.setOwn}
      wrong={wrong}
    />
  );
}

type ChoiceProps = {
  readonly name: SnoozeChoice;
  readonly chosen: SnoozeChoice;
  readonly onChoose: (choice: SnoozeChoice) => void;
  readonly radio?: First;
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
