import { useMutation } from '@tanstack/react-query';
import type { ChainView } from '../../../shared/contracts/escalations-contract.ts';
import { routes } from '../../api/routes.ts';
import { teamKeys } from '../../api/team-queries.ts';
import { useFormat } from '../../app/locale.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Dialog, DialogForm } from '../../parts/dialog.tsx';
import { Trouble } from '../../parts/states.tsx';
import { showWord } from '../../parts/toasts.tsx';
import css from './chains.module.css';

type DropProps = { readonly chain: ChainView; readonly onClose: () => void };

/** Deletes a chain; one that a policy starts is refused by the server, which says which. */
export default function DropDialog({ chain: { id, usedBy }, onClose }: DropProps) {
  const { chains: m } = useMessages();
  const { list } = useFormat();
  const { api, queries } = useServices();
  const drop = useMutation({
    mutationFn: () => api(routes.deleteChain, { params: { chainId: id } }),
    onSuccess: () => {
      onClose();
      showWord(m.dropped(id));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: teamKeys.chains }),
  });
  return (
    <Dialog title={m.drop(id)} onClose={onClose}>
      <DialogForm
        submit={m.dropSubmit}
        look="danger"
        busy={drop.isPending}
        onCancel={onClose}
        onSubmit={() => drop.mutate()}
      >
        <p>{m.dropText(id)}</p>
        {usedBy.length > 0 && <p className={css['small']}>{m.inUse(list(usedBy))}</p>}
        {drop.error && <Trouble error={drop.error} />}
      </DialogForm>
    </Dialog>
  );
}
