import type { DeviceInput } from '../../shared/contracts/devices-contract.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import type { Device } from '../../shared/store/device-store.ts';

export type RegisterRefusal = 'in-stock' | 'other-model' | 'other-account' | 'in-a-case';
type Registered = { readonly device: Omit<Device, 'version'>; readonly changed: boolean };
/** `anybodys`: may the device pass from another customer to this one? */
type Given = { readonly serial: string; readonly input: DeviceInput; readonly anybodys: boolean };

/**
 * A device as it is known after somebody said what it is. Where it is, and the case it is in, stay as they are. Refused:
 * a unit in stock, which the depot's books speak for; another model than a depot gave out; a device that is another
 * customer's, or in one's case.
 */
export function registered(
  held: Device | undefined,
  { serial, input, anybodys }: Given,
): Outcome<Registered, RegisterRefusal> {
  if (!held) return accepted({ device: { serial, ...said(input), place: 'with-customer' }, changed: true });
  if (held.accountId === undefined)
    return refused('in-stock', {
      field: 'serial',
      problem: `It is in the books of ${held.depotId ?? 'a depot'}.`,
    });
  if (held.accountId !== input.accountId && !anybodys)
    return refused('other-account', { field: 'accountId', problem: 'The serial is of another account.' });
  if (held.accountId !== input.accountId && held.caseId !== undefined)
    return refused('in-a-case', {
      field: 'accountId',
      problem: 'It is in a case of another account; settle that first.',
    });
  if (held.depotId !== undefined && held.model !== input.model)
    return refused('other-model', {
      field: 'model',
      problem: `${held.depotId} gave it out as ${held.model}.`,
    });
  return accepted(merged(held, input));
}

function merged(held: Device, input: DeviceInput): Registered {
  const { place, depotId, caseId, serial } = held;
  const device = {
    ...{ serial, ...said(input), place },
    ...(depotId === undefined ? {} : { depotId }),
    ...(caseId === undefined ? {} : { caseId }),
  };
  const parts = ['model', 'accountId', 'managed', 'site', 'contactId', 'product'] as const;
  return { device, changed: parts.some(part => held[part] !== input[part]) };
}

const said = ({ model, accountId, managed, site, contactId, product }: DeviceInput) => ({
  ...{ model, accountId, managed },
  ...(site === undefined ? {} : { site }),
  ...(contactId === undefined ? {} : { contactId }),
  ...(product === undefined ? {} : { product }),
});
