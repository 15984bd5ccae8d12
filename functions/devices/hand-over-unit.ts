import type { CaseCommand } from '../../shared/domain/devices/case-commands.ts';
import type { DeviceCase } from '../../shared/domain/devices/device-case.ts';
import { serialFor } from '../../shared/domain/devices/stock.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import { freeUnit, promiseOf, type UnitPorts } from './case-unit.ts';
import { patched, theirs } from './device-rows.ts';
import type { UnitAnswer, UnitMove } from './unit-move.ts';

/** The unit named, or the reserved one; without either it is the customer's own device that works again. */
export async function handOverUnit(
  ports: UnitPorts,
  held: DeviceCase,
  { serial, depotId }: UnitMove,
): Promise<UnitAnswer> {
  const wanted = serial ?? held.reservation?.serial;
  if (wanted === undefined || wanted === held.serial)
    return accepted({ command: { do: 'hand-over' }, held, devices: async () => [] });
  const unit = await loadDevice(ports.table, wanted);
  const from = unit?.depotId ?? depotId;
  if (!unit || from === undefined)
    return refused('unknown-unit', {
      field: 'body.serial',
      problem: 'No depot has a unit with this serial; receive it into a depot first.',
    });
  const { reservation } = held;
  const elsewhere =
    reservation && (reservation.depotId !== from || reservation.model !== unit.model)
      ? reservation
      : undefined;
  if (elsewhere) await freeUnit(ports.book, elsewhere, held.id);
  const given = await ports.book.apply(
    { depotId: from, model: unit.model },
    { do: 'hand-over', caseId: held.id, serial: wanted, ...(held.policy ? promiseOf(held.policy) : {}) },
  );
  if (!given.ok) return given;
  return accepted({
    command: { do: 'hand-over', unit: { serial: wanted, model: unit.model, depotId: from } },
    held,
    devices: async after => [
      ...(await patched(ports, wanted, device => ({
        ...device,
        ...theirs(after),
        managed: true,
        place: 'with-customer' as const,
        depotId: from,
      }))),
      ...(await patched(ports, held.serial, device => ({
        ...device,
        place: after.owed.includes(held.serial) ? ('in-transit' as const) : ('missing' as const),
      }))),
    ],
  });
}

/** Lends a unit until an instant; the reserved one when none is named. A case has one loaner, whichever depot it is from. */
export async function lendUnit(
  ports: UnitPorts,
  held: DeviceCase,
  { command, units }: { command: CaseCommand; units: UnitMove },
): Promise<UnitAnswer> {
  const unit = units.serial === undefined ? undefined : await loadDevice(ports.table, units.serial);
  const at = unit?.depotId === undefined ? held.reservation : { depotId: unit.depotId, model: unit.model };
  if (!at || units.dueBackAt === undefined)
    return refused('unknown-unit', {
      field: 'body.serial',
      problem: 'Name a unit that a depot has, or reserve one first.',
    });
  const other = await loanerElsewhere(ports, held, at);
  if (other !== undefined)
    return refused('already-loaned', {
      serial: other,
      problem: `The case has the loaner ${other} of another depot; take that back first.`,
    });
  const lent = await ports.book.apply(at, {
    do: 'loan',
    caseId: held.id,
    dueBackAt: units.dueBackAt,
    ...(held.policy ? promiseOf(held.policy) : {}),
    ...(units.serial === undefined ? {} : { serial: units.serial }),
  });
  if (!lent.ok) return lent;
  const lentFrom = { depotId: at.depotId, model: at.model };
  const usesReserved = held.reservation !== undefined && lent.value.serial === held.reservation.serial;
  return accepted({
    command,
    held: { ...(usesReserved ? withoutReservation(held) : held), lentFrom },
    devices: () =>
      patched(ports, lent.value.serial ?? '', device => ({
        ...device,
        ...theirs(held),
        place: 'with-customer' as const,
      })),
  });
}

type Place = NonNullable<DeviceCase['lentFrom']>;

async function loanerElsewhere(
  { book }: UnitPorts,
  { id, lentFrom }: DeviceCase,
  at: Place,
): Promise<string | undefined> {
  if (!lentFrom || (lentFrom.depotId === at.depotId && lentFrom.model === at.model)) return undefined;
  return serialFor(await book.read(lentFrom.depotId, lentFrom.model), id, ['loaned']);
}

function withoutReservation({ reservation: _lent, ...held }: DeviceCase): DeviceCase {
  return held;
}
