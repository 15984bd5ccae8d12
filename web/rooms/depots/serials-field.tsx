import { useMessages } from '../../messages/messages.ts';
import { Area } from '../../parts/area.tsx';
import css from './depots.module.css';
import type { ReadSerials } from './serials.ts';

type SerialsFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly read: ReadSerials;
};

/** Several serials, with what was read of them said while they are typed. */
export function SerialsField({ label, value, onChange, read }: SerialsFieldProps) {
  const { depots: m } = useMessages();
  const { serials, repeated, unreadable } = read;
  return (
    <>
      <Area
        label={label}
        hint={m.serialsHint}
        wrong={unreadable.length > 0 ? m.unreadable(unreadable.join(', ')) : undefined}
        value={value}
        onChange={onChange}
        rows={6}
        autoFocus
      />
      <p className={css['small']} role="status">
        {m.serialsRead(serials.length)}
        {repeated.length > 0 && ` · ${m.repeated(repeated.join(', '))}`}
      </p>
    </>
  );
}
