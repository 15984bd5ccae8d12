import { useAgentNames, useMe } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import type { Schedule, Shift } from '../../api/team-queries.ts';
import { useSchedules } from '../../api/team-queries.ts';
import { useNow } from '../../app/locale.tsx';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog, DialogBody } from '../../parts/dialog.tsx';
import { Chip } from '../../parts/marks.tsx';
import { Trouble } from '../../parts/states.tsx';
import css from './duty.module.css';
import { overrideOf, swappable } from './duty-people.ts';
import type { OpenDuty } from './duty-room.tsx';
import { useZoneFormat } from './schedule-card.tsx';
import { spanWords } from './span-words.ts';
import { useDutyWrite } from './use-duty-write.ts';

type ShiftProps = {
  readonly schedule: Schedule;
  readonly shift: Shift;
  readonly onOpen: (open: OpenDuty | undefined) => void;
};

/** One shift: who, when, by what; and what the people of it, or a lead, can do about it. */
export function ShiftDialog({ schedule, shift, onOpen }: ShiftProps) {
  const { duty: m } = useMessages();
  const name = useAgentNames();
  const format = useZoneFormat(schedule.zone);
  return (
    <Dialog title={`${m.shiftTitle}: ${name(shift.agentId)}`} onClose={() => onOpen(undefined)}>
      <DialogBody>
        <p>
          {spanWords(format, shift.from, shift.to)} <span className={css['small']}>{schedule.zone}</span>
        </p>
        <Origin schedule={schedule} shift={shift} />
        {shift.trouble && (
          <p>
            <Chip tone="bad">
              {name(shift.agentId)} {m.trouble[shift.trouble]}
            </Chip>
          </p>
        )}
        <Actions schedule={schedule} shift={shift} onOpen={onOpen} />
      </DialogBody>
    </Dialog>
  );
}

type OfProps = Pick<ShiftProps, 'schedule' | 'shift'>;

const useOverride = ({ schedule, shift }: OfProps) => {
  const held = useSchedules().data?.schedules.find(({ id }) => id === schedule.id);
  return overrideOf(shift, held?.overrides ?? []);
};

/** By the plan, or in whose place, decided by whom and why. */
function Origin({ schedule, shift }: OfProps) {
  const { duty: m } = useMessages();
  const name = useAgentNames();
  const override = useOverride({ schedule, shift });
  if (shift.by === 'rotation') return <p className={css['small']}>{m.byPlan}</p>;
  const { by, reason } = override ?? {};
  return (
    <p>
      {shift.insteadOf === undefined ? m.byOverrideAlone : m.byOverride(name(shift.insteadOf))}
      {by && reason && <span className={css['small']}> {m.decidedBy(name(by), reason)}</span>}
    </p>
  );
}

function Actions({ schedule, shift, onOpen }: ShiftProps) {
  const { duty: m } = useMessages();
  const me = useMe().data?.agent;
  const now = useNow();
  const override = useOverride({ schedule, shift });
  const remove = useRemove(schedule, () => onOpen(undefined));
  if (!me || Date.parse(shift.to) <= now) return null;
  const lead = me.roles.includes('lead');
  const theirs = [shift.agentId, override?.by].includes(me.id);
  return (
    <>
      {remove.error && <Trouble error={remove.error} />}
      <div className={css['buttons']}>
        {swappable([shift], now).length > 0 && (
          <Button look="primary" onPress={() => onOpen({ what: 'swap', schedule, shift })}>
            {m.swap}
          </Button>
        )}
        {shift.by === 'rotation' && (
          <Button onPress={() => onOpen({ what: 'override', schedule, shift })}>{m.standIn}</Button>
        )}
        {override && (lead || theirs) && (
          <Button onPress={() => remove.mutate(override.id)} isDisabled={remove.isPending}>
            {m.remove}
          </Button>
        )}
      </div>
    </>
  );
}

function useRemove({ id: scheduleId }: Schedule, onDone: () => void) {
  const { duty: m } = useMessages();
  return useDutyWrite<string>({
    write: (api, overrideId) => api(routes.deleteOverride, { params: { scheduleId, overrideId } }),
    word: () => m.removed,
    onDone,
  });
}
