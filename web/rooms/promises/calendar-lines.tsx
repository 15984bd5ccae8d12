import type { Regions } from '../../api/promise-queries.ts';
import { useFormat } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import type { WrongAt } from '../../parts/field-problem.ts';
import { Icon } from '../../parts/icons.tsx';
import { type CalendarDraft, type DayLine, type HolidayLine, nextKey } from './calendar-draft.ts';
import css from './promises.module.css';

type LinesProps = {
  readonly draft: CalendarDraft;
  readonly set: (part: Partial<CalendarDraft>) => void;
  readonly at: WrongAt;
};

const with_ = <T,>(lines: readonly T[], one: T, part: Partial<T>): readonly T[] =>
  lines.map(line => (line === one ? { ...line, ...part } : line));

/** Public holidays by country and region, of those that are known. */
export function HolidayLines({ draft, set, at, regions }: LinesProps & { readonly regions: Regions }) {
  const { form: f } = useMessages().promises.calendar;
  const { holidays } = draft;
  const change = (next: readonly HolidayLine[]) => set({ holidays: next });
  const add = () =>
    change([...holidays, { key: nextKey(holidays), country: regions[0]?.country ?? '', region: '' }]);
  return (
    <fieldset className={css['set']}>
      <legend>{f.holidays}</legend>
      {holidays.map((line, place) => (
        <HolidayFields
          key={line.key}
          line={line}
          regions={regions}
          set={part => change(with_(holidays, line, part))}
          wrong={at(`holidays.${place}`)}
        >
          <Remove
            label={f.line(f.holidays, place + 1)}
            onPress={() => change(holidays.filter(one => one !== line))}
          />
        </HolidayFields>
      ))}
      {holidays.length < 8 && <Add label={f.addHolidays} onPress={add} />}
    </fieldset>
  );
}

type HolidayFieldsProps = {
  readonly line: HolidayLine;
  readonly regions: Regions;
  readonly set: (part: Partial<HolidayLine>) => void;
  readonly wrong: string | undefined;
  readonly children: React.ReactNode;
};

function HolidayFields({ line, regions, set, wrong, children }: HolidayFieldsProps) {
  const { form: f } = useMessages().promises.calendar;
  const { country: nameOf } = useFormat();
  const known = regions.find(({ country }) => country === line.country)?.regions ?? [];
  return (
    <div className={css['line']}>
      <Choice
        label={f.country}
        value={line.country}
        onChange={country => set({ country, region: '' })}
        options={regions.map(({ country }) => ({ value: country, label: nameOf(country) }))}
        wrong={wrong}
      />
      <Choice
        label={f.region}
        value={line.region}
        onChange={region => set({ region })}
        options={[
          { value: '', label: f.wholeCountry },
          ...known.map(region => ({ value: region, label: region })),
        ]}
      />
      {children}
    </div>
  );
}

/** Own closed days with what they are for, or days with hours of their own. */
export function DayLines({ draft, set, at, of }: LinesProps & { readonly of: 'closures' | 'overrides' }) {
  const { form: f } = useMessages().promises.calendar;
  const lines = draft[of];
  const change = (next: readonly DayLine[]) => set({ [of]: next });
  const add = () => change([...lines, { key: nextKey(lines), date: '', text: '' }]);
  const wrongAt = (line: DayLine, place: number) => at(`${of}.${place}`) ?? at(`${of}.${line.date}`);
  return (
    <fieldset className={css['set']}>
      <legend>{f[of]}</legend>
      {of === 'overrides' && <p className={css['small']}>{f.overridesHint}</p>}
      {lines.map((line, place) => (
        <div key={line.key} className={css['line']}>
          <Field
            label={f.day}
            type="date"
            value={line.date}
            onChange={date => change(with_(lines, line, { date }))}
            wrong={wrongAt(line, place)}
          />
          <Field
            label={of === 'closures' ? f.why : f.dayHours}
            value={line.text}
            onChange={text => change(with_(lines, line, { text }))}
          />
          <Remove
            label={f.line(f[of], place + 1)}
            onPress={() => change(lines.filter(one => one !== line))}
          />
        </div>
      ))}
      {at(of) && <p className={css['wrong']}>{at(of)}</p>}
      <Add label={of === 'closures' ? f.addClosure : f.addOverride} onPress={add} />
    </fieldset>
  );
}

type ButtonProps = { readonly label: string; readonly onPress: () => void };

function Remove({ label, onPress }: ButtonProps) {
  const { form: f } = useMessages().promises.calendar;
  return (
    <Button look="quiet" compact aria-label={`${f.remove}: ${label}`} onPress={onPress}>
      <Icon name="close" size={16} />
    </Button>
  );
}

const Add = ({ label, onPress }: ButtonProps) => (
  <span>
    <Button onPress={onPress}>
      <Icon name="plus" size={16} />
      {label}
    </Button>
  </span>
);
