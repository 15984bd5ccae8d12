import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import css from './button.module.css';

export type Look = 'plain' | 'primary' | 'danger' | 'quiet';

export const buttonClass = (look: Look = 'plain', compact = false): string =>
  [css['button'], look === 'plain' ? '' : css[look], compact ? css['compact'] : ''].filter(Boolean).join(' ');

type ButtonProps = Omit<AriaButtonProps, 'className' | 'style' | 'children'> & {
  readonly look?: Look;
  /** For an icon without words. */
  readonly compact?: boolean;
  readonly children: ReactNode;
  /** The key that does the same, shown for the eye only. */
  readonly keyHint?: string | undefined;
};

export function Button({ look = 'plain', compact = false, keyHint, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={buttonClass(look, compact)}>
      {children}
      {keyHint && (
        <span className={css['key']} aria-hidden="true">
          {keyHint}
        </span>
      )}
    </AriaButton>
  );
}
