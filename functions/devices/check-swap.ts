import type * as z from 'zod/mini';
import type { swapDevice } from '../../shared/contracts/depots-contract.ts';
import { type DeviceCase, isOpenCase } from '../../shared/domain/devices/device-case.ts';
import { isGone } from '../../shared/domain/devices/open-case.ts';
import { unitOf } from '../../shared/domain/devices/stock.ts';
import { formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, type Refused, refused } from '../../shared/kernel/outcome.ts';
import { loadCase, type StoredCase } from '../../shared/store/case-store.ts';
import { type Device, loadDevice } from '../../shared/store/device-store.ts';
import type { StoredDepot } from '../../shared/store/promise-store.ts';
import { loadStock } from '../../shared/store/stock-store.ts';
import type { Table } from '../../shared/store/table.ts';
import { termsOf } from './stock-terms.ts';

export type Swap = z.infer<typeof swapDevice.body>;
export type SwapRefusal =
  | 'not-found'
  | 'not-managed'
  | 'not-a-substitute'
  | 'already-swapped'
  | 'before-the-report'
  | 'unknown-serial'
  | 'serial-known'
  | 'not-on-hand'
  | 'not-ready'
  | 'still-reserved'
  | 'nothing-owed'
  | 'in-the-future';
type No = Refused<SwapRefusal> | undefined;
type Moment = { readonly swap: Swap; readonly at: Instant; readonly now: Instant };

/** What a swap goes on from; `settled` when the new device went out before. */
export type Checked = { readonly accountId: string; readonly caseId?: string; readonly settled: boolean };

const no = (refusal: SwapRefusal, part: string, problem: string) =>
  refused(refusal, { field: `body.${part}`, problem });

/** Everything that is wrong with a swap and can be seen before it begins, so that a typing error opens no case. */
export async function checkSwap(
  table: Table,
  depot: StoredDepot,
  { swap, at, now }: Moment,
): Promise<Outcome<Checked, SwapRefusal>> {
  const device = await loadDevice(table, swap.oldSerial);
  const held = device?.caseId === undefined ? undefined : await loadCase(table, device.caseId);
  const wrong = aboutOld(depot, device, held) ?? aboutTime(held, { swap, at, now });
  if (wrong) return wrong;
  const { accountId = '', model } = device as Device;
  if (held && wasSwapped(held, swap.oldSerial)) {
    const other = otherUnit(held, swap.newSerial);
    return other ?? accepted({ accountId, caseId: held.id, settled: true });
  }
  const open = held && isOpenCase(held) ? held : undefined;
  if (swap.oldReturned && isGone(open?.damage ?? swap.damage ?? 'broken'))
    return no('nothing-owed', 'oldReturned', 'A lost or stolen device is not there to come back.');
  const unit = await aboutUnit(table, depot, { serial: swap.newSerial, model, caseId: open?.id });
  return unit ?? accepted({ accountId, settled: false, ...(open ? { caseId: open.id } : {}) });
}

/** A new device went out for this one, which is not settled to the end. */
const wasSwapped = (held: StoredCase, serial: string): boolean =>
  held.state === 'handed-over' && held.replacement !== undefined && held.serial === serial;

/** A swap that was done with another unit than the one named now. */
export function otherUnit({ replacement }: DeviceCase, newSerial: string | undefined): No {
  const same = newSerial === undefined || newSerial === replacement?.serial;
  return same
    ? undefined
    : no('already-swapped', 'newSerial', `It was swapped for ${replacement?.serial ?? 'another'} before.`);
}

/** A depot in a client's building knows this client's devices alone. */
function aboutOld({ accountId }: StoredDepot, device: Device | undefined, held: StoredCase | undefined): No {
  if (device?.place === 'depot')
    return no('serial-known', 'oldSerial', 'This device is in stock: no customer has it.');
  if (device?.accountId === undefined || (accountId !== undefined && device.accountId !== accountId))
    return no('unknown-serial', 'oldSerial', 'Nobody here has a device with this serial.');
  const entitled = held && isOpenCase(held) ? held.entitled : device.managed;
  return entitled
    ? undefined
    : no('not-managed', 'oldSerial', 'Only a device under management is swapped; give advice instead.');
}

function aboutTime(held: StoredCase | undefined, { at, now }: Moment): No {
  if (at > now) return no('in-the-future', 'at', 'Leave the instant out, or name an earlier one.');
  return held && isOpenCase(held) && at < held.openedAt
    ? no(
        'before-the-report',
        'at',
        `It was reported at ${formatInstant(held.openedAt)}; name a later instant.`,
      )
    : undefined;
}

async function aboutUnit(
  table: Table,
  depot: StoredDepot,
  asked: { serial: string | undefined; model: string; caseId: string | undefined },
): Promise<No> {
  const { serial, model, caseId } = asked;
  if (serial === undefined) return undefined;
  const known = await loadDevice(table, serial);
  if (!known) return no('unknown-serial', 'newSerial', 'No depot has a unit with this serial.');
  const unit = unitOf(await loadStock(table, depot.id, known.model), serial);
  const theirs = unit && unit.at !== 'on-hand' && unit.caseId === caseId;
  if (unit?.at === 'reserved' && !theirs)
    return no('still-reserved', 'newSerial', 'It is reserved for another case.');
  if (!unit || (unit.at !== 'on-hand' && !theirs))
    return no('not-on-hand', 'newSerial', 'By the books it is not here.');
  if (unit.at === 'on-hand' && !unit.ready)
    return no('not-ready', 'newSerial', 'It is not ready to be handed out.');
  return [model, ...termsOf(depot, model).substitutes].includes(known.model)
    ? undefined
    : no('not-a-substitute', 'newSerial', `A ${known.model} may not be given for a ${model} here.`);
}
