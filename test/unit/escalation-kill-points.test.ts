import { expect, test } from '@jest/globals';
import { actOnNotification } from '../../functions/notifications/answer-person.ts';
import { escalationEnded, escalationWanted } from '../../shared/events/escalation-events.ts';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { chainWrites, readChainPlace } from '../../shared/store/chain-store.ts';
import { escalationKey } from '../../shared/store/keys.ts';
import { complaintsOf } from '../simulation/complaints.ts';
import type { CallFault, Faults } from '../simulation/faults.ts';
import { oneFault } from '../simulation/faults.ts';
import { product, seedCompany } from '../simulation/product.ts';
import { START, simulate, type World } from '../simulation/world.ts';
import { aChain, notify, wait } from '../support/escalation.ts';

const faults: readonly CallFault[] = ['refused', 'lost-answer', 'crash'];
const chain = aChain(
  notify({ agent: 'anna' }),
  wait(2),
  notify({ agent: 'emil' }),
  wait(2),
  notify({ agent: 'bruno' }),
  wait(2),
);

async function setChain(world: World): Promise<void> {
  const { read } = await readChainPlace(world.table, 'breach');
  const writes = chainWrites({ ...chain, id: 'breach', changedAt: START }, read);
  await world.table.commit({ commitId: 'seeded', writes });
}

/** Takes it on, tried until there is a notification and it works: a crash may bring it three minutes late. */
async function takeOn(world: World, id: string): Promise<void> {
  const row = [...world.table.rows()].find(
    one => one['type'] === 'notification' && one['recipientId'] === id,
  );
  const given = { notificationId: String(row?.['id']), act: 'acknowledge' as const };
  const done = await world.act('agent', ports => actOnNotification(ports, { id, roles: ['agent'] }, given));
  if (done.ended !== 'well' || !done.value.ok) world.clock.after(SECOND, () => void takeOn(world, id));
}

/** A promise is broken: Anna does not react, Emil takes it on after three minutes, after six it is solved. */
async function breach(fault?: Faults): Promise<World> {
  const world = simulate({
    seed: 3,
    wiring: product,
    recordCalls: true,
    ...(fault ? { faults: fault } : {}),
  });
  await seedCompany(world, { expireHours: 0.25 });
  await setChain(world);
  const about = { accountId: 'acme' };
  world.fact(
    escalationWanted.of({
      ...{ escalationId: 'esc_1', chain: 'breach', subjectKind: 'device-case', subjectId: 'case_1' },
      ...{ kind: 'device-breached', language: 'de' },
    }),
    about,
  );
  world.clock.after(3.5 * MINUTE, () => void takeOn(world, 'emil'));
  await world.run({ until: START + 6 * MINUTE });
  world.fact(escalationEnded.of({ escalationId: 'esc_1', why: 'resolved' }), about);
  await world.settle();
  await world.run({ until: START + 25 * MINUTE });
  await world.settle();
  return world;
}

/** Besides what is wrong with any world: who was told, who has it, and that it is over. */
function wrongIn(world: World): string[] {
  const run = world.table.peek(escalationKey('esc_1'));
  const told = [...world.table.rows()]
    .filter(row => row['type'] === 'notification')
    .map(row => `${row['recipientId']} ${row['outcome']}`)
    .sort();
  const as = `${run?.['state']} by ${run?.['acknowledgedBy']}, told ${told.join(', ')}`;
  const right = /^resolved by emil, told anna done, (bruno done, )?emil acknowledged$/;
  return [...complaintsOf(world), ...(right.test(as) ? [] : [as])];
}

test('every outside call of an escalation may fail, lose its answer or be the last: nobody is forgotten or told twice', async () => {
  const healthy = await breach();
  expect(wrongIn(healthy)).toEqual([]);
  const calls = healthy.runs.calls.filter(({ run }) => run !== 'sweep' && run !== 'audit');
  const wrong: string[] = [];
  for (const { inWorld, run, what } of calls)
    for (const fault of faults) {
      const found = wrongIn(await breach(oneFault(fault, inWorld)));
      if (found.length > 0) wrong.push(`${run} ${what} (call ${inWorld}) ${fault}: ${found.join('; ')}`);
    }
  console.info(`K = ${calls.length} calls × ${faults.length} faults: ${wrong.length} wrong`);
  expect(wrong).toEqual([]);
  expect(calls.length).toBeGreaterThan(50);
}, 120_000);
