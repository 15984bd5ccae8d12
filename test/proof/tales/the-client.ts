import { signedUp } from '../../../shared/events/account-events.ts';
import { aDevice, seedDevices } from '../../support/devices.ts';
import type { Tale } from '../tale.ts';

export const CLIENT = 'mall-group';
export const erp = { machine: 'erp', scopes: ['accounts:write', 'devices:write', 'links:write'] } as const;

/** Asks with a key, so that it is done once however often it is asked. */
export const keyed = (key: string) => ({ headers: { 'idempotency-key': key } });

/** The client with two hours, its devices and the store in its building. */
export async function theClient({ ask, fact, world }: Tale, ready: readonly string[], devices: number) {
  let n = 0;
  const ids = { random: (prefix: string) => `${prefix}_client${n++}` };
  await seedDevices(
    { table: world.table, clock: world.clock, ids },
    { devices: Array.from({ length: devices }, (_, at) => aDevice(`D-${at + 1}`)), ready },
  );
  fact(signedUp.of({ product: 'repricer', language: 'de' }), CLIENT);
  await world.settle();
  const contact = { name: 'Carla', email: 'carla@mall.example', language: 'it', authorised: true };
  await ask('put-contact', { by: erp, params: { accountId: CLIENT, contactId: 'c-1' }, body: contact });
}
