import type { DeviceView } from '../../shared/contracts/devices-contract.ts';
import { loadAccountNames } from '../../shared/store/account-store.ts';
import type { Device } from '../../shared/store/device-store.ts';
import type { Table } from '../../shared/store/table.ts';

/** Devices as staff see them, with the names of whose they are. */
export async function deviceViewsOf(table: Table, devices: readonly Device[]): Promise<DeviceView[]> {
  const ids = devices.flatMap(({ accountId }) => (accountId === undefined ? [] : [accountId]));
  const names = await loadAccountNames(table, ids);
  return devices.map(device => ({
    ...device,
    ...(device.accountId === undefined
      ? {}
      : { accountName: names.get(device.accountId) ?? device.accountId }),
  }));
}
