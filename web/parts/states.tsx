import type { ReactNode } from 'react';
import { useMessages } from '../messages/messages.ts';
import { Button } from './button.tsx';
import { explain } from './explain.ts';
import { Icon, type IconName } from './icons.tsx';
import css from './states.module.css';

const bars = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Grey bars where content is about to be; said once to those who listen. */
export function Loading() {
  const m = useMessages();
  return (
    <div className={css['skeleton']} role="status">
      <span className="visually-hidden">{m.common.loading}</span>
      {bars.map(bar => (
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
      <p>
        <strong>{title}.</strong> {advice}
      </p>
      {onRetry && <Button onPress={onRetry}>{m.common.retry}</Button>}
    </div>
  );
}
