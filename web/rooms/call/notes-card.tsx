import { useState } from 'react';
import type { CallWorkspace } from '../../../shared/contracts/calls-contract.ts';
import { useMessages } from '../../messages/messages.ts';
import { humanise } from '../../messages/words.ts';
import { Area } from '../../parts/area.tsx';
import { Button } from '../../parts/button.tsx';
import { explain } from '../../parts/explain.ts';
import { Choice, Field } from '../../parts/field.tsx';
import css from './call.module.css';
import type { Difficulty } from './note-keeper.ts';
import type { Notes } from './use-notes.ts';

type Props = {
  readonly work: CallWorkspace;
  readonly notes: Notes;
  /** Whether whoever looks may write. */
  readonly writes: boolean;
};

/** Puts the focus where notes are written. */
export const focusNotes = (): void => document.querySelector<HTMLElement>('[data-notes] textarea')?.focus();

/** What is written down, kept while it is written, and what was hard for the customer. */
export function NotesCard({ work, notes, writes }: Props) {
  const { call: m } = useMessages();
  return (
    <section className={css['card']} data-testid="notes" aria-label={m.notes}>
      {writes ? (
        <div data-notes="">
          <NotesField notes={notes} />
        </div>
      ) : (
        <>
          <h2>{m.notes}</h2>
          <p className={css['text']}>{notes.draft.notes}</p>
        </>
      )}
      <h3>{m.difficulties}</h3>
      <p className={css['small']}>{m.difficultiesHint}</p>
      <Difficulties work={work} notes={notes} writes={writes} />
    </section>
  );
}

/** The notes as a field, here and where the call is ended: the same words. */
export function NotesField({ notes, rows = 6 }: { readonly notes: Notes; readonly rows?: number }) {
  const { call: m } = useMessages();
  return (
    <>
      <Area
        label={m.notes}
        hint={m.notesHint}
        rows={rows}
        value={notes.draft.notes}
        onChange={text => notes.write({ notes: text })}
        maxLength={8_000}
      />
      <HowKept notes={notes} />
    </>
  );
}

function HowKept({ notes }: { readonly notes: Notes }) {
  const m = useMessages();
  const { kept, error } = notes;
  return (
    <div className={css['kept']} role="status" data-testid="kept" data-kept={kept}>
      {kept === 'failed' ? (
        <>
          <p>
            <strong>{m.call.notKept}</strong> {explain(error, m).title}.
          </p>
          <Button onPress={() => void notes.flush()}>{m.common.retry}</Button>
        </>
      ) : (
        <p className={css['small']}>{m.call.saved[kept]}</p>
      )}
    </div>
  );
}

function Difficulties({ work, notes, writes }: Props) {
  const { call: m } = useMessages();
  const { difficulties } = notes.draft;
  const textOf = (topic: string) => work.topics.find(({ id }) => id === topic)?.text ?? humanise(topic);
  const without = (one: Difficulty) => difficulties.filter(other => other !== one);
  return (
    <>
      <ul>
        {difficulties.map(one => (
          <li key={`${one.topic} ${one.text}`} className={css['difficulty']} data-testid="difficulty">
            <span>
              <strong>{textOf(one.topic)}</strong>
              {one.text && `: ${one.text}`}
            </span>
            {writes && (
              <Button
                look="quiet"
                aria-label={m.remove(textOf(one.topic))}
                onPress={() => notes.write({ difficulties: without(one) })}
              >
                ×
              </Button>
            )}
          </li>
        ))}
      </ul>
      {writes && work.topics.length > 0 && difficulties.length < 20 && (
        <AddDifficulty
          topics={work.topics}
          onAdd={one => notes.write({ difficulties: [...difficulties, one] })}
        />
      )}
    </>
  );
}

type AddProps = {
  readonly topics: CallWorkspace['topics'];
  readonly onAdd: (difficulty: Difficulty) => void;
};

function AddDifficulty({ topics, onAdd }: AddProps) {
  const { call: m } = useMessages();
  const [topic, setTopic] = useState('');
  const [text, setText] = useState('');
  const add = () => {
    onAdd({ topic, ...(text.trim() === '' ? {} : { text: text.trim() }) });
    setTopic('');
    setText('');
  };
  return (
    <form
      className={css['addDifficulty']}
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (topic !== '') add();
      }}
    >
      <Choice
        label={m.topic}
        value={topic}
        onChange={setTopic}
        options={[
          { value: '', label: m.chooseTopic },
          ...topics.map(({ id, text: label }) => ({ value: id, label })),
        ]}
      />
      <Field label={m.inWords} value={text} onChange={setText} maxLength={200} optional />
      <Button type="submit" isDisabled={topic === ''}>
        {m.add}
      </Button>
    </form>
  );
}
