import { type KeyboardEvent, type ReactNode, Suspense, useId, useRef, useState } from 'react';
import { ErrorBoundary } from '../app/error-boundary.tsx';
import { useMessages } from '../messages/messages.ts';
import { Icon } from './icons.tsx';
import css from './why.module.css';

type WhyProps = {
  /** What was decided, for those who do not see where the question stands. */
  readonly of: string;
  readonly children: ReactNode;
};

/**
 * Why something was decided, opened in place: what is inside is read only then. Escape closes it again and gives the
 * focus back to the question.
 */
export function Why({ of, children }: WhyProps) {
  const { common: m } = useMessages();
  const [open, setOpen] = useState(false);
  const id = useId();
  const ref = useRef<HTMLButtonElement>(null);
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.preventDefault();
    event.stopPropagation();
    setOpen(false);
    ref.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is a shorter way to the button
    <div className={css['why']} data-testid="why" onKeyDown={close}>
      <button
        ref={ref}
        type="button"
        className={css['ask']}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name="help-asked" size={14} />
        {m.why}
        <span className="visually-hidden"> {of}</span>
      </button>
      {open && (
        <div id={id} className={css['answer']} data-testid="because">
          <ErrorBoundary resetKey={of}>
            <Suspense fallback={<p role="status">{m.loading}</p>}>{children}</Suspense>
          </ErrorBoundary>
        </div>
      )}
    </div>
  );
}

export type Part = { readonly label: string; readonly value: string };

/** Ids and numbers of a decision as pairs of words, wherever a history shows them. */
export function ReasonParts({ parts }: { readonly parts: readonly Part[] }) {
  if (parts.length === 0) return null;
  return (
    <p className={css['parts']}>
      {parts.map(part => (
        <span key={part.label}>
          {part.label}: {part.value}
        </span>
      ))}
    </p>
  );
}
