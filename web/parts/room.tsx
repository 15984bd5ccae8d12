import type { ReactNode } from 'react';
import { useTitle } from '../app/title.ts';
import css from './room.module.css';

type RoomProps = {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly actions?: ReactNode;
  /** True when the content scrolls as a whole; lists scroll by themselves. */
  readonly scrolls?: boolean;
  readonly children: ReactNode;
};

/** A room: its name, what can be done in it, and its content. */
export function Room({ title, intro, actions, scrolls = false, children }: RoomProps) {
  useTitle(title);
  return (
    <div className={css['room']}>
      <header className={css['head']}>
        <h1>{title}</h1>
        {intro && <p>{intro}</p>}
        <span className={css['spread']} />
        {actions}
      </header>
      <div className={scrolls ? `${css['body']} ${css['scroll']}` : css['body']}>{children}</div>
    </div>
  );
}

export const Notice = ({ children }: { readonly children: ReactNode }) => (
  <div className={css['notice']}>{children}</div>
);
