import { deviceKey, lists } from './keys.ts';
import { bare, type Row, type Table } from './table.ts';

/** A device; its serial is its id. */
export type Device = {
  readonly serial: string;
  readonly model: string;
  /** The customer who has it; absent for a unit in stock. */
  readonly accountId?: string;
  readonly managed: boolean;
  readonly site?: string;
  readonly contactId?: string;
  readonly product?: string;
  readonly place: 'with-customer' | 'depot' | 'in-transit' | 'missing' | 'scrapped';
  /** Where it is or comes from: the depot that has it in its books. */
  readonly depotId?: string;
  /** The case it is in that is not closed yet. */
  readonly caseId?: string;
  readonly version: number;
};

export async function loadDevice(table: Table, serial: string): Promise<Device | undefined> {
  const row = await table.get(deviceKey(serial));
  return row && (bare(row) as unknown as Device);
}

/** The row of a device; listed with its account. */
export const deviceRow = (device: Omit<Device, 'version'>): Row => ({
  ...deviceKey(device.serial),
  type: 'device',
  ...device,
  ...(device.accountId === undefined
    ? {}
    : { list: lists.devices(device.accountId), listKey: device.serial }),
});
