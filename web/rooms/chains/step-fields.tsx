import { useCalendars } from '../../api/promise-queries.ts';
import { useAgents } from '../../api/queries.ts';
import { useSchedules } from '../../api/team-queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { DialogRow } from '../../parts/dialog.tsx';
import { Choice, Field, Tick } from '../../parts/field.tsx';
import type { WrongAt } from '../../parts/field-problem.ts';
import { weekDays } from '../team/hours.ts';
import type { GateDraft, StepDraft } from './chain-draft.ts';
import css from './chains.module.css';

type StepProps = {
  readonly step: StepDraft;
  readonly set: (part: Partial<StepDraft>) => void;
  readonly path: string;
  readonly at: WrongAt;
};

const kinds = ['notify', 'wait', 'repeat'] as const;
const words = ['owner', 'cover', 'owner-or-cover', 'lead', 'on-duty', 'everyone-on-duty'] as const;
const roles = ['agent', 'lead', 'ops'] as const;

/** What one step does: whom it tells and when, how long it waits, or how often all starts again. */
export function StepFields({ step, set, path, at }: StepProps) {
  const { form: f } = useMessages().chains;
  return (
    <>
      <DialogRow>
        <Choice
          label={f.what}
          value={step.do}
          onChange={kind => set({ do: kind as StepDraft['do'] })}
          options={kinds.map(kind => ({ value: kind, label: f.kinds[kind] }))}
          wrong={at(`${path}.do`) ?? at(path)}
        />
        {step.do === 'notify' && <WhoChoice step={step} set={set} path={path} at={at} />}
        {step.do === 'repeat' && (
          <Field
            label={f.times}
            inputMode="numeric"
            value={step.times}
            onChange={times => set({ times })}
            wrong={at(`${path}.times`)}
          />
        )}
        {step.do === 'wait' && <ByChoice step={step} set={set} />}
      </DialogRow>
      {step.do === 'wait' && <WaitFields step={step} set={set} path={path} at={at} />}
      {step.do === 'notify' && <TellFields step={step} set={set} path={path} at={at} />}
    </>
  );
}

function WhoChoice({ step, set, path, at }: StepProps) {
  const { chains: m, team } = useMessages();
  const agents = useAgents().data?.agents ?? [];
  const schedules = useSchedules().data?.schedules ?? [];
  const known = [
    ...words.map(word => ({ value: word as string, label: m.who[word] })),
    ...schedules.map(({ id, name }) => ({ value: `schedule:${id}`, label: m.whoSchedule(name) })),
    ...roles.map(role => ({ value: `role:${role}`, label: m.whoRole(team.roles[role]) })),
    ...agents.filter(one => one.active).map(({ id, name }) => ({ value: `agent:${id}`, label: name })),
  ];
  const gone = known.some(({ value }) => value === step.who) ? [] : [{ value: step.who, label: step.who }];
  return (
    <Choice
      label={m.form.whom}
      value={step.who}
      onChange={who => set({ who })}
      options={[...known, ...gone]}
      wrong={at(`${path}.who`)}
    />
  );
}

function ByChoice({ step, set }: Pick<StepProps, 'step' | 'set'>) {
  const { form: f } = useMessages().chains;
  return (
    <Choice
      label={f.by}
      value={step.by}
      onChange={by => set({ by: by as StepDraft['by'] })}
      options={(['minutes', 'share'] as const).map(by => ({ value: by, label: f.byWords[by] }))}
    />
  );
}

function WaitFields({ step, set, path, at }: StepProps) {
  const { form: f } = useMessages().chains;
  const share = step.by === 'share';
  return (
    <DialogRow>
      {share && (
        <Field
          label={f.percent}
          inputMode="decimal"
          value={step.percent}
          onChange={percent => set({ percent })}
          wrong={at(`${path}.share`)}
        />
      )}
      <Field
        label={share ? f.minutesElse : f.minutes}
        inputMode="decimal"
        value={step.minutes}
        onChange={minutes => set({ minutes })}
        wrong={at(`${path}.minutes`)}
      />
    </DialogRow>
  );
}

function TellFields({ step, set, path, at }: StepProps) {
  const { form: f } = useMessages().chains;
  const { gate } = step;
  const setGate = (part: Partial<GateDraft>) => set({ gate: { ...gate, ...part } });
  return (
    <>
      <div className={css['ticks']}>
        <Tick checked={step.wake} onChange={wake => set({ wake })}>
          {f.wake}
        </Tick>
        <Tick checked={gate.on} onChange={on => setGate({ on })}>
          {f.gated}
        </Tick>
      </div>
      {gate.on && <GateFields gate={gate} set={setGate} path={`${path}.when`} at={at} />}
    </>
  );
}

type GateProps = {
  readonly gate: GateDraft;
  readonly set: (part: Partial<GateDraft>) => void;
  readonly path: string;
  readonly at: WrongAt;
};

function GateFields({ gate, set, path, at }: GateProps) {
  const m = useMessages();
  const { form: f } = m.chains;
  const field = (name: 'from' | 'to' | 'zone') => ({
    value: gate[name],
    onChange: (text: string) => set({ [name]: text }),
    wrong: at(`${path}.${name}`) ?? (name === 'from' ? at(path) : undefined),
  });
  return (
    <>
      <fieldset className={css['set']}>
        <legend>{f.days}</legend>
        <div className={css['ticks']}>
          {weekDays.map(day => (
            <Tick
              key={day}
              checked={gate.days.includes(day)}
              onChange={on =>
                set({ days: weekDays.filter(one => (one === day ? on : gate.days.includes(one))) })
              }
            >
              {m.weekDays[day]}
            </Tick>
          ))}
        </div>
        {at(`${path}.days`) && <span className={css['wrong']}>{at(`${path}.days`)}</span>}
      </fieldset>
      <DialogRow>
        <Field label={f.from} {...field('from')} />
        <Field label={f.to} {...field('to')} />
        <Field label={f.zone} hint={f.zoneHint} {...field('zone')} />
      </DialogRow>
      <HolidayFields gate={gate} set={set} path={path} at={at} />
    </>
  );
}

function HolidayFields({ gate, set, path, at }: GateProps) {
  const { form: f } = useMessages().chains;
  const calendars = useCalendars().data?.calendars ?? [];
  const { any, skip, only } = f.holidayWords;
  return (
    <DialogRow>
      <Choice
        label={f.holidays}
        value={gate.holidays}
        onChange={holidays => set({ holidays: holidays as GateDraft['holidays'] })}
        options={[
          { value: '', label: any },
          { value: 'skip', label: skip },
          { value: 'only', label: only },
        ]}
        wrong={at(`${path}.holidays`)}
      />
      {gate.holidays !== '' && (
        <Choice
          label={f.calendar}
          value={gate.calendar}
          onChange={calendar => set({ calendar })}
          options={[
            { value: '', label: f.pickCalendar },
            ...calendars.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          wrong={at(`${path}.calendar`)}
        />
      )}
    </DialogRow>
  );
}
