import type { DeviceView } from '../../shared/contracts/devices-contract.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { deviceViewsOf } from './device-view.ts';

/** One device by its serial, wherever it is. */
export async function readDevice(
  { table }: Pick<Ports, 'table'>,
  serial: string,
): Promise<Outcome<DeviceView, 'not-found'>> {
  const device = await loadDevice(table, serial);
  const [view] = device ? await deviceViewsOf(table, [device]) : [];
  return view ? accepted(view) : refused('not-found');
}
