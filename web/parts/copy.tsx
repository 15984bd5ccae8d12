import { useState } from 'react';
import { useMessages } from '../messages/messages.ts';
import { Button } from './button.tsx';
import css from './copy.module.css';

/** Copies a text that is shown this once, and says whether it did. */
export function Copy({ text }: { readonly text: string }) {
  const { deviceCase: m } = useMessages();
  const [said, setSaid] = useState('');
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setSaid(m.copied),
      () => setSaid(m.copyFailed),
    );
  return (
    <div className={css['copy']}>
      <Button look="primary" onPress={copy}>
        {m.copy}
      </Button>
      <span role="status">{said}</span>
    </div>
  );
}
