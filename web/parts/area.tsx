import { useId } from 'react';
import { useMessages } from '../messages/messages.ts';
import css from './field.module.css';

type AreaProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
  readonly optional?: boolean;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
};

/** Several lines of text with their label, hint and what is wrong with them. */
export function Area({
  label,
  value,
  onChange,
  rows = 4,
  hint,
  wrong,
  optional = false,
  ...rest
}: AreaProps) {
  const m = useMessages();
  const id = useId();
  const said = wrong ?? hint;
  return (
    <div className={css['field']}>
      <label className={css['label']} htmlFor={id}>
        {label}
        {optional && <span className={css['optional']}> ({m.common.optional})</span>}
      </label>
      <textarea
        {...rest}
        id={id}
        className={css['input']}
        rows={rows}
        value={value}
        onChange={event => onChange(event.target.value)}
        aria-invalid={wrong !== undefined}
        aria-describedby={said ? `${id}-said` : undefined}
      />
      {said && (
        <span id={`${id}-said`} className={wrong ? css['wrong'] : css['hint']}>
          {said}
        </span>
      )}
    </div>
  );
}
