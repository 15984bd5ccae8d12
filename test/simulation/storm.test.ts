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

type Message = { readonly payload: string };
const payloadOf = ({ payload }: Message) =>
  JSON.parse(payload) as { readonly title: string; readonly notificationId: string };

/** What a push of its own is about; none when it sums several up. */
const itemOf = (world: World, message: Message) =>
  items(world).find(({ id }) => id === payloadOf(message).notificationId);

/** Pushes of their own about what had happened longer before than that. */
const ownPushesOlderThan = (world: World, age: number) =>
  world.outbox.pushes.filter(
    ({ at, message }) => at - Number(itemOf(world, message)?.['occurredAt'] ?? at) > age,
  );

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
  test('leaves as a push of its own while it is of use, and is counted when it is not', async () => {
    const world = simulate({ seed: 13, wiring: product, start: START - 2 * HOUR });
    const rules = Object.fromEntries(kinds.map(kind => [kind, { usefulMinutes: 8 * 60 }]));
    await seedCompany(world, { expireHours: 24, kinds: rules });
    world.clock.at(START + 6 * HOUR, () => void want(world, 0, START - HOUR));
    await world.run({ until: START + 6 * HOUR + 10 * MINUTE });
    expect(ownPushesOlderThan(world, 4 * HOUR)).toHaveLength(1);
    expect(ownPushesOlderThan(world, 8 * HOUR)).toEqual([]);
  });

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
    const tooOld = ownPushesOlderThan(world, usefulMinutes * MINUTE);
    const summaries = late.filter(({ message }) => itemOf(world, message) === undefined);
    show({
      ...{ goal: 9, name: 'what is too old for a push of its own', seeds: '12' },
      failed: tooOld.length + Math.abs(late.length - 1),
      runs: '40 events for one person, held up for seven hours, useful for four',
      figure: `${tooOld.length} pushes of what was too old; ${summaries.length} message that sums them up; ${items(world).length} items in the inbox`,
    });
    expect(items(world)).toHaveLength(40);
    expect(items(world).every(({ heldWhy }) => heldWhy === 'stale')).toBe(true);
    expect(tooOld).toEqual([]);
    expect(late).toEqual(summaries);
    expect(summaries.map(({ message }) => payloadOf(message).title)).toEqual([expect.stringMatching(/40/)]);
  }, 120_000);
});
