import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import type { WrongAt } from '../../parts/field-problem.ts';
import { Icon } from '../../parts/icons.tsx';
import { moved, type StepDraft, withStep } from './chain-draft.ts';
import css from './chains.module.css';
import { StepFields } from './step-fields.tsx';

type StepListProps = {
  readonly steps: readonly StepDraft[];
  readonly onChange: (steps: readonly StepDraft[]) => void;
  readonly onMoved: () => void;
  readonly at: WrongAt;
};

/** What was done last, so that the focus goes on where the hand is and a reader hears of it. */
type Last = {
  readonly key: number | undefined;
  readonly words: string;
  readonly move?: 'up' | 'down';
};

/** The same button again, so that a step can be moved on by the same key; its other one where it cannot go further. */
function focusIn(step: Element | null | undefined, { move, words }: Last): void {
  const again = move && step?.querySelector(`button[data-move="${move}"]:not([disabled])`);
  const first = step?.querySelector(words === '' ? 'select' : 'button:not([disabled])');
  const target = again ?? first;
  if (target instanceof HTMLElement) target.focus();
}

const kinds = ['notify', 'wait', 'repeat'] as const;

/** What can be done with the steps; the focus follows what was moved, added, or stands beside what was removed. */
function useStepDeeds({ steps, onChange, onMoved }: Omit<StepListProps, 'at'>) {
  const { form: f } = useMessages().chains;
  const [last, setLast] = useState<Last>();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (last?.key !== undefined) focusIn(list.current?.querySelector(`[data-key="${last.key}"]`), last);
  }, [last]);
  const move = (place: number, by: 1 | -1) => {
    onChange(moved(steps, place, by));
    onMoved();
    const words = f.movedTo(place + by + 1);
    setLast({ key: steps[place]?.key, words, move: by === 1 ? 'down' : 'up' });
  };
  const drop = (place: number) => {
    onChange(steps.filter((_, n) => n !== place));
    setLast({ key: (steps[place + 1] ?? steps[place - 1])?.key, words: f.removed(place + 1) });
  };
  const add = (kind: StepDraft['do']) => {
    const more = withStep(steps, kind);
    onChange(more);
    setLast({ key: more.find(step => !steps.includes(step))?.key, words: '' });
  };
  return { list, said: last?.words, move, drop, add };
}

/** The steps of a chain: each can be changed, moved, removed, and others added; all of it by keyboard. */
export function StepList({ at, ...rest }: StepListProps) {
  const { form: f } = useMessages().chains;
  const { steps, onChange } = rest;
  const { list, said, move, drop, add } = useStepDeeds(rest);
  const set = (place: number, part: Partial<StepDraft>) =>
    onChange(steps.map((step, n) => (n === place ? { ...step, ...part } : step)));
  const wrong = at('steps');
  return (
    <fieldset className={css['set']}>
      <legend>{f.steps}</legend>
      {wrong && (
        <p className={css['wrong']} role="alert">
          {wrong}
        </p>
      )}
      <ol ref={list} className={css['editor']}>
        {steps.map((step, place) => (
          <li key={step.key} className={css['edited']} data-key={step.key}>
            <StepHead place={place} of={steps.length} onMove={move} onDrop={drop} />
            <StepFields step={step} set={part => set(place, part)} path={`steps.${place}`} at={at} />
          </li>
        ))}
      </ol>
      <div className={css['buttons']}>
        {kinds.map(kind => (
          <Button key={kind} aria-label={`${f.add}: ${f.kinds[kind]}`} onPress={() => add(kind)}>
            <Icon name="plus" size={16} />
            {f.kinds[kind]}
          </Button>
        ))}
      </div>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </fieldset>
  );
}

type HeadProps = {
  readonly place: number;
  readonly of: number;
  readonly onMove: (place: number, by: 1 | -1) => void;
  readonly onDrop: (place: number) => void;
};

/** Its number, and what can be done with it as a whole. */
function StepHead({ place, of, onMove, onDrop }: HeadProps) {
  const { form: f } = useMessages().chains;
  const n = place + 1;
  return (
    <div className={css['stepHead']}>
      <h3>{f.step(n)}</h3>
      <Button
        look="quiet"
        compact
        aria-label={f.up(n)}
        data-move="up"
        isDisabled={place === 0}
        onPress={() => onMove(place, -1)}
      >
        <Icon name="up" size={16} />
      </Button>
      <Button
        look="quiet"
        compact
        aria-label={f.down(n)}
        data-move="down"
        isDisabled={n === of}
        onPress={() => onMove(place, 1)}
      >
        <Icon name="down" size={16} />
      </Button>
      <Button look="quiet" compact aria-label={f.drop(n)} isDisabled={of === 1} onPress={() => onDrop(place)}>
        <Icon name="close" size={16} />
      </Button>
    </div>
  );
}
