import { describe, expect, test } from '@jest/globals';
import { putAgent } from '../../functions/team/edit-agent.ts';
import { cancelled, signedUp } from '../../shared/events/account-events.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { preferencesWrite } from '../../shared/store/preferences-store.ts';
import { exampleSettings } from '../support/team.ts';
import { complaintsOf } from './complaints.ts';
import { aClient, reported } from './device-world.ts';
import { product, seedCompany } from './product.ts';
import { START, simulate, type World } from './world.ts';

const { agents } = exampleSettings();
/** Friday, half past six in the evening in Berlin; offices have been closed since five. */
const FRIDAY_EVENING: Instant = START + 4 * DAY + 8.5 * HOUR;
const told = (world: World, kind: string) =>
  [...world.table.rows()].filter(row => row.type === 'notification' && row.kind === kind);
const titleOf = (world: World, agentId: string) =>
  world.outbox.pushes
    .filter(({ message }) => message.endpoint.endsWith(`/${agentId}`))
    .map(({ at, message }) => ({ at, title: (JSON.parse(message.payload) as { title: string }).title }));

describe('a Friday-evening cancellation', () => {
  test('of an off-duty owner’s account reaches the colleague on duty who speaks the customer’s language at once, in the colleague’s own', async () => {
    const world = simulate({ seed: 5, wiring: product, start: FRIDAY_EVENING - 5 * MINUTE });
    await seedCompany(world, { expireHours: 72 });
    const keeps = { kinds: {}, digests: [], off: [], quiet: 'duty' } as const;
    for (const id of Object.keys(agents))
      await world.table.commit({ commitId: `cmt_${id}`, writes: [preferencesWrite(id, keeps, 0)] });
    const late = { fri: [['17:00', '22:00']] };
    const emil = { ...agents.emil, languages: ['en', 'de'], hours: late } as never;
    void world.act('lead', ports => putAgent(ports, { agentId: 'emil', input: emil, principal: 'anna' }));
    world.fact(signedUp.of({ product: 'lost-and-found', language: 'de' }), { accountId: 'acme' });
    await world.settle();
    await world.run({ until: FRIDAY_EVENING });
    world.outbox.pushes.length = 0;
    const owner = [...world.table.rows()].find(row => row.type === 'ownership')?.ownerId;
    world.fact(cancelled.of({ product: 'lost-and-found', effectiveAt: '2026-12-31T23:00:00Z' }), {
      accountId: 'acme',
    });
    await world.run({ until: FRIDAY_EVENING + 30 * SECOND });
    expect(owner).toBe('anna');
    expect(told(world, 'cancelled')).toMatchObject([
      { recipientId: 'emil', reason: 'cover-on-duty', ownerId: 'anna', language: 'de' },
    ]);
    const [push] = titleOf(world, 'emil');
    expect(push?.title).toBe('Cancellation');
    expect((push?.at ?? 0) - FRIDAY_EVENING).toBeLessThan(10 * SECOND);
    expect(titleOf(world, 'anna')).toEqual([]);
  }, 60_000);
});

describe('ten broken tablets of one account', () => {
  test('are ten items, and two pushes: one at once and one for the other nine', async () => {
    const world = await aClient({ seed: 6 }, { devices: 10, units: 10 });
    world.outbox.pushes.length = 0;
    for (let n = 0; n < 10; n++)
      world.clock.at(START + 5 * MINUTE + n * SECOND, () => void reported(world, `D-${n}`));
    await world.run({ until: START + 8 * MINUTE });
    const items = told(world, 'device-case-opened');
    expect(new Set(items.map(({ subjectId }) => subjectId)).size).toBe(10);
    expect(new Set(items.map(({ recipientId }) => recipientId)).size).toBe(1);
    const pushes = titleOf(world, String(items[0]?.recipientId));
    expect(pushes).toHaveLength(2);
    expect(pushes[1]?.title).toMatch(/9/);
    await world.settle();
    expect(
      complaintsOf(world).filter(one => !/ is (sent|queued|delivered|seen)$|still waits/.test(one)),
    ).toEqual([]);
  }, 60_000);
});
