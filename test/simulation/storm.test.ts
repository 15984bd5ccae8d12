import { describe, expect, test } from '@jest/globals';
import { notificationWanted } from '../../shared/events/team-events.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { show } from '../support/shown.ts';
import { product, seedCompany } from './product.ts';
import { START, simulate, type World } from './world.ts';

type Kind = Parameters<typeof notificationWanted.of>[0]['kind'];
const kinds = [
  'device-case-opened',
  'device-warned',
  'contract-adjusted',
  'cancelled',
] as const satisfies Kind[];

/** Wanted for one person: each about a device of its own, of the kinds in turn. */
const want = (world: World, n: number, occurredAt?: Instant) =>
  world.fact(
    notificationWanted.of({
      ...{
        recipientId: 'anna',
        kind: kinds[n % kinds.length] ?? 'cancelled',
        language: 'de',
        reason: 'on-duty',
      },
      ...{ subjectKind: 'device-case', subjectId: `case_${n}` },
    }),
    { accountId: 'mall-group', ...(occurredAt === undefined ? {} : { occurredAt }) },
  );

const items = (world: World) => [...world.table.rows()].filter(row => row.type === 'notification');

/** The most pushes that left within an hour, whichever hour it is. */
function mostInAnHour({ outbox }: World): number {
  const at = outbox.pushes.map(one => one.at).sort((a, b) => a - b);
  return Math.max(0, ...at.map((start, n) => at.slice(n).filter(one => one < start + HOUR).length));
}

describe('a storm', () => {
  test('of 5,000 events about one account is 5,000 items in the console and at most 30 pushes in any hour', async () => {
    const world = simulate({ seed: 11, wiring: product });
    await seedCompany(world, { expireHours: 12 });
    for (let n = 0; n < 5_000; n++)
      world.clock.at(START + world.random.int(0, 90 * MINUTE), () => void want(world, n));
    await world.run({ until: START + 3 * HOUR });
    expect(items(world)).toHaveLength(5_000);
    expect(items(world).filter(({ list }) => list !== undefined)).toHaveLength(5_000);
    const most = mostInAnHour(world);
    show({
      ...{ goal: 9, name: 'a burst for one person', seeds: '11', failed: Math.max(0, most - 30) },
      runs: '5000 events about one account within an hour and a half',
      figure: `5000 items in the inbox, ${world.outbox.pushes.length} pushes, at most ${most} in an hour`,
    });
    expect(most).toBeLessThanOrEqual(30);
    expect(most).toBeGreaterThan(1);
    const unsent = items(world).filter(({ state }) => state === 'queued');
    expect(unsent).toEqual([]);
  }, 240_000);
});

describe('what was held up for six hours', () => {
  test('comes as one message a person when it is too old for pushes of its own', async () => {
    const world = simulate({ seed: 12, wiring: product, start: START - 2 * HOUR });
    const usefulMinutes = 240;
    const rules = Object.fromEntries(kinds.map(kind => [kind, { usefulMinutes }]));
    await seedCompany(world, { expireHours: 24, kinds: rules });
    const held = START - HOUR;
    for (let n = 0; n < 40; n++)
      world.clock.at(START + 6 * HOUR + n * SECOND, () => void want(world, n, held));
    await world.run({ until: START + 6 * HOUR + 10 * MINUTE });
    const late = world.outbox.pushes.filter(({ at }) => at >= START + 6 * HOUR);
    show({
      ...{ goal: 9, name: 'what is too old for a push of its own', seeds: '12', failed: late.length - 1 },
      runs: '40 events for one person, held up for seven hours, useful for four',
      figure: `0 pushes of what was too old; ${late.length} message that sums them up; ${items(world).length} items in the inbox`,
    });
    expect(items(world)).toHaveLength(40);
    expect(items(world).every(({ heldWhy }) => heldWhy === 'stale')).toBe(true);
    expect(late).toHaveLength(1);
    expect((JSON.parse(late[0]?.message.payload ?? '{}') as { title: string }).title).toMatch(/40/);
  }, 120_000);
});
