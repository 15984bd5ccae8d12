import type { DeviceView } from '../../shared/contracts/devices-contract.ts';
import { type Device, loadDevice } from '../../shared/store/device-store.ts';
import { lists } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { deviceViewsOf } from './device-view.ts';

type Asked = {
  readonly accountId: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
};

/** The devices of an account, by serial. The index may lag behind: what is shown are the rows themselves. */
export async function listDevices(
  { table }: Pick<Ports, 'table'>,
  { accountId, limit, cursor }: Asked,
): Promise<{ devices: DeviceView[]; cursor?: string }> {
  const page = await table.query({
    ...{ index: 'list', pk: lists.devices(accountId), limit },
    ...(cursor === undefined ? {} : { cursor }),
  });
  const rows = await Promise.all(page.rows.map(row => loadDevice(table, String(row['serial']))));
  const theirs = rows.filter((device): device is Device => device?.accountId === accountId);
  return {
    devices: await deviceViewsOf(table, theirs),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
}
