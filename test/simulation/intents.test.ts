import { expect, test } from '@jest/globals';
import { HOUR } from '../../shared/kernel/instant.ts';
import { show } from '../support/shown.ts';
import { complaintsOf, repeatedSends, visibleRepeats } from './complaints.ts';
import { twentyPercent } from './faults.ts';
import { answerThem, seedPreferences, wantThem } from './intents.ts';
import { product, seedCompany } from './product.ts';
import { looseIn } from './sends.ts';
import { simulate, type Wiring, type World } from './world.ts';

const INTENTS = Number(process.env.SIM_INTENTS ?? 10_000);

/** Push services that answer now and then that a browser is gone, that it is too much, or that they are broken. */
const moody = (world: World) => {
  world.channels.push = () => {
    const drawn = world.random.next();
    if (drawn < 0.02) return { status: 429, retryAfter: '30' };
    return drawn < 0.04 ? { status: 503 } : { status: 201 };
  };
};

/** Everything that is wanted and seen within a week-end, come to rest. */
async function told(intents: number, wiring: Wiring = product): Promise<World> {
  const world = simulate({ seed: 7, wiring, faults: twentyPercent });
  await seedCompany(world, { expireHours: 3 });
  await seedPreferences(world);
  moody(world);
  answerThem(world);
  wantThem(world, { intents });
  await world.run({ until: world.clock.now() + 7 * HOUR });
  await world.settle();
  await world.run({ until: world.clock.now() + 36 * HOUR });
  await world.settle();
  return world;
}

test('10,000 intents with every fifth delivery going wrong end in one recorded outcome each, and nobody sees one twice', async () => {
  const world = await told(INTENTS);
  const rows = [...world.table.rows()];
  const outcomes = Map.groupBy(
    rows.filter(({ type }) => type === 'notification'),
    ({ outcome }) => String(outcome),
  );
  const { mails, pushes, chats } = world.outbox;
  const lost = looseIn(world.runs.sends);
  const repeats = repeatedSends(world);
  const complaints = complaintsOf(world);
  show({
    ...{ goal: 7, name: 'outcomes of intents', failed: complaints.length },
    runs: `${INTENTS} intents for six people under the fault mix`,
    figure: `one recorded outcome each: ${[...outcomes].map(([outcome, { length }]) => `${outcome} ${length}`).join(', ')}, renewed ${rows.filter(({ decision }) => String(decision).startsWith('renewed')).length}`,
  });
  show({
    ...{ goal: 8, name: 'sends of intents', failed: visibleRepeats(world) },
    runs: `${pushes.length} pushes, ${mails.length} mails, ${chats.length} chat messages; ${lost} answers lost or not written down`,
    figure: `${visibleRepeats(world)} repeats that a person sees; ${repeats} that the receiver collapses`,
  });
  expect(complaints).toEqual([]);
  expect(visibleRepeats(world)).toBe(0);
  expect(repeats).toBeLessThanOrEqual(lost);
}, 600_000);

test('when the mail service never reports, they end as well: a mail leaves again only where its answer was lost', async () => {
  const { mailReports: _, ...unreported } = product;
  // So many that some of their answers get lost.
  const intents = Math.max(2_000, INTENTS / 5);
  const world = await told(intents, unreported);
  const lost = looseIn(world.runs.sends.filter(({ key }) => key.startsWith('mail ')));
  const repeats = visibleRepeats(world);
  const complaints = complaintsOf(world);
  show({
    ...{ goal: 8, name: 'mails that the mail service never reports' },
    failed: complaints.length + Math.max(0, repeats - lost),
    runs: `${intents} intents, ${world.outbox.mails.length} mails; ${lost} answers lost or not written down`,
    figure: `each intent has one recorded outcome; ${repeats} mails left twice, as is said of mails without a report`,
  });
  expect(complaints).toEqual([]);
  expect(repeats).toBeGreaterThan(0);
  expect(repeats).toBeLessThanOrEqual(lost);
}, 600_000);
