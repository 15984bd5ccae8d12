import { type DeviceCase, isOpenCase, needsUnit, waitOf } from './device-case.ts';
import { isGone } from './open-case.ts';

/** What people may do with a case as it stands; the same conditions under which a command is not refused. */
export function actionsOf(held: DeviceCase): readonly string[] {
  const open = isOpenCase(held);
  const settled = held.state === 'handed-over' || held.state === 'closed';
  const ships = held.state === 'triaged' && (held.path === 'repair' || held.path === 'replace');
  const may: Readonly<Record<string, boolean>> = {
    triage: open,
    wait: open,
    'go-on': open && waitOf(held) !== undefined,
    reserve: needsUnit(held) && held.reservation === undefined,
    ship: ships,
    shipment: held.state === 'triaged',
    'hand-over': open,
    loan: open,
    return: held.owed.length > 0,
    'confirm-wipe': isGone(held.damage) && (held.wipe === undefined || held.wipe.state === 'failed'),
    close: held.state === 'handed-over' && held.owed.length === 0,
    reopen: settled,
    cancel: open,
    excuse: held.records.some(({ is }) => is === 'breached'),
  };
  return Object.keys(may).filter(name => may[name]);
}
