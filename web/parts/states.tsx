import type { ReactNode } from 'react';
import { useMessages } from '../messages/messages.ts';
import { Button } from './button.tsx';
import { explain } from './explain.ts';
import { Icon, type IconName } from './icons.tsx';
import css from './states.module.css';

const bars = ['a', 'b', 'c', 'd', 'e', 'f'];

/**
 * Grey bars where content is about to be; said once to those who listen. A card keeps the place of a few lines; `screen`
 * keeps a whole screen, so that what comes after it is not seen to move.
 */
export function Loading({ of = 'list' }: { readonly of?: 'list' | 'card' | 'screen' }) {
  const m = useMessages();
  return (
    <div className={css['skeleton']} data-of={of} role="status">
      <span className="visually-hidden">{m.common.loading}</span>
      {(of === 'card' ? bars.slice(-2) : bars).map(bar => (
        <div key={bar} className={css['bar']} />
      ))}
    </div>
  );
}

type EmptyProps = {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
};

export const Empty = ({ icon, title, text, children }: EmptyProps) => (
  <div className={css['state']}>
    <span className={css['mark']}>
      <Icon name={icon} size={22} />
    </span>
    <h2>{title}</h2>
    <p>{text}</p>
    {children}
  </div>
);

/** A failure in words, with what to do; the page around it stays usable. */
export function Trouble({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const m = useMessages();
  const { title, advice } = explain(error, m);
  return (
    <div className={css['trouble']} role="alert">
      <Icon name="warn" />
      <p>
        <strong>{title}.</strong> {advice}
      </p>
      {onRetry && <Button onPress={onRetry}>{m.common.retry}</Button>}
    </div>
  );
}
