import { describe, expect, test } from '@jest/globals';
import { putAbsence } from '../../functions/team/edit-absence.ts';
import { putAgent } from '../../functions/team/edit-agent.ts';
import { signedUp } from '../../shared/events/account-events.ts';
import { DAY, formatInstant, HOUR, type Instant, MINUTE, SECOND } from '../../shared/kernel/instant.ts';
import { type Task, taskWrites } from '../../shared/store/task-store.ts';
import { exampleSettings } from '../support/team.ts';
import { complaintsOf } from './complaints.ts';
import { twentyPercent } from './faults.ts';
import { product, seedCompany } from './product.ts';
import { START, simulate, type World, type WorldPorts } from './world.ts';

const rowsOf = (world: World, type: string) => [...world.table.rows()].filter(row => row.type === type);

/** The example company when every fifth delivery fails and lists are up to ten seconds late. */
async function company(seed: number): Promise<World> {
  const world = simulate({ seed, wiring: product, faults: twentyPercent });
  await seedCompany(world, { expireHours: 1 });
  return world;
}

/** Somebody does it in the console, again and again until it is answered; says when it was. */
function byHand(world: World, work: (ports: WorldPorts) => Promise<unknown>): { doneAt?: Instant } {
  const said: { doneAt?: Instant } = {};
  const attempt = async () => {
    const done = await world.act('lead', work);
    if (done.ended === 'well') said.doneAt = world.clock.now();
    else world.clock.after(SECOND, () => void attempt());
  };
  void attempt();
  return said;
}

function signUps(world: World, given: { from: Instant; to: Instant; every: number }): void {
  const times = Math.floor((given.to - given.from) / given.every);
  for (let n = 0; n < times; n++)
    world.clock.at(given.from + n * given.every, () =>
      world.fact(signedUp.of({ product: 'lost-and-found', language: 'de' }), {
        accountId: `acc-${given.from}-${n}`,
      }),
    );
}

const openTasks = (world: World) => rowsOf(world, 'task').filter(({ state }) => state === 'open');
const holders = (world: World) =>
  new Map(openTasks(world).map(({ id, agentId, lentBy }) => [id, `${agentId} of ${lentBy ?? agentId}`]));

/** Anna has 25 open tasks about accounts of hers: what sign-ups made, and more, due in steps of two hours. */
async function twentyFive(world: World): Promise<void> {
  signUps(world, { from: START, to: START + MINUTE, every: 3 * SECOND });
  await world.settle();
  const theirs = openTasks(world).filter(({ agentId }) => agentId === 'anna');
  for (let n = theirs.length; n < 25; n++) {
    const task: Omit<Task, 'version'> = {
      ...{ id: `t${n}`, kind: 'device-case', accountId: String(theirs[n % theirs.length]?.accountId) },
      ...{ agentId: 'anna', state: 'open', language: 'de', reason: 'owner' },
      ...{ openedAt: world.clock.now(), dueAt: world.clock.now() + (n + 1) * 2 * HOUR },
    };
    await world.table.commit({ commitId: `seed-${n}`, writes: taskWrites(task, undefined) });
  }
}

describe('a day’s absence while every fifth delivery fails', () => {
  test.each([1, 2, 3])(
    'has moved exactly what is due before the return after five minutes (seed %i)',
    async seed => {
      const world = await company(seed);
      await twentyFive(world);
      const from = world.clock.now();
      const to = from + DAY;
      const input = { from: formatInstant(from), to: formatInstant(to), coverId: 'emil' };
      byHand(world, ports =>
        putAbsence(ports, { agentId: 'anna', absenceId: 'a', input, principal: 'anna' }),
      );
      const before = openTasks(world).filter(({ agentId }) => agentId === 'anna');
      const due = before.filter(({ dueAt }) => Number(dueAt) < to);
      await world.run({ until: from + 5 * MINUTE });
      const after = holders(world);
      expect(before).toHaveLength(25);
      expect(due.length).toBeGreaterThan(5);
      expect(due.length).toBeLessThan(25);
      expect(before.map(({ id }) => after.get(id))).toEqual(
        before.map(({ dueAt }) => (Number(dueAt) < to ? 'emil of anna' : 'anna of anna')),
      );
      await world.run({ until: to + HOUR });
      await world.settle();
      expect(complaintsOf(world)).toEqual([]);
    },
    60_000,
  );
});

describe('an agent who leaves while accounts come in and every fifth delivery fails', () => {
  const reached = (world: World, after: Instant) => [
    ...world.outbox.pushes.filter(({ at, message }) => at > after && message.endpoint.endsWith('/emil')),
    ...world.outbox.mails.filter(({ at, message }) => at > after && message.to === 'emil@acorn.example'),
  ];

  test.each([5, 6, 24])(
    'owns nothing and has nothing open ten minutes later, and hears no more (seed %i)',
    async seed => {
      const world = await company(seed);
      const leaves = START + 2 * MINUTE;
      signUps(world, { from: START, to: START + 6 * MINUTE, every: 2 * SECOND });
      await world.run({ until: leaves });
      expect(rowsOf(world, 'ownership').some(({ ownerId }) => ownerId === 'emil')).toBe(true);
      const input = { ...exampleSettings().agents.emil, active: false } as never;
      const left = byHand(world, ports => putAgent(ports, { agentId: 'emil', input, principal: 'anna' }));
      await world.run({ until: leaves + 10 * MINUTE });
      expect(left.doneAt).toBeLessThan(leaves + MINUTE);
      expect(rowsOf(world, 'ownership').filter(({ ownerId }) => ownerId === 'emil')).toEqual([]);
      expect(openTasks(world).filter(({ agentId, lentBy }) => [agentId, lentBy].includes('emil'))).toEqual(
        [],
      );
      const open = rowsOf(world, 'notification').filter(({ outcome }) => outcome === undefined);
      expect(open.filter(({ recipientId }) => recipientId === 'emil')).toEqual([]);
      await world.settle();
      await world.run({ until: world.clock.now() + 1.5 * HOUR });
      await world.settle();
      expect(reached(world, leaves + 30 * SECOND)).toEqual([]);
      expect(complaintsOf(world)).toEqual([]);
    },
    60_000,
  );
});
