import { useState } from 'react';
import { DAY } from '../../../shared/kernel/instant.ts';
import { useAgentNames, useMe } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { type Schedule, type Shift, useDuty } from '../../api/team-queries.ts';
import { now } from '../../app/clock.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { useFormProblem, type WrongAt } from '../../parts/field-problem.ts';
import { Loading, Trouble } from '../../parts/states.tsx';
import css from './duty.module.css';
import { shiftKey, swappable } from './duty-people.ts';
import { useZoneFormat } from './schedule-card.tsx';
import { spanWords } from './span-words.ts';
import { useDutyWrite } from './use-duty-write.ts';

type SwapProps = { readonly schedule: Schedule; readonly shift: Shift; readonly onClose: () => void };
type Draft = { readonly give: string; readonly take: string; readonly reason: string };

const AHEAD = 60 * DAY;
const none = new Map();
const fields = ['give', 'take', 'reason'];

/** The shifts of the coming 60 days that can change hands, as they are when the dialog opens. */
function useComing(scheduleId: string) {
  const [period] = useState(() => ({
    from: new Date(now()).toISOString(),
    to: new Date(now() + AHEAD).toISOString(),
  }));
  const duty = useDuty(period);
  const shifts = duty.data?.schedules.find(({ id }) => id === scheduleId)?.shifts ?? [];
  return { duty, shifts: swappable(shifts, now()) };
}

const sideOf = ({ from, to, agentId }: Shift) => ({ from, to, agentId });

/** What is given and taken, and what could be: a lead may swap any two shifts, others one of their own. */
function useSides(scheduleId: string, shift: Shift) {
  const me = useMe().data?.agent;
  const lead = me?.roles.includes('lead') ?? false;
  const { duty, shifts } = useComing(scheduleId);
  const isMine = shift.agentId === me?.id;
  const [draft, setDraft] = useState<Draft>(() => ({
    give: isMine || lead ? shiftKey(shift) : '',
    take: isMine || lead ? '' : shiftKey(shift),
    reason: '',
  }));
  const givable = shifts.filter(one => lead || one.agentId === me?.id);
  const give = givable.find(one => shiftKey(one) === draft.give);
  const others = shifts.filter(one => one.agentId !== (give?.agentId ?? me?.id));
  const take = others.find(one => shiftKey(one) === draft.take);
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  return { duty, draft, set, givable, give, others, take, isOwn: isMine || !lead };
}

/** Two people change turns in one step: one's own for a colleague's, or any two for a lead. */
export function SwapDialog({ schedule, shift, onClose }: SwapProps) {
  const { duty: m } = useMessages();
  const sides = useSides(schedule.id, shift);
  const { duty, draft, set, give, take } = sides;
  const swap = useSwap(schedule.id, onClose);
  const problem = useFormProblem({ wrong: none, error: swap.error, fields });
  return (
    <Dialog title={m.swapTitle(schedule.name)} onClose={onClose}>
      <DialogForm
        submit={m.swapSubmit}
        busy={swap.isPending}
        ready={give !== undefined && take !== undefined}
        onCancel={onClose}
        onSubmit={() => give && take && swap.mutate({ give, take, reason: draft.reason.trim() })}
      >
        <p className={css['small']}>{m.swapText}</p>
        {Boolean(problem.elsewhere) && <Trouble error={problem.elsewhere} />}
        {duty.isError && <Trouble error={duty.error} onRetry={() => void duty.refetch()} />}
        {duty.isPending && <Loading of="card" />}
        {duty.isSuccess && <SideChoices schedule={schedule} sides={sides} at={problem.at} />}
        <Field
          label={m.reason}
          optional
          maxLength={200}
          value={draft.reason}
          onChange={reason => set({ reason })}
          wrong={problem.at('reason')}
        />
        <p className={css['small']}>{m.inZone(schedule.zone)}</p>
      </DialogForm>
    </Dialog>
  );
}

type SidesProps = {
  readonly schedule: Schedule;
  readonly sides: ReturnType<typeof useSides>;
  readonly at: WrongAt;
};

function SideChoices({ schedule, sides: { draft, set, givable, others, isOwn }, at }: SidesProps) {
  const { duty: m } = useMessages();
  return (
    <>
      <ShiftChoice
        label={isOwn ? m.give : m.giveLead}
        shifts={givable}
        none={m.noShifts}
        schedule={schedule}
        value={draft.give}
        onChange={give => set({ give })}
        wrong={at('give')}
      />
      <ShiftChoice
        label={isOwn ? m.take : m.takeLead}
        shifts={others}
        none={m.noOthers}
        schedule={schedule}
        value={draft.take}
        onChange={take => set({ take })}
        wrong={at('take')}
      />
    </>
  );
}

type Swapped = { readonly give: Shift; readonly take: Shift; readonly reason: string };

function useSwap(scheduleId: string, onDone: () => void) {
  const { duty: m } = useMessages();
  return useDutyWrite<Swapped>({
    write: (api, { give, take, reason }) =>
      api(routes.swapShifts, {
        params: { scheduleId },
        body: { give: sideOf(give), take: sideOf(take), ...(reason ? { reason } : {}) },
      }),
    word: () => m.swapped,
    onDone,
  });
}

type ChoiceProps = {
  readonly label: string;
  readonly shifts: readonly Shift[];
  readonly none: string;
  readonly schedule: Schedule;
  readonly value: string;
  readonly onChange: (key: string) => void;
  readonly wrong: string | undefined;
};

function ShiftChoice({ shifts, none: nothing, schedule, value, ...rest }: ChoiceProps) {
  const { duty: m } = useMessages();
  const name = useAgentNames();
  const format = useZoneFormat(schedule.zone);
  if (shifts.length === 0) return <p>{nothing}</p>;
  const known = shifts.some(one => shiftKey(one) === value);
  const options = shifts.map(one => ({
    value: shiftKey(one),
    label: m.shift(name(one.agentId), spanWords(format, one.from, one.to)),
  }));
  return (
    <Choice {...rest} value={known ? value : ''} options={[{ value: '', label: m.pickShift }, ...options]} />
  );
}
