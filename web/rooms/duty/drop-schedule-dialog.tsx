import { routes } from '../../api/routes.ts';
import type { Schedule } from '../../api/team-queries.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Trouble } from '../../parts/states.tsx';
import { useDutyWrite } from './use-duty-write.ts';

type DropProps = { readonly schedule: Schedule; readonly onClose: () => void };

/** Deletes a schedule with its overrides; one that a chain names is refused. */
export function DropDialog({ schedule: { id, name }, onClose }: DropProps) {
  const { form: f } = useMessages().duty;
  const drop = useDutyWrite({
    write: api => api(routes.deleteSchedule, { params: { scheduleId: id } }),
    word: () => f.dropped(name),
    onDone: onClose,
  });
  return (
    <Dialog title={f.dropOne(name)} onClose={onClose}>
      <DialogForm
        submit={f.dropSubmit}
        look="danger"
        busy={drop.isPending}
        onCancel={onClose}
        onSubmit={() => drop.mutate()}
      >
        <p>{f.dropText(name)}</p>
        {drop.error && <Trouble error={drop.error} />}
      </DialogForm>
    </Dialog>
  );
}
