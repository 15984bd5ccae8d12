import { useState } from 'react';
import { usePlace } from '../app/router.tsx';
import { useMessages } from '../messages/messages.ts';
import { Dialog, DialogForm } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { showWord } from '../parts/toasts.tsx';
import { NAME_LETTERS, saveView, viewPath } from './saved-views.ts';

/** Saves the list that is looked at under a name. */
export function NameView({ onClose }: { readonly onClose: () => void }) {
  const { palette: m, common } = useMessages();
  const path = viewPath(usePlace());
  const [name, setName] = useState('');
  const save = () => {
    if (path) saveView({ name, path });
    showWord(m.saved(name.trim()));
    onClose();
  };
  return (
    <Dialog title={m.saveView} onClose={onClose}>
      <DialogForm
        submit={common.save}
        busy={false}
        ready={name.trim() !== '' && path !== undefined}
        onSubmit={save}
        onCancel={onClose}
      >
        <Field
          label={m.viewName}
          hint={m.viewHint}
          value={name}
          onChange={setName}
          maxLength={NAME_LETTERS}
          autoFocus
        />
      </DialogForm>
    </Dialog>
  );
}
