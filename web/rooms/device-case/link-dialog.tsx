import { useMutation } from '@tanstack/react-query';
import { routes } from '../../api/routes.ts';
import { useFormat } from '../../app/locale.tsx';
import { useServices } from '../../app/services.ts';
import { useMessages } from '../../messages/messages.ts';
import { Button } from '../../parts/button.tsx';
import { Copy } from '../../parts/copy.tsx';
import { Dialog, DialogBody } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { Trouble } from '../../parts/states.tsx';
import css from './device-case.module.css';

type LinkProps = { readonly caseId: string; readonly onClose: () => void };

/** Makes the link with which the device's user follows the case. It is shown once: nobody can read it again later. */
export default function LinkDialog({ caseId, onClose }: LinkProps) {
  const { deviceCase: m } = useMessages();
  const format = useFormat();
  const { api } = useServices();
  const make = useMutation({
    mutationFn: () => api(routes.linkCase, { params: { caseId }, body: {} }),
    gcTime: 0,
  });
  return (
    <Dialog title={m.link} onClose={onClose}>
      <DialogBody>
        <p>{m.linkText}</p>
        {make.error && <Trouble error={make.error} />}
        {make.data ? (
          <>
            <Field label={m.linkField} value={make.data.url} isReadOnly autoFocus />
            <p className={css['small']}>{m.linkExpires(format.full(make.data.expiresAt))}</p>
            <Copy text={make.data.url} />
          </>
        ) : (
          <div>
            <Button look="primary" isDisabled={make.isPending} onPress={() => make.mutate()}>
              {m.makeLink}
            </Button>
          </div>
        )}
      </DialogBody>
    </Dialog>
  );
}
