import type { CaseCommand } from '../../shared/domain/devices/case-commands.ts';
import { type DeviceCase, isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { loadCase } from '../../shared/store/case-store.ts';
import { type Device, loadDevice } from '../../shared/store/device-store.ts';
import { loadDepot } from '../../shared/store/promise-store.ts';
import type { Write } from '../../shared/store/table.ts';
import type { UnitPorts } from './case-unit.ts';
import { patched } from './device-rows.ts';
import { inStock, isIssuedBy, isWrittenOff } from './shelf.ts';
import { giveTermsIfNew } from './stock-terms.ts';
import { plain, type UnitAnswer } from './unit-move.ts';

/** The old device comes back into a depot's books, is waived, or is written off; a device never issued comes in new. */
export async function takeBackUnit(
  ports: UnitPorts,
  held: DeviceCase,
  { command, depotId }: { command: Extract<CaseCommand, { do: 'return' }>; depotId: string | undefined },
): Promise<UnitAnswer> {
  const old = held.owed.at(-1);
  const device = old === undefined ? undefined : await loadDevice(ports.table, old);
  if (old === undefined || !device) return plain(held, command);
  const to = depotId ?? held.replacement?.depotId ?? held.policy?.depots[0];
  const issuer = device.depotId;
  // What was written off since is in no books any more, and nobody's of those who have one of the depot's.
  const isInBooks = issuer !== undefined && !isWrittenOff(device);
  const issuedHere = issuer !== undefined && isIssuedBy(issuer, device);
  if (command.fate !== 'returned' || to === undefined) {
    if (command.fate === 'written-off' && isInBooks) {
      const off = await ports.book.apply(
        { depotId: issuer, model: device.model },
        { do: 'write-off', serial: old, issuedHere },
      );
      if (!off.ok) return off;
    }
    const devices = () => (command.fate === 'waived' ? kept(ports, old, held) : gone(ports, old, held));
    return accepted({ command, held, devices });
  }
  if (await isInAnother(ports, device, held))
    return refused('in-a-case', {
      field: 'body.serial',
      problem: 'The device was reported again: settle or cancel that case first.',
    });
  const at = { depotId: to, model: device.model };
  if (isInBooks && issuer !== to) {
    const left = await ports.book.apply(
      { depotId: issuer, model: device.model },
      { do: 'move-out', serial: old, issuedHere },
    );
    if (!left.ok) return left;
  }
  const depot = await loadDepot(ports.table, to);
  if (depot) await giveTermsIfNew(ports.book, depot, device.model);
  const back = await ports.book.apply(
    at,
    isInBooks && issuer === to
      ? { do: 'take-back', serial: old, issuedHere, ready: false }
      : { do: 'receive', serial: old, ready: false },
  );
  if (!back.ok) return back;
  // As it was read: what became of it meanwhile, in the books too, lets all of this be done again.
  const devices = async () => [inStock(device, { serial: old, model: device.model, depotId: to })];
  return accepted({ command, held, devices });
}

/** It was reported again before it came back. */
async function isInAnother({ table }: UnitPorts, { caseId }: Device, held: DeviceCase): Promise<boolean> {
  if (caseId === undefined || caseId === held.id) return false;
  const other = await loadCase(table, caseId);
  return other !== undefined && isOpenCase(other);
}

/** Its case is no longer this one; another that it was reported in since stays. */
const withoutCase = ({ caseId, ...device }: Omit<Device, 'version'>, { id }: DeviceCase) =>
  caseId === undefined || caseId === id ? device : { ...device, caseId };

/** Waived: the customer keeps it, and the books go on counting it as theirs. */
const kept = (ports: UnitPorts, serial: string, held: DeviceCase): Promise<Write[]> =>
  patched(ports, serial, device => ({ ...withoutCase(device, held), place: 'with-customer' as const }));

const gone = (ports: UnitPorts, serial: string, held: DeviceCase): Promise<Write[]> =>
  patched(ports, serial, device => ({
    ...withoutCase(device, held),
    place: held.damage === 'lost' || held.damage === 'stolen' ? ('missing' as const) : ('scrapped' as const),
  }));
