import { signedUp } from '../../shared/events/account-events.ts';
import { deviceReported } from '../../shared/events/device-events.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { aDevice, seedDevices } from '../support/devices.ts';
import { product, seedCompany } from './product.ts';
import { simulate, type World } from './world.ts';

/** The client with two hours: an account with an owner, devices in use and ready units in its building. */
export async function aClient(
  settings: Partial<Parameters<typeof simulate>[0]>,
  given: { devices: number; units: number },
): Promise<World> {
  const world = simulate({ seed: 1, wiring: product, ...settings });
  await seedCompany(world, { expireHours: 1 });
  let n = 0;
  const ports = { table: world.table, clock: world.clock, ids: { random: (p: string) => `${p}_dev${n++}` } };
  await seedDevices(ports, {
    devices: Array.from({ length: given.devices }, (_, at) => aDevice(`D-${at}`)),
    ready: Array.from({ length: given.units }, (_, at) => `U-${at}`),
  });
  world.fact(signedUp.of({ product: 'repricer', language: 'de' }), { accountId: 'mall-group' });
  await world.settle();
  return world;
}

/** A device is reported as broken. */
export const reported = (world: World, serial: string, occurredAt?: Instant) =>
  world.fact(deviceReported.of({ serial, damage: 'broken', language: 'de' }), {
    accountId: 'mall-group',
    ...(occurredAt === undefined ? {} : { occurredAt }),
  });
