import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect } from 'react';
import css from './palette.module.css';

type DialogProps = {
  /** Closing it by hand gives the page behind back at once, before anything is drawn anew. */
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly label: string;
  readonly onClose: () => void;
  /** Hears keys before anything in it does. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
};

/** A bare modal dialog near the top: a press beside it or Escape closes it, and the focus is then where it was. */
export function PaletteDialog({ dialog, label, onClose, onKeyDown, children }: DialogProps) {
  // While it is still in the page: only then the browser gives the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, [dialog]);
  return (
    <dialog
      ref={dialog}
      className={css['palette']}
      aria-label={label}
      data-testid="palette"
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
      // The browser closes it by itself when Escape is pressed twice; who closed it from here has taken it away already.
      onClose={() => dialog.current && onClose()}
      onClick={event => event.target === dialog.current && onClose()}
      onKeyDown={onKeyDown}
    >
      <div className={css['inner']}>{children}</div>
    </dialog>
  );
}
