import { type ReactNode, useId } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField, type TextFieldProps } from 'react-aria-components/TextField';
import { useMessages } from '../messages/messages.ts';
import css from './field.module.css';

type FieldProps = Omit<TextFieldProps, 'className' | 'style' | 'children'> & {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with it; shown and announced with the field. */
  readonly wrong?: string | undefined;
  readonly optional?: boolean;
};

/** A labelled line of text with its hint and what is wrong with it. */
export function Field({ label, hint, wrong, optional = false, ...rest }: FieldProps) {
  const m = useMessages();
  return (
    <TextField
      {...rest}
      className={css['field'] ?? ''}
      isInvalid={wrong !== undefined}
      validationBehavior="aria"
    >
      <Label className={css['label'] ?? ''}>
        {label}
        {optional && <span className={css['optional']}> ({m.common.optional})</span>}
      </Label>
      <Input className={css['input'] ?? ''} />
      {hint && wrong === undefined && (
        <Text slot="description" className={css['hint'] ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={css['wrong'] ?? ''}>{wrong}</FieldError>
    </TextField>
  );
}

type ChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly wrong?: string | undefined;
};

/** One of a few; the browser's own control, which phones open as a wheel. */
export function Choice({ label, value, onChange, options, wrong }: ChoiceProps) {
  const id = useId();
  return (
    <div className={css['field']}>
      <label className={css['label']} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={css['input']}
        value={value}
        onChange={event => onChange(event.target.value)}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {wrong && (
        <span id={`${id}-wrong`} className={css['wrong']}>
          {wrong}
        </span>
      )}
    </div>
  );
}

type TickProps = {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
};

export function Tick({ checked, onChange, children }: TickProps) {
  return (
    <label className={css['check']}>
      <input type="checkbox" checked={checked} onChange={event => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}
