import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { usePlace, visit } from '../app/router.tsx';
import { pathTo } from '../app/routes.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import { useIsLead } from '../rooms/use-is-lead.ts';
import { endTour } from '../shell/shell.tsx';
import css from './tour.module.css';
import { isOwnMachine, type Sample, stepAfter, stepsFor, type TourStep, wayOf } from './tour-steps.ts';
import { type Pointed, usePoint } from './use-point.ts';
import { useSample } from './use-sample.ts';
import { useTourWords } from './words/load-words.ts';
import type { StepWords, TourWords } from './words/tour-words.ts';

/** The tour: opens one room after another and points at what matters in it. The page goes on working beside it. */
export default function Tour() {
  const steps = stepsFor(useIsLead());
  const [at, setAt] = useState(0);
  const sample = useSample();
  const step = steps[Math.min(at, steps.length - 1)];
  const go = (by: 1 | -1) => {
    const next = stepAfter(at, by, steps.length);
    if (next === undefined) endTour();
    else setAt(next);
  };
  useEscape();
  useFocusBack();
  if (!step) return null;
  return <Panel step={step} sample={sample} at={at} count={steps.length} onGo={go} />;
}

/** Escape ends the tour from wherever the focus is, unless it closes something nearer. */
function useEscape(): void {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      if (event.target instanceof Element && event.target.matches('input, textarea, select')) return;
      event.preventDefault();
      endTour();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

/** Whoever ends the tour goes on in the room that they see. */
function useFocusBack(): void {
  useEffect(() => () => document.querySelector<HTMLElement>('#content')?.focus(), []);
}

type PanelProps = {
  readonly step: TourStep;
  readonly sample: Sample | undefined;
  readonly at: number;
  readonly count: number;
  readonly onGo: (by: 1 | -1) => void;
};

function Panel({ step, sample, at, count, onGo }: PanelProps) {
  const m = useTourWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const path = pathTo(usePlace());
  const wanted = sample && pathTo(step.place(sample));
  const open = useCallback(() => sample && visit(step.place(sample)), [step, sample]);
  useEffect(() => void open(), [open]);
  const isHere = path === wanted;
  // The room takes the focus when it opens; the panel takes it back as often as it opens one.
  useEffect(() => {
    if (isHere && step.id) heading.current?.focus({ preventScroll: true });
  }, [isHere, step.id]);
  const point = usePoint(step, isHere ? sample : undefined);
  const turn = (event: KeyboardEvent) => {
    const way = wayOf(event.key);
    if (way === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onGo(way);
  };
  const last = at === count - 1;
  return (
    <section
      className={css['panel']}
      data-side={point?.side ?? 'bottom'}
      data-testid="tour"
      data-step={step.id}
      data-pointed={point !== undefined}
      aria-label={m.name}
      onKeyDown={turn}
    >
      <div className={css['head']}>
        <p className={css['small']}>{m.stepOf(at + 1, count)}</p>
        <Button look="quiet" compact aria-label={m.end} onPress={endTour}>
          <Icon name="close" size={16} />
        </Button>
      </div>
      <h2 ref={heading} tabIndex={-1}>
        {m.steps[step.id].title}
      </h2>
      <Said step={step} point={point} m={m} />
      {sample && !isHere && (
        <p className={css['away']} role="status">
          {m.away} <Button onPress={() => void open()}>{m.showAgain}</Button>
        </p>
      )}
      <div className={css['foot']}>
        <span className={css['small']}>{m.keys}</span>
        <Button isDisabled={at === 0} onPress={() => onGo(-1)}>
          {m.back}
        </Button>
        <Button look="primary" onPress={() => onGo(1)}>
          {last ? m.finish : m.next}
        </Button>
      </div>
    </section>
  );
}

type SaidProps = {
  readonly step: TourStep;
  readonly point: Pointed | undefined;
  readonly m: TourWords;
};

/** What the step says; where there is nothing to see, what would be there. */
function Said({ step, point, m }: SaidProps) {
  const words: StepWords = m.steps[step.id];
  if (!point?.isEmpty)
    return (
      <>
        <p>{words.text}</p>
        {step.id === 'settings' && (
          <p>
            <a href="/docs/" target="_blank" rel="noopener">
              {m.reference}
            </a>
          </p>
        )}
      </>
    );
  return (
    <div data-testid="tour-empty">
      <p>
        <strong>{m.nothingYet}</strong> {words.empty ?? words.text}
      </p>
      {isOwnMachine(location.hostname) && <p>{m.demo}</p>}
    </div>
  );
}
