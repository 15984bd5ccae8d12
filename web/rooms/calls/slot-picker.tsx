import { useEffect, useState } from 'react';
import { type FreeSlots, useCallSlots } from '../../api/call-queries.ts';
import { useAgents, useMe } from '../../api/queries.ts';
import { formatIn } from '../../app/format.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { DialogRow } from '../../parts/dialog.tsx';
import { Choice } from '../../parts/field.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import css from './calls.module.css';
import type { Chosen } from './slot-choice.ts';
import { slotDays } from './slot-days.ts';

type PickerProps = {
  readonly accountId: string;
  readonly contactId?: string | undefined;
  readonly value: Chosen;
  readonly onChange: (chosen: Chosen) => void;
};
const lengths = ['15', '30', '45', '60'];

/** Free times to book a customer into, in the clocks of both. */
export function SlotPicker({ accountId, contactId, value, onChange }: PickerProps) {
  const { minutes, agentId } = value;
  const free = useCallSlots({
    accountId,
    contactId,
    minutes: minutes || undefined,
    agentId: agentId || undefined,
  });
  const gone = value.from !== '' && free.data?.slots.every(({ from }) => from !== value.from) === true;
  useEffect(() => {
    // Somebody else took it meanwhile.
    if (gone) onChange({ ...value, from: '' });
  });
  return (
    <div className={css['slots']} data-testid="slots">
      <WhoAndHowLong value={value} onChange={onChange} minutes={free.data?.minutes} />
      {free.isPending && <Loading />}
      {free.isError && <Trouble error={free.error} onRetry={() => void free.refetch()} />}
      {free.data && (
        <Times free={free.data} value={value.from} onChange={from => onChange({ ...value, from })} />
      )}
    </div>
  );
}

type WhoProps = Pick<PickerProps, 'value' | 'onChange'> & {
  /** As long as such a call usually is. */
  readonly minutes: number | undefined;
};

/** Oneself stands first among those who could call. */
function WhoAndHowLong({ value, onChange, minutes }: WhoProps) {
  const { calls: m } = useMessages();
  const me = useMe().data?.agent.id;
  const agents = useAgents().data?.agents ?? [];
  const people = agents
    .filter(({ active, roles }) => active && roles.includes('agent'))
    .toSorted((one, other) => Number(other.id === me) - Number(one.id === me));
  const shownMinutes = value.minutes || String(minutes ?? '');
  return (
    <DialogRow>
      <Choice
        label={m.slots.who}
        value={value.agentId}
        onChange={id => onChange({ ...value, agentId: id, from: '' })}
        options={[
          { value: '', label: m.slots.anyone },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Choice
        label={m.slots.minutes}
        value={shownMinutes}
        onChange={length => onChange({ ...value, minutes: length, from: '' })}
        options={[...new Set([...lengths, shownMinutes])]
          .filter(Boolean)
          .map(length => ({ value: length, label: m.slots.minutesOf(Number(length)) }))}
      />
    </DialogRow>
  );
}

type TimesProps = {
  readonly free: FreeSlots;
  readonly value: string;
  readonly onChange: (from: string) => void;
};

function Times({ free, value, onChange }: TimesProps) {
  const { calls, locale } = useMessages();
  const m = calls.slots;
  const format = useFormat();
  const there = formatIn(free.zone, locale);
  const days = slotDays(free.slots, format.dayOf);
  const [chosen, setChosen] = useState('');
  const day = days.find(one => one.day === chosen) ?? days[0];
  if (!day) return <p role="status">{m.none}</p>;
  const same = there === undefined || day.slots.every(({ from }) => there.time(from) === format.time(from));
  return (
    <>
      <Choice
        label={m.day}
        value={day.day}
        onChange={next => {
          setChosen(next);
          onChange('');
        }}
        options={days.map(one => ({ value: one.day, label: format.day(one.day) }))}
      />
      <fieldset className={css['times']}>
        <legend>{m.times}</legend>
        {day.slots.map(({ from }) => (
          <label key={from} className={css['slot']}>
            <input
              type="radio"
              name="slot"
              value={from}
              checked={value === from}
              onChange={() => onChange(from)}
            />
            <span>
              {format.time(from)}
              {!same && there && ` (${there.dayOf(from) === day.day ? there.time(from) : there.dated(from)})`}
            </span>
          </label>
        ))}
      </fieldset>
      <p className={css['soft']}>{same ? m.same : m.both(free.zone)}</p>
    </>
  );
}
