import type { DeviceInput, DeviceView } from '../../shared/contracts/devices-contract.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { deviceRow, loadDevice } from '../../shared/store/device-store.ts';
import { replace } from '../../shared/store/journal.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { type RegisterRefusal, registered } from './device-row.ts';
import { readDevice } from './read-device.ts';

type Given = { readonly serial: string; readonly input: DeviceInput; readonly anybodys: boolean };
type Refusal = RegisterRefusal | 'unknown-account';

/** Registers a device or changes what is known of it, and tells whether anything changed; nothing starts by it. */
export async function keepDevice(
  { table, ids }: Ports,
  given: Given,
): Promise<Outcome<{ changed: boolean }, Refusal>> {
  if (!(await loadAccount(table, given.input.accountId)))
    return refused('unknown-account', { field: 'accountId', problem: 'No account has this id.' });
  let answered: Outcome<{ changed: boolean }, Refusal> = accepted({ changed: false });
  await untilFresh(async (): Promise<Attempt> => {
    const held = await loadDevice(table, given.serial);
    const outcome = registered(held, given);
    answered = outcome;
    if (!outcome.ok || !outcome.value.changed) return { answer: { done: true }, decision: 'unchanged' };
    const write = replace(deviceRow(outcome.value.device), held?.version);
    const answer = await table.commit({ commitId: ids.random('cmt'), writes: [write] });
    return { answer, decision: 'registered' };
  });
  return answered;
}

/** What somebody of the team says of a device; it may pass from one customer to another while it is in no case. */
export async function putDevice(
  ports: Ports,
  { serial, input }: Omit<Given, 'anybodys'>,
): Promise<Outcome<DeviceView, Refusal | 'not-found'>> {
  const kept = await keepDevice(ports, { serial, input, anybodys: true });
  if (kept.ok) return readDevice(ports, serial);
  const { field } = kept.detail ?? {};
  return refused(kept.refusal, {
    ...kept.detail,
    field: field === 'serial' ? 'path.serial' : `body.${field}`,
  });
}
