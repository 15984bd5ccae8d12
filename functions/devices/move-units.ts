import type { CaseCommand } from '../../shared/domain/devices/case-commands.ts';
import { type DeviceCase, isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { accepted } from '../../shared/kernel/outcome.ts';
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
      return command.stage === 'missing' && command.way === 'out'
        ? loseUnit(ports, held, command)
        : plain(held, command);
    case 'hand-over':
      return isOpenCase(held) ? handOverUnit(ports, held, units) : plain(held, command);
    case 'loan':
      return lendUnit(ports, held, { command, units });
    case 'return':
      return takeBackUnit(ports, held, { command, depotId: units.depotId });
    case 'close':
    case 'cancel':
      return accepted({ command, held, devices: () => freed(ports, held.serial, held.id) });
    case 'reopen':
      return accepted({
        command,
        held,
        devices: after => patched(ports, after.serial, device => ({ ...device, caseId: after.id })),
      });
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
  if (!reservation || !isOpenCase(held)) return plain(held, command);
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
