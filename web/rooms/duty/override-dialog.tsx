import { useState } from 'react';
import { useAgentNames, useAgents, useMe } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import type { Gap, Schedule, Shift } from '../../api/team-queries.ts';
import { now } from '../../app/clock.ts';
import { randomId } from '../../app/random.ts';
import { instantOf, wallTime } from '../../app/zoned.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm, DialogRow } from '../../parts/dialog.tsx';
import { Choice, Field } from '../../parts/field.tsx';
import { useFormProblem } from '../../parts/field-problem.ts';
import { Trouble } from '../../parts/states.tsx';
import css from './duty.module.css';
import { useDutyWrite } from './use-duty-write.ts';

type OverrideProps = {
  readonly schedule: Schedule;
  /** The shift that somebody else takes, or the gap that is filled. */
  readonly shift: Shift | Gap;
  readonly onClose: () => void;
};
type Draft = Readonly<Record<'agentId' | 'from' | 'to' | 'reason', string>>;

const none = new Map();
const fields = ['agentId', 'from', 'to', 'reason'];
const utc = (wall: string, zone: string) => new Date(instantOf(wall.slice(0, 16), zone)).toISOString();

function useSave(schedule: Schedule, draft: Draft, onDone: () => void) {
  const { duty: m } = useMessages();
  const name = useAgentNames();
  const { id: scheduleId, zone } = schedule;
  const { agentId, from, to } = draft;
  const [overrideId] = useState(() => `ovr_${randomId()}`);
  const reason = draft.reason.trim();
  return useDutyWrite({
    write: api =>
      api(routes.putOverride, {
        params: { scheduleId, overrideId },
        body: { agentId, from: utc(from, zone), to: utc(to, zone), ...(reason ? { reason } : {}) },
      }),
    word: () => m.overridden(name(agentId)),
    onDone,
  });
}

/** Somebody else for a time: agents give their own turn or stand in themselves, a lead names anybody. */
export function OverrideDialog({ schedule, shift, onClose }: OverrideProps) {
  const m = useMessages();
  const { zone } = schedule;
  const me = useMe().data?.agent.id ?? '';
  const isMine = 'agentId' in shift && shift.agentId === me;
  const [draft, setDraft] = useState<Draft>(() => ({
    agentId: isMine ? '' : me,
    from: wallTime(Math.max(Date.parse(shift.from), now()), zone),
    to: wallTime(Date.parse(shift.to), zone),
    reason: '',
  }));
  const save = useSave(schedule, draft, onClose);
  const problem = useFormProblem({ wrong: none, error: save.error, fields });
  const ordered = draft.from !== '' && draft.to !== '' && draft.from < draft.to;
  const field = (part: keyof Draft) => ({
    value: draft[part],
    onChange: (text: string) => setDraft({ ...draft, [part]: text }),
    wrong: problem.at(part),
  });
  return (
    <Dialog title={m.duty.overrideTitle(schedule.name)} onClose={onClose}>
      <DialogForm
        submit={m.duty.overrideSubmit}
        busy={save.isPending}
        ready={ordered && draft.agentId !== ''}
        onCancel={onClose}
        onSubmit={() => save.mutate()}
      >
        {Boolean(problem.elsewhere) && <Trouble error={problem.elsewhere} />}
        <WhoChoice isMine={isMine} {...field('agentId')} />
        <DialogRow>
          <Field label={m.duty.from} type="datetime-local" {...field('from')} />
          <Field
            label={m.duty.to}
            type="datetime-local"
            {...field('to')}
            wrong={ordered ? problem.at('to') : m.duty.order}
          />
        </DialogRow>
        <Field label={m.duty.reason} optional maxLength={200} {...field('reason')} />
        <p className={css['small']}>{m.duty.inZone(zone)}</p>
      </DialogForm>
    </Dialog>
  );
}

type WhoProps = {
  readonly isMine: boolean;
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly wrong: string | undefined;
};

/** Whom one may name: anybody for one's own turn and for a lead, else oneself. */
function WhoChoice({ isMine, ...rest }: WhoProps) {
  const { duty: m, assign } = useMessages();
  const me = useMe().data?.agent;
  const anybody = isMine || me?.roles.includes('lead');
  const people = (useAgents().data?.agents ?? []).filter(
    ({ id, active, roles }) => active && roles.some(role => role !== 'clerk') && (anybody || id === me?.id),
  );
  return (
    <Choice
      label={m.who}
      options={[
        { value: '', label: assign.pick },
        ...people.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      {...rest}
    />
  );
}
