import { When } from '../parts/marks.tsx';
import css from './why-answers.module.css';
import { useWhyWords } from './words/load-words.ts';

type BecauseProps = {
  readonly lines: readonly string[];
  /** What was decided, where the question does not say it. */
  readonly what?: string | undefined;
  readonly at?: string | undefined;
  readonly by?: string | undefined;
};

/** One decision: what, who, when, and the reasons that were recorded with it. */
export function Because({ lines, what, at, by }: BecauseProps) {
  return (
    <>
      {(what || at || by) && (
        <p className={css['head']}>
          {what && <strong>{what}</strong>} {by && <span>{by}</span>} {at && <When at={at} />}
        </p>
      )}
      {lines.map(line => (
        <p key={line} data-testid="reason">
          {line}
        </p>
      ))}
    </>
  );
}

/** That these are the reasons of that moment. */
export function Recorded() {
  return <p className={css['recorded']}>{useWhyWords().recorded}</p>;
}
