import { useState } from 'react';
import { useMessages } from '../messages/messages.ts';
import { Button, type Look } from './button.tsx';
import css from './copy.module.css';

type CopyProps = { readonly text: string; readonly look?: Look };

/** Copies a text, and says whether it did. */
export function Copy({ text, look = 'primary' }: CopyProps) {
  const { deviceCase: m } = useMessages();
  const [said, setSaid] = useState('');
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setSaid(m.copied),
      () => setSaid(m.copyFailed),
    );
  return (
    <div className={css['copy']}>
      <Button look={look} onPress={copy}>
        {m.copy}
      </Button>
      <span role="status">{said}</span>
    </div>
  );
}
