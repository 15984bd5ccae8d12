import { lazy, Suspense, useState } from 'react';
import type { DeviceView } from '../../../shared/contracts/devices-contract.ts';
import { useDevices } from '../../api/depot-queries.ts';
import { Link } from '../../app/router.tsx';
import { useMessages } from '../../messages/messages.ts';
import { productName, wordFor } from '../../messages/words.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Chip } from '../../parts/marks.tsx';
import { Loading, Trouble } from '../../parts/states.tsx';
import css from './register.module.css';

const DeviceDialog = lazy(() => import('./device-dialog.tsx'));

type Open = { readonly device?: DeviceView };

/** The devices of an account: what they are, where, whether they are managed, and their open cases. */
export function DevicesCard({ accountId }: { readonly accountId: string }) {
  const m = useMessages();
  const devices = useDevices(accountId);
  const [open, setOpen] = useState<Open>();
  const all = devices.data?.pages.flatMap(page => page.devices) ?? [];
  return (
    <section className={css['card']} data-testid="devices-card">
      <div className={css['head']}>
        <h2>{m.register.title}</h2>
        <Button onPress={() => setOpen({})}>
          <Icon name="plus" size={16} />
          {m.register.add}
        </Button>
      </div>
      {devices.isPending && <Loading of="card" />}
      {devices.isError && <Trouble error={devices.error} onRetry={() => void devices.refetch()} />}
      {devices.isSuccess && all.length === 0 && <p className={css['soft']}>{m.register.empty}</p>}
      {all.length > 0 && (
        <ul aria-label={m.register.list}>
          {all.map(device => (
            <DeviceLine key={device.serial} device={device} onEdit={() => setOpen({ device })} />
          ))}
        </ul>
      )}
      {devices.hasNextPage && (
        <Button onPress={() => void devices.fetchNextPage()} isDisabled={devices.isFetchingNextPage}>
          {m.common.more}
        </Button>
      )}
      {open && (
        <Suspense fallback={null}>
          <DeviceDialog accountId={accountId} {...open} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </section>
  );
}

function DeviceLine({ device, onEdit }: { readonly device: DeviceView; readonly onEdit: () => void }) {
  const { register: m } = useMessages();
  const { serial, model, managed, site, product, place, caseId } = device;
  const what = [
    model,
    wordFor(m.places, place),
    ...(site ? [site] : []),
    ...(product ? [productName(product)] : []),
  ];
  return (
    <li className={css['line']} data-testid="device">
      <span className={css['grow']}>
        <strong className={css['serial']}>{serial}</strong>{' '}
        <Chip tone={managed ? 'good' : 'plain'}>{managed ? m.managed : m.notManaged}</Chip>
        <br />
        <span className={css['small']}>{what.join(' · ')}</span>
      </span>
      {caseId && <Link to={{ room: 'device-case', caseId }}>{m.openCase}</Link>}
      <Button look="quiet" aria-label={m.edit(serial)} onPress={onEdit}>
        {m.editShort}
      </Button>
    </li>
  );
}
