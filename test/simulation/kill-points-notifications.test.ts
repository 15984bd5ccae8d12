import { expect, test } from '@jest/globals';
import { actOnNotification } from '../../functions/notifications/answer-person.ts';
import { notificationReassigned, notificationWanted } from '../../shared/events/team-events.ts';
import { MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { preferencesWrite } from '../../shared/store/preferences-store.ts';
import { everyNth, show } from '../support/shown.ts';
import { complaintsOf, visibleRepeats } from './complaints.ts';
import type { CallFault, Faults } from './faults.ts';
import { oneFault } from './faults.ts';
import { product, seedCompany } from './product.ts';
import { START, simulate, type World } from './world.ts';

const faults: readonly CallFault[] = ['refused', 'lost-answer', 'crash'];
const END = START + 55 * MINUTE;

const wanted = (world: World, kind: 'signed-up' | 'cancelled' | 'converted', taskId: string) =>
  world.fact(
    notificationWanted.of({ recipientId: 'anna', kind, language: 'de', reason: 'on-duty', taskId }),
    { accountId: 'acme' },
  );

async function snooze(world: World, notificationId: string): Promise<void> {
  const act = { do: 'snooze', until: world.clock.now() + 4 * MINUTE } as const;
  const who = { id: 'anna', roles: ['agent'] };
  const done = await world.act('agent', ports => actOnNotification(ports, who, { notificationId, act }));
  if (done.ended !== 'well') world.clock.after(5 * SECOND, () => void snooze(world, notificationId));
}

/**
 * Three of a kind within a minute, so that two of them come as one; one is put away and comes back; one waits for the
 * mail digest at half past ten; one goes to another agent.
 */
async function lived(fault?: Faults) {
  const world = simulate({
    seed: 4,
    wiring: product,
    recordCalls: true,
    ...(fault ? { faults: fault } : {}),
  });
  await seedCompany(world, { expireHours: 0.6 });
  const digest = { id: 'morning', channel: 'mail', every: 'day', at: '10:30', kinds: ['cancelled'] } as const;
  const way = { kinds: {}, digests: [digest], off: [], quiet: 'always' } as const;
  await world.table.commit({ commitId: 'cmt_way', writes: [preferencesWrite('anna', way, 0)] });
  const before = world.runs.calls.length;
  for (const [n, taskId] of ['tsk_1', 'tsk_2', 'tsk_3'].entries())
    world.clock.at(START + n * 5 * SECOND, () => void wanted(world, 'signed-up', taskId));
  world.clock.at(START + 20 * SECOND, () => void wanted(world, 'cancelled', 'tsk_4'));
  world.clock.at(START + 25 * SECOND, () => void wanted(world, 'converted', 'tsk_5'));
  world.clock.at(START + 3 * MINUTE, () => {
    const row = [...world.table.rows()].find(one => one.type === 'notification' && one.taskId === 'tsk_1');
    void snooze(world, String(row?.id));
    const over = { fromId: 'anna', toId: 'emil', reason: 'cover-on-duty', taskId: 'tsk_5' } as const;
    world.fact(notificationReassigned.of(over), { accountId: 'acme' });
  });
  await world.run({ until: END });
  await world.settle();
  return { world, before };
}

/** Tasks of which nobody was ever told, or nobody to the end. */
const untold = ({ table }: World): string[] =>
  ['tsk_1', 'tsk_2', 'tsk_3', 'tsk_4', 'tsk_5'].filter(
    task =>
      ![...table.rows()].some(
        row => row.type === 'notification' && row.taskId === task && row.outcome === 'expired',
      ),
  );

test('kill points of notifications that collapse, are put away, digested and handed over: nothing is lost, nothing is seen twice', async () => {
  const healthy = await lived();
  const all = healthy.world.runs.calls
    .slice(healthy.before)
    .filter(({ run }) => run !== 'sweep' && run !== 'audit');
  const calls = everyNth('KILL_EVERY', all);
  const wrong: string[] = [];
  for (const { inWorld, run, what } of calls)
    for (const fault of faults) {
      const { world } = await lived(oneFault(fault, inWorld));
      const found = [
        ...complaintsOf(world),
        ...untold(world).map(task => `nobody was told of ${task}`),
        ...(visibleRepeats(world) === 0 ? [] : ['a mail came twice']),
      ];
      if (found.length > 0) wrong.push(`${run} ${what} (call ${inWorld}) ${fault}: ${found.join('; ')}`);
    }
  show({
    ...{ goal: 2, name: 'life of notifications', failed: wrong.length },
    runs: `K = ${calls.length} calls × ${faults.length} faults`,
    figure: `${wrong.length} wrong`,
  });
  expect(complaintsOf(healthy.world)).toEqual([]);
  expect(wrong.slice(0, 10)).toEqual([]);
  expect(all.length).toBeGreaterThan(50);
}, 900_000);
