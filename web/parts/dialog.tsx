import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useMessages } from '../messages/messages.ts';
import { Button } from './button.tsx';
import css from './dialog.module.css';
import { Icon } from './icons.tsx';

type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** What somebody came to a dialog for; without any, the browser's own choice is as good. */
const FIELD = 'form :is(input, select, textarea):enabled:not([type="hidden"])';

/**
 * A modal dialog on the browser's own element: it opens on its first field, focus stays inside and returns afterwards,
 * Escape closes, the page behind is inert; and nothing injects styles, which the policy would refuse.
 */
export function Dialog({ title, onClose, children }: DialogProps) {
  const m = useMessages();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>(FIELD)?.focus();
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={css['dialog']}
      aria-labelledby={titleId}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className={css['inner']}>
        <div className={css['head']}>
          <h2 id={titleId}>{title}</h2>
          <Button look="quiet" compact aria-label={m.common.close} onPress={onClose}>
            <Icon name="close" />
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

export const DialogBody = ({ children }: { readonly children: ReactNode }) => (
  <div className={css['body']}>{children}</div>
);
export const DialogRow = ({ children }: { readonly children: ReactNode }) => (
  <div className={css['row']}>{children}</div>
);

type FormProps = {
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly submit: string;
  readonly busy: boolean;
  readonly ready?: boolean;
  readonly look?: 'primary' | 'danger';
  readonly children: ReactNode;
};

/** The form of a dialog: fields, then cancel and the one thing it does. */
export function DialogForm({
  onSubmit,
  onCancel,
  submit,
  busy,
  ready = true,
  look = 'primary',
  children,
}: FormProps) {
  const m = useMessages();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && ready) onSubmit();
  };
  return (
    <form className={css['form']} onSubmit={send} noValidate>
      <DialogBody>{children}</DialogBody>
      <div className={css['foot']}>
        <Button onPress={onCancel}>{m.common.cancel}</Button>
        <Button type="submit" look={look} isDisabled={busy || !ready}>
          {busy ? m.common.saving : submit}
        </Button>
      </div>
    </form>
  );
}
