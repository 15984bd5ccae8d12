import { useState } from 'react';
import type { CallWorkspace } from '../../../shared/contracts/calls-contract.ts';
import { HOUR } from '../../../shared/kernel/instant.ts';
import { now } from '../../app/clock.ts';
import { useFormat } from '../../app/locale.tsx';
import { wallTime } from '../../app/zoned.ts';
import { useMessages } from '../../messages/messages.ts';
import { productName, wordFor } from '../../messages/words.ts';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import { callKinds, kindOf } from '../calls/call-kinds.ts';
import { isPast } from '../calls/plan-draft.ts';
import { SlotPicker } from '../calls/slot-picker.tsx';
import css from './call.module.css';
import {
  type EndDraft,
  emptyEnd,
  endBody,
  kindFor,
  nextDos,
  outcomesFor,
  resultOf,
  resultsFor,
} from './end-draft.ts';
import { NotesField } from './notes-card.tsx';
import { useCallAct } from './use-call-acts.ts';
import type { Notes } from './use-notes.ts';

type EndProps = { readonly work: CallWorkspace; readonly notes: Notes; readonly onClose: () => void };
type PartProps = {
  readonly work: CallWorkspace;
  readonly draft: EndDraft;
  readonly set: (part: Partial<EndDraft>) => void;
};
const DAY_AHEAD = 24 * HOUR;

/** Ends a call: how it went, what came of each thing, what comes next, and the notes, in one go. */
export function EndDialog({ work, notes, onClose }: EndProps) {
  const { ending: m } = useMessages().call;
  const { zone } = useFormat();
  const { call } = work;
  const [draft, setDraft] = useState(() => emptyEnd(wallTime(now() + DAY_AHEAD, zone)));
  const set = (part: Partial<EndDraft>) => setDraft({ ...draft, ...part });
  const written = notes.draft;
  const act = useCallAct(call.id, () => {
    notes.wentWith(written);
    onClose();
  });
  const body = endBody(draft, { call, written, zone, now: now() });
  return (
    <Dialog title={m.title} onClose={onClose}>
      <DialogForm
        submit={m.submit}
        busy={act.isPending}
        ready={body !== undefined}
        onSubmit={() => body && act.mutate(body)}
        onCancel={onClose}
      >
        {act.error && <Trouble error={act.error} />}
        <Outcomes work={work} draft={draft} set={set} />
        {draft.outcome === 'reached' && (
          <>
            <Results work={work} draft={draft} set={set} />
            <NextStep work={work} draft={draft} set={set} />
          </>
        )}
        {draft.outcome !== undefined && isTriedAgain(draft.outcome) && (
          <p className={css['soft']}>{m.tries}</p>
        )}
        <NotesField notes={notes} rows={3} />
      </DialogForm>
    </Dialog>
  );
}

const isTriedAgain = (outcome: string): boolean => ['no-answer', 'busy', 'no-show'].includes(outcome);

/** Where the dialog begins: the browser puts the focus there when it opens it. */
const begin = (field: HTMLElement | null) => field?.setAttribute('autofocus', '');

function Outcomes({ work, draft, set }: PartProps) {
  const { call: m, calls } = useMessages();
  return (
    <fieldset className={css['outcomes']}>
      <legend>{m.ending.outcome}</legend>
      {outcomesFor(work.call).map((outcome, at) => (
        <label key={outcome} className={css['outcome']}>
          <input
            type="radio"
            name="outcome"
            value={outcome}
            checked={draft.outcome === outcome}
            onChange={() => set({ outcome })}
            ref={at === 0 ? begin : undefined}
          />
          {calls.outcomes[outcome]}
        </label>
      ))}
    </fieldset>
  );
}

function Results({ work, draft, set }: PartProps) {
  const { call: m, calls } = useMessages();
  const open = work.call.agenda.filter(({ state }) => state === 'open');
  if (open.length === 0) return null;
  return (
    <fieldset className={css['results']}>
      <legend>{m.ending.results}</legend>
      {open.map(item => (
        <Choice
          key={item.id}
          label={[wordFor(calls.kinds, item.kind), ...(item.product ? [productName(item.product)] : [])].join(
            ' · ',
          )}
          value={resultOf(item, draft, { alone: open.length === 1 })}
          onChange={result => set({ results: { ...draft.results, [item.id]: result } })}
          options={[
            { value: '', label: m.ending.stays },
            ...resultsFor(item).map(result => ({ value: result, label: wordFor(m.ending.values, result) })),
          ]}
        />
      ))}
    </fieldset>
  );
}

function NextStep({ work, draft, set }: PartProps) {
  const { call: m, calls } = useMessages();
  const { ending } = m;
  const { zone } = useFormat();
  const { accountId, contactId } = work.call;
  const asks = draft.next === 'book' || draft.next === 'plan';
  return (
    <>
      <DialogRow>
        <Choice
          label={ending.next}
          value={draft.next}
          onChange={value => set({ next: nextDos.find(one => one === value) ?? 'none' })}
          options={nextDos.map(value => ({ value, label: ending.nexts[value] }))}
        />
        {asks && (
          <Choice
            label={ending.nextKind}
            value={kindFor(draft, work.call)}
            onChange={kind => set({ kind: kindOf(kind) })}
            options={callKinds.map(kind => ({ value: kind, label: calls.kinds[kind] }))}
          />
        )}
        {draft.next === 'plan' && (
          <Field
            label={calls.planning.dueAt}
            hint={calls.planning.zone(zone)}
            type="datetime-local"
            value={draft.dueAt}
            onChange={dueAt => set({ dueAt })}
            wrong={isPast(draft.dueAt, { zone, now: now() }) ? calls.planning.past : undefined}
          />
        )}
      </DialogRow>
      {draft.next === 'book' && (
        <SlotPicker
          accountId={accountId}
          contactId={contactId}
          value={draft.slot}
          onChange={slot => set({ slot })}
        />
      )}
    </>
  );
}
