import fc from 'fast-check';
import { claimAccount } from '../../functions/team/claim-account.ts';
import { deleteAbsence, putAbsence } from '../../functions/team/edit-absence.ts';
import { putAgent } from '../../functions/team/edit-agent.ts';
import { finishTask } from '../../functions/team/tasks.ts';
import { transferAccount } from '../../functions/team/transfer-account.ts';
import type { AgentInput } from '../../shared/contracts/team-contract.ts';
import { DAY, formatInstant, MINUTE } from '../../shared/kernel/instant.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { aFact } from '../support/facts.ts';
import { assignmentAlways, assignmentAtRest } from './assignment-rules.ts';
import { ACCOUNTS, AGENTS, ears, type TeamWorld, teamWorld } from './assignment-world.ts';
import { comesAgain } from './support/comes-again.ts';
import type { Hands, Model } from './support/model.ts';
import { prove } from './support/prove.ts';
import { arrive, type Coming, comeIn, passWithTicks } from './support/table-world.ts';

type Deed =
  | { readonly is: 'change'; readonly account: number; readonly moment: string }
  | { readonly is: 'claim' | 'transfer' | 'insist'; readonly account: number; readonly agent: number }
  | { readonly is: 'leave' | 'return' | 'absence' | 'back'; readonly agent: number; readonly days: number }
  | { readonly is: 'finish'; readonly n: number }
  | Coming;

const account = fc.nat({ max: ACCOUNTS.length - 1 });
const agent = fc.nat({ max: AGENTS.length - 1 });
const is = <T extends string>(...all: T[]) => fc.constantFrom(...all);
const disturbing: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ is: is('claim', 'claim', 'transfer', 'insist'), account, agent }) },
  {
    weight: 3,
    arbitrary: fc.record({
      is: is('leave', 'return', 'absence', 'absence', 'back'),
      agent,
      days: fc.constantFrom(1, 2, 20),
    }),
  },
  { weight: 1, arbitrary: fc.record({ is: is('finish'), n: fc.nat({ max: 9 }) }) },
);
const coming: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ is: is('fact'), n: fc.nat({ max: 5 }), again: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ is: is('tick'), n: fc.nat({ max: 30 }), old: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ is: is('outage'), seconds: fc.nat({ max: 100_000 }) }) },
);
const changing = fc.record({
  is: is('change'),
  account,
  moment: is('signed-up', 'converted', 'cancelled'),
});
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: changing },
  { weight: 5, arbitrary: disturbing },
  { weight: 5, arbitrary: coming },
);

async function perform(world: TeamWorld, deed: Deed, hands: Hands): Promise<void> {
  const ports = { ...world.ports, table: hands.table };
  if (deed.is === 'fact' || deed.is === 'tick' || deed.is === 'outage')
    return arrive(world, deed, { ...ears, hands });
  if (deed.is === 'change') {
    const accountId = ACCOUNTS[deed.account] ?? '';
    const data = { moment: deed.moment, language: 'de', product: 'repricer' };
    // Nobody sees the same fact with another time on it: it is as old as its first try.
    const at = world.said.get(hands.key) ?? world.clock.now();
    world.said.set(hands.key, at);
    world.flight.most = Math.max(world.flight.most, ++world.flight.now);
    await ears.hear(ports, aFact('account.changed', { id: `c-${hands.key}`, accountId, at, data }));
    world.flight.now--;
    world.known.add(accountId);
    return;
  }
  world.calm = false;
  if (deed.is === 'finish') {
    const open = world.tasks().filter(({ state }) => state === 'open');
    const taskId = open[deed.n % Math.max(1, open.length)]?.id ?? '-';
    await finishTask(ports, { taskId, agentId: 'lea', roles: ['lead'] });
    return;
  }
  const agentId = AGENTS[deed.agent] ?? '';
  if ('account' in deed) return byHand(world, { ...deed, agentId }, { ports });
  return changeAgent(world, { ...deed, agentId }, { ports });
}

type Named = { readonly agentId: string };
type Given = { readonly ports: TeamWorld['ports'] };
async function byHand(
  world: TeamWorld,
  { is: what, account: n, agentId }: Extract<Deed, { account: number; agent: number }> & Named,
  { ports }: Given,
): Promise<void> {
  const accountId = ACCOUNTS[n] ?? '';
  if (what !== 'claim') {
    const force = what === 'insist';
    if (force) world.forced.push(accountId);
    const given = { accountId, to: agentId, reason: 'They asked.', force, by: 'lea', roles: ['lead'] };
    await transferAccount(ports, given).finally(
      () => force && world.forced.splice(world.forced.indexOf(accountId), 1),
    );
    return;
  }
  const claimed = await claimAccount(ports, { accountId, agentId });
  if (claimed.ok) world.claims.push({ accountId, agentId });
}

async function changeAgent(
  world: TeamWorld,
  { is: what, days, agentId }: Extract<Deed, { days: number }> & Named,
  { ports }: Given,
): Promise<void> {
  const given = { agentId, absenceId: 'a', principal: 'lea' };
  if (what === 'back') return void (await deleteAbsence(ports, given));
  if (what === 'absence') {
    const from = world.clock.now() + MINUTE;
    const input = { from: formatInstant(from), to: formatInstant(from + days * DAY) };
    return void (await putAbsence(ports, { ...given, input }));
  }
  const { id: _i, version: _v, absences: _a, settling: _s, handedOnAt: _h, ...held } = world.agent(agentId);
  if (what === 'return') world.returned.add(agentId);
  const input = { ...(held as unknown as AgentInput), active: what === 'return' };
  await putAgent(ports, { agentId, input, principal: 'lea' });
}

const assignmentModel = (sabotage?: (table: MemoryTable) => MemoryTable): Model<TeamWorld, Deed> => ({
  name: 'assignment',
  setup: () => teamWorld(sabotage),
  deeds,
  perform,
  pass: (world, ms, table) => passWithTicks(world, ms, { ...ears, table }),
  always: assignmentAlways,
  atRest: assignmentAtRest,
  settle: async world => {
    // Lists may be late by seconds: what they did not show is found within five minutes.
    for (let n = 0; n < 5; n++) {
      await comeIn(world, ears);
      await passWithTicks(world, MINUTE, { ...ears, table: world.table });
    }
    await comeIn(world, ears);
  },
  mayFail: comesAgain,
});

/** A book that takes one more, however many it holds. */
const bottomless = (table: MemoryTable): MemoryTable => ({
  ...table,
  commit: set =>
    table.commit({
      ...set,
      writes: set.writes.map(write => {
        if (write.do !== 'change' || write.when?.is !== 'below') return write;
        const { when: _cap, ...open } = write;
        return open;
      }),
    }),
});

prove({
  model: assignmentModel(),
  runs: 60,
  planted: [
    {
      bug: 'a book whose limit is not looked at in the commit',
      breaks: /assignment 3:/,
      model: assignmentModel(bottomless),
      among: 'actors',
    },
  ],
});
