import type { CaseCommand } from '../../shared/domain/devices/case-commands.ts';
import { type DeviceCase, isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { loadCase } from '../../shared/store/case-store.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import type { Write } from '../../shared/store/table.ts';
import type { UnitPorts } from './case-unit.ts';
import { patched } from './device-rows.ts';
import { handOverUnit, lendUnit } from './hand-over-unit.ts';
import { takeBackUnit } from './take-back-unit.ts';
import { plain, type UnitAnswer, type UnitMove } from './unit-move.ts';

/** What happens to units of a stock and to devices when a case moves; the books answer for what is possible. */
export async function unitsMoved(
  ports: UnitPorts,
  held: DeviceCase,
  { command, units = {} }: { command: CaseCommand; units?: UnitMove | undefined },
): Promise<UnitAnswer> {
  switch (command.do) {
    case 'ship':
      return shipUnit(ports, held, command);
    case 'shipment':
      if (command.way === 'back') return plain(held, command);
      return command.stage === 'missing' ? loseUnit(ports, held, command) : shipUnit(ports, held, command);
    case 'hand-over':
      return isOpenCase(held)
        ? handOverUnit(ports, held, units)
        : plain(held, { ...command, ...(units.serial === undefined ? {} : { serial: units.serial }) });
    case 'loan':
      return lendUnit(ports, held, { command, units });
    case 'return':
      return takeBackUnit(ports, held, { command, depotId: units.depotId });
    case 'close':
    case 'cancel':
      return accepted({ command, held, devices: () => freed(ports, held.serial, held.id) });
    case 'reopen':
      return reopenWith(ports, held, command);
    default:
      return plain(held, command);
  }
}

const freed = (ports: UnitPorts, serial: string, caseId: string): Promise<Write[]> =>
  patched(ports, serial, ({ caseId: at, ...device }) =>
    at === undefined || at === caseId ? device : { ...device, caseId: at },
  );

async function shipUnit(ports: UnitPorts, held: DeviceCase, command: CaseCommand): Promise<UnitAnswer> {
  const { reservation } = held;
  if (!reservation || !isOpenCase(held) || held.state !== 'triaged') return plain(held, command);
  const shipped = await ports.book.apply(reservation, { do: 'ship', caseId: held.id });
  if (!shipped.ok) return shipped;
  const devices = () =>
    patched(ports, reservation.serial, device => ({ ...device, place: 'in-transit' as const }));
  return accepted({ command, held, devices });
}

async function loseUnit(ports: UnitPorts, held: DeviceCase, command: CaseCommand): Promise<UnitAnswer> {
  const { reservation } = held;
  if (!reservation?.shipped || !isOpenCase(held)) return plain(held, command);
  const lost = await ports.book.apply(reservation, { do: 'write-off', serial: reservation.serial });
  if (!lost.ok) return lost;
  const devices = () =>
    patched(ports, reservation.serial, device => ({ ...device, place: 'missing' as const }));
  return accepted({ command, held, devices });
}

/** The device that did not work must still be the customer's, and in no other open case. */
async function reopenWith(ports: UnitPorts, held: DeviceCase, command: CaseCommand): Promise<UnitAnswer> {
  const serial = held.replacement?.serial ?? held.serial;
  const device = await loadDevice(ports.table, serial);
  const other = device?.caseId === undefined ? undefined : await loadCase(ports.table, device.caseId);
  if (other && other.id !== held.id && isOpenCase(other))
    return refused('in-a-case', { problem: 'The device is in another open case; go on with that one.' });
  if (device && (device.accountId !== held.accountId || device.place === 'scrapped'))
    return refused('not-with-the-customer', {
      problem: 'The device is no longer with this customer; report the one they have instead.',
    });
  return accepted({
    command,
    held,
    devices: after => patched(ports, after.serial, one => ({ ...one, caseId: after.id })),
  });
}
