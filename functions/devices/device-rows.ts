import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import { type Device, deviceRow, loadDevice } from '../../shared/store/device-store.ts';
import { replace } from '../../shared/store/journal.ts';
import type { Table, Write } from '../../shared/store/table.ts';

/** A device's row with something changed; nothing for one that is not registered. */
export async function patched(
  { table }: { readonly table: Table },
  serial: string,
  change: (device: Omit<Device, 'version'>) => Omit<Device, 'version'>,
): Promise<Write[]> {
  const device = await loadDevice(table, serial);
  if (!device) return [];
  const { version, ...rest } = device;
  return [replace(deviceRow(change(rest)), version)];
}

/** What a unit takes over from the case it is given to. */
export const theirs = ({ accountId, contactId, site, product }: DeviceCase) => ({
  accountId,
  ...(contactId === undefined ? {} : { contactId }),
  ...(site === undefined ? {} : { site }),
  ...(product === undefined ? {} : { product }),
});
