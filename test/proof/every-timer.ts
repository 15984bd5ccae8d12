import { erasePerson } from '../../functions/persons/erase-person.ts';
import { commitAgent } from '../../functions/team/commit-agent.ts';
import { putAbsence } from '../../functions/team/edit-absence.ts';
import { transferAccount } from '../../functions/team/transfer-account.ts';
import * as account from '../../shared/events/account-events.ts';
import { DAY, formatInstant, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { busyWorld, byHand, rowsOf } from '../simulation/auditor-world.ts';
import { agentIds } from '../simulation/product.ts';
import type { World, WorldSettings } from '../simulation/world.ts';

const SIZE = { accounts: 20, waiting: 10, devices: 20 };
const [AWAY = '', , , TO = '', LEAVER = ''] = agentIds;

/**
 * The busy world with a timer of every kind due within a day and a half: with somebody away from tonight on and a trial
 * that ends in two days, and with what stands for a minute at most put there at the very end.
 */
export async function worldOfEveryTimer(settings: Partial<WorldSettings>): Promise<World> {
  const world = await busyWorld(settings, SIZE);
  const now = world.clock.now();
  const input = { from: formatInstant(now + 6 * HOUR), to: formatInstant(now + 24 * HOUR) };
  byHand(world, ports => putAbsence(ports, { agentId: AWAY, absenceId: 'soon', principal: 'lead', input }));
  const about = { accountId: 'on-trial' };
  const where = { language: 'de', zone: 'Europe/Berlin', country: 'DE' };
  world.fact(account.signedUp.of({ product: 'repricer', ...where }), about);
  world.fact(account.registrationCompleted.of({ product: 'repricer' }), about);
  const endsAt = formatInstant(now + DAY);
  world.fact(account.trialStarted.of({ product: 'repricer', endsAt }), about);
  await world.run({ until: now + 2 * MINUTE });
  const [given] = rowsOf(world, 'ownership').filter(
    ({ state, ownerId }) => state === 'owned' && ![TO, LEAVER].includes(String(ownerId)),
  );
  const by = { by: 'lead', roles: ['lead'], reason: 'knows the shop', force: true };
  byHand(world, ports => transferAccount(ports, { accountId: String(given?.['accountId']), to: TO, ...by }));
  byHand(world, ports =>
    commitAgent(ports, {
      agentId: LEAVER,
      principal: 'lead',
      decide: held => (held ? accepted({ ...held, active: false }) : refused('not-found')),
    }),
  );
  const person = { accountId: 'seller-0', contactId: 'c-1' };
  byHand(world, ports => erasePerson(ports, { ...person, reason: 'asked', principal: 'lead' }));
  await world.run({ until: world.clock.now() + 5 * SECOND });
  return world;
}
