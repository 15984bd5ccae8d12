import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import css from './button.module.css';

export type Look = 'plain' | 'primary' | 'danger' | 'quiet';

export const buttonClass = (look: Look = 'plain'): string =>
  look === 'plain' ? `${css['button']}` : `${css['button']} ${css[look]}`;

type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children'> & {
  readonly look?: Look;
  readonly children: ReactNode;
  /** The key that does the same, shown for the eye only. */
  readonly keyHint?: string | undefined;
};

export function Button({ look = 'plain', keyHint, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={buttonClass(look)}>
      {children}
      {keyHint && (
        <kbd className={css['key']} aria-hidden="true">
          {keyHint}
        </kbd>
      )}
    </AriaButton>
  );
}
