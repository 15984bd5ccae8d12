import { useSchedules } from '../../api/team-queries.ts';
import { DropDialog } from './drop-schedule-dialog.tsx';
import type { OpenDuty } from './duty-room.tsx';
import { OverrideDialog } from './override-dialog.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { ShiftDialog } from './shift-dialog.tsx';
import { SwapDialog } from './swap-dialog.tsx';

type DialogsProps = {
  readonly open: OpenDuty;
  readonly onOpen: (open: OpenDuty | undefined) => void;
};

/** Whatever is open above the plan. */
export default function DutyDialogs({ open, onOpen }: DialogsProps) {
  const schedules = useSchedules().data?.schedules;
  const onClose = () => onOpen(undefined);
  switch (open.what) {
    case 'new':
      return <ScheduleDialog onClose={onClose} />;
    case 'edit': {
      const held = schedules?.find(({ id }) => id === open.schedule.id);
      return held ? <ScheduleDialog key={held.id} schedule={held} onClose={onClose} /> : null;
    }
    case 'drop':
      return <DropDialog schedule={open.schedule} onClose={onClose} />;
    case 'shift':
      return <ShiftDialog schedule={open.schedule} shift={open.shift} onOpen={onOpen} />;
    case 'override':
      return <OverrideDialog schedule={open.schedule} shift={open.shift} onClose={onClose} />;
    case 'swap':
      return <SwapDialog schedule={open.schedule} shift={open.shift} onClose={onClose} />;
  }
}
