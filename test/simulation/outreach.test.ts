import { describe, expect, test } from '@jest/globals';
import { actOnCall } from '../../functions/calls/act-on-call.ts';
import { signedUp } from '../../shared/events/account-events.ts';
import { damageReported } from '../../shared/events/outreach-events.ts';
import { DAY, formatInstant, HOUR, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { followsOf } from '../../shared/store/journal.ts';
import { complaintsOf } from './complaints.ts';
import { product, seedCompany } from './product.ts';
import { START, simulate, type World } from './world.ts';

const ABOUT = { accountId: 'acme' };
const rowsOf = (world: World, type: string) => [...world.table.rows()].filter(row => row.type === type);
const named = (world: World, name: string) =>
  rowsOf(world, 'journal')
    .flatMap(followsOf)
    .filter(fact => fact.name === name);
const theOutreach = (world: World) => rowsOf(world, 'outreach');
let reports = 0;
const report = (world: World, daysAgo: number) =>
  world.fact(
    damageReported.of({
      ...{ reportId: `dmg-${reports++}`, value: 40 },
      reportedAt: formatInstant(world.clock.now() - daysAgo * DAY),
    }),
    ABOUT,
  );

/** An account of a watched product that reports something every third day, owned by somebody of the example company. */
async function aSeller(seed: number): Promise<World> {
  const world = simulate({ seed, wiring: product });
  await seedCompany(world, { expireHours: 1, kinds: {} });
  let n = 0;
  const ports = {
    table: world.table,
    clock: world.clock,
    ids: { random: (prefix: string) => `${prefix}_c${n++}` },
  };
  const contact = { name: 'Cleo', phone: '+4930901820', zone: 'Europe/Berlin' };
  await writeContact(ports, { ...ABOUT, contactId: 'c-1', contact, asOf: START });
  const where = { zone: 'Europe/Berlin', country: 'DE', contactId: 'c-1' };
  world.fact(signedUp.of({ product: 'lost-and-found', language: 'de', ...where }), ABOUT);
  for (let ago = 70; ago > 3; ago -= 3) report(world, ago);
  await world.settle();
  return world;
}

/** The owner rings, and speaks of everything there is. */
async function reached(world: World): Promise<void> {
  const call = rowsOf(world, 'call').find(({ state }) => state === 'due');
  if (!call) throw new Error('nobody is to be called');
  const who = { id: String(call['agentId']), roles: ['agent'] };
  const results = (call['agenda'] as { id: string }[]).map(({ id: itemId }) => ({
    itemId,
    result: 'spoken',
  }));
  let said: unknown;
  void world
    .act('console', async ports => {
      const callId = String(call['id']);
      await actOnCall(ports, { callId, action: { do: 'start' }, who });
      return actOnCall(ports, { callId, action: { do: 'end', outcome: 'reached', results }, who });
    })
    .then(done => {
      said = done;
    });
  await world.run({ until: world.clock.now() + MINUTE });
  expect(said).toMatchObject({ ended: 'well', value: { ok: true } });
  await world.settle();
}

describe('a burst of damage reports in the whole product', () => {
  test('is told to the owner within five seconds, ends with the call, and is joined by the next within the pause', async () => {
    const world = await aSeller(61);
    const owner = rowsOf(world, 'ownership')[0]?.['ownerId'];
    const before = world.outbox.pushes.length;
    const from = world.clock.now();
    for (let n = 0; n < 14; n++) report(world, 0);
    await world.run({ until: from + MINUTE });
    expect(theOutreach(world)).toMatchObject([{ cause: 'burst', state: 'open', value: 560 }]);
    const told = named(world, 'notification.wanted').filter(({ data }) => data['kind'] === 'outreach-opened');
    expect(told.map(({ data }) => data['recipientId'])).toEqual([owner]);
    const push = world.outbox.pushes
      .slice(before)
      .find(({ message }) => message.endpoint.endsWith(`/${owner}`));
    console.info(`from the reports to the push ${(push?.at ?? Number.NaN) - from} ms`);
    expect((push?.at ?? Number.NaN) - from).toBeLessThan(5 * SECOND);
    await reached(world);
    expect(theOutreach(world)).toMatchObject([{ state: 'ended', ending: 'reached', updates: 0 }]);
    await world.run({ until: from + 2 * DAY });
    for (let n = 0; n < 16; n++) report(world, 0);
    await world.run({ until: world.clock.now() + HOUR });
    await world.settle();
    expect(theOutreach(world)).toMatchObject([{ state: 'ended', updates: 1 }]);
    expect(named(world, 'outreach.opened')).toHaveLength(1);
    expect(rowsOf(world, 'call').filter(({ state }) => state !== 'ended')).toEqual([]);
    expect(complaintsOf(world)).toEqual([]);
  }, 120_000);
});
