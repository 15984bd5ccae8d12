import * as account from '../../../shared/events/account-events.ts';
import { formatInstant, HOUR, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import type { World } from '../../simulation/world.ts';
import { as, crm, type Day, lead } from './day.ts';
import type { Customer } from './people-of-calls.ts';

/** What is done with accounts and the people of theirs: merged, given other words, and erased. */
export function keepAccounts(day: Day, anyone: () => Customer): Promise<void>[] {
  const { oneFor } = day;
  const sometime = async (deed: (who: Customer) => Promise<unknown>): Promise<void> => {
    await day.sometime();
    await deed(anyone());
  };
  return [
    ...Array.from({ length: oneFor(60) }, (_, n) => sometime(into => merges(day, { into, n }))),
    ...Array.from({ length: oneFor(50) }, () => sometime(who => objects(day, who))),
    ...Array.from({ length: oneFor(60) }, () => sometime(who => moves(day, who))),
    ...Array.from({ length: oneFor(80) }, () => sometime(who => advises(day, who))),
    ...Array.from({ length: oneFor(150) }, () => sometime(who => erases(day, who))),
  ];
}

type Pair = { readonly into: Customer; readonly n: number };

/** An account that turns out to be another; facts about it come before, with and after. */
async function merges(day: Day, { into, n }: Pair): Promise<void> {
  const { ask, pause, world } = day;
  const accountId = `twin-${n}`;
  const isSame = world.random.chance(0.5);
  const digits = String(n).padStart(5, '0');
  // Of one number, and known by a name of its own.
  const phone = isSame ? into.phone : `+493067${digits}`;
  const contact = { name: `Twin zz9${digits}zz`, phone, language: 'de' };
  const contactId = isSame ? into.contactId : 'c-2';
  world.fact(account.signedUp.of({ product: 'repricer', language: 'de', contactId }), { accountId });
  await ask('put-contact', { by: crm, params: { accountId, contactId }, body: contact });
  world.fact(account.registrationCompleted.of({ product: 'repricer', contactId }), { accountId });
  await pause(SECOND, HOUR);
  const late = () => world.fact(account.converted.of({ product: 'repricer' }), { accountId });
  late();
  const body = { into: into.accountId, reason: 'the same company' };
  const merging = ask('merge-accounts', { by: lead, params: { accountId }, body });
  world.fact(account.helpAsked.of({ language: 'de' }), { accountId });
  await merging;
  if (world.random.chance(0.5)) late();
  await pause(SECOND, HOUR);
  late();
  await ask('put-contact', {
    by: crm,
    params: { accountId, contactId },
    body: { ...contact, language: 'en' },
  });
}

async function objects({ ask, pause, world }: Day, { accountId, contactId }: Customer) {
  const { random } = world;
  const params = { accountId };
  const purpose = random.pick(['service', 'marketing', 'survey']);
  const word = { contactId, purpose, word: 'objects', how: 'call' };
  await ask('record-permission', { by: as(lead.staff), params, body: word });
  await pause(MINUTE, 2 * HOUR);
  if (random.chance(0.5))
    await ask('record-permission', { by: as(lead.staff), params, body: { ...word, word: 'allows' } });
}

/** What is known of a seller, and what they want to do. */
async function advises({ ask }: Day, { accountId }: Customer): Promise<void> {
  const params = { accountId, product: 'repricer' };
  const experience = { level: 'new', source: 'said' };
  const about = { by: as(lead.staff), params };
  await ask('start-journey', { ...about, body: {} });
  await ask('put-seller-profile', { ...about, body: { assortment: 'brands', experience, skus: 40 } });
  await ask('agree-strategy', { ...about, body: { strategy: 'buy-box' } });
}

/** Another address or number, as the company's own systems know it. */
async function moves({ ask, world }: Day, { accountId, contactId, name, phone }: Customer) {
  const body = { name: `${name} ${world.random.int(2, 9)}`, phone, zone: 'Europe/Madrid' };
  await ask('put-contact', { by: crm, params: { accountId, contactId }, body });
}

/** Somebody is erased; what was under way about them comes all the same. */
async function erases(day: Day, who: Customer): Promise<void> {
  const { ask, pause, world } = day;
  const { accountId, contactId, name, phone, mark } = who;
  const params = { accountId, contactId };
  const reason = 'asked for it by letter';
  await ask('get-personal-data', { by: lead, params, query: { reason } });
  const erasing = ask('erase-person', { by: lead, params, body: { reason } });
  await comesLate(world, who);
  await erasing;
  await comesLate(world, who);
  await ask('put-contact', { by: crm, params, body: { name, phone } });
  await pause(SECOND, 30 * MINUTE);
  const dueAt = formatInstant(world.clock.now() + HOUR);
  const plan = { ...params, kind: 'help', dueAt, about: `again ${mark}` };
  await ask('plan-call', { by: lead, body: plan });
  await ask('log-call', { by: lead, body: { ...params, about: `rang ${mark}` } });
  await ask('erase-person', { by: lead, params, body: { reason } });
}

const comesLate = async (world: World, { accountId, contactId }: Customer): Promise<void> => {
  const follow = world.random.pick([
    account.registrationCompleted.of({ product: 'repricer', contactId }),
    account.helpAsked.of({ language: 'de', contactId }),
  ]);
  world.fact(follow, { accountId });
};
