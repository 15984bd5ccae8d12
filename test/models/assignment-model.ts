import fc from 'fast-check';
import { claimAccount } from '../../functions/team/claim-account.ts';
import { deleteAbsence, putAbsence } from '../../functions/team/edit-absence.ts';
import { putAgent } from '../../functions/team/edit-agent.ts';
import { finishTask } from '../../functions/team/tasks.ts';
import { transferAccount } from '../../functions/team/transfer-account.ts';
import type { AgentInput } from '../../shared/contracts/team-contract.ts';
import { DAY, formatInstant, MINUTE } from '../../shared/kernel/instant.ts';
import { aFact } from '../support/facts.ts';
import { assignmentAlways, assignmentAtRest } from './assignment-rules.ts';
import {
  ACCOUNTS,
  AGENTS,
  earsOf,
  MANY,
  type TeamGiven,
  type TeamWorld,
  teamWorld,
} from './assignment-world.ts';
import { comesAgain } from './support/comes-again.ts';
import type { Hands, Model } from './support/model.ts';
import { arrive, type Coming, comeIn, passWithTicks } from './support/table-world.ts';

export type Deed =
  | { readonly is: 'change'; readonly account: number; readonly moment: string }
  | { readonly is: 'claim' | 'transfer' | 'insist'; readonly account: number; readonly agent: number }
  | { readonly is: 'leave' | 'return' | 'absence' | 'back'; readonly agent: number; readonly days: number }
  | { readonly is: 'edit'; readonly agent: number; readonly as: number }
  | { readonly is: 'finish'; readonly n: number }
  | Coming;

const agent = fc.nat({ max: AGENTS.length - 1 });
const is = <T extends string>(...all: T[]) => fc.constantFrom(...all);
const coming: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ is: is('fact'), n: fc.nat({ max: 5 }), again: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ is: is('tick'), n: fc.nat({ max: 30 }), old: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ is: is('outage'), seconds: fc.nat({ max: 100_000 }) }) },
);
export function deedsAbout(accounts: number): fc.Arbitrary<Deed> {
  const account = fc.nat({ max: accounts - 1 });
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
  const changing = fc.record({
    is: is('change'),
    account,
    moment: is('signed-up', 'converted', 'cancelled'),
  });
  return fc.oneof(
    { weight: 5, arbitrary: changing },
    { weight: 5, arbitrary: disturbing },
    { weight: 5, arbitrary: coming },
  );
}

export async function perform(world: TeamWorld, deed: Deed, hands: Hands): Promise<void> {
  const ports = { ...world.ports, table: hands.table };
  if (deed.is === 'fact' || deed.is === 'tick' || deed.is === 'outage')
    return arrive(world, deed, { ...earsOf(world), hands });
  if (deed.is === 'change') {
    const accountId = world.accounts[deed.account] ?? '';
    const data = { moment: deed.moment, language: world.languageOf(accountId), product: 'repricer' };
    // Nobody sees the same fact with another time on it: it is as old as its first try.
    const at = world.said.get(hands.key) ?? world.clock.now();
    world.said.set(hands.key, at);
    const { flight } = world;
    flight.now.add(hands.key);
    flight.most = Math.max(flight.most, flight.now.size);
    const fact = aFact('account.changed', { id: `c-${hands.key}`, accountId, at, data });
    await earsOf(world)
      .hear(ports, fact)
      .finally(() => flight.now.delete(hands.key));
    world.known.add(accountId);
    return;
  }
  if (world.equals) return perform(world, quiet(deed), hands);
  world.calm = false;
  if (deed.is === 'finish') {
    const open = world.tasks().filter(({ state }) => state === 'open');
    const taskId = open[deed.n % Math.max(1, open.length)]?.id ?? '-';
    await finishTask(ports, { taskId, agentId: 'lea', roles: ['lead'] });
    return;
  }
  const agentId = AGENTS[deed.agent] ?? '';
  if (deed.is === 'edit') return changeSkills(world, { ...deed, agentId }, { ports });
  if ('account' in deed) return byHand(world, { ...deed, agentId }, { ports });
  return changeAgent(world, { ...deed, agentId }, { ports });
}

const RETRY = 16 * MINUTE;

type Named = { readonly agentId: string };
type Given = { readonly ports: TeamWorld['ports'] };
async function byHand(
  world: TeamWorld,
  { is: what, account: n, agentId }: Extract<Deed, { account: number; agent: number }> & Named,
  { ports }: Given,
): Promise<void> {
  const accountId = world.accounts[n] ?? '';
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
  if (what === 'return') world.returned.add(agentId);
  const input = { ...inputOf(world, agentId), active: what === 'return' };
  await putAgent(ports, { agentId, input, principal: 'lea' });
}

/** Languages, products and roles that somebody may have from now on; who is no agent any more gets nothing new. */
export const SKILLS = [
  { languages: ['de'], products: ['repricer'], roles: ['agent'] },
  { languages: ['de', 'fr'], products: ['repricer'], roles: ['agent'] },
  { languages: ['fr'], products: ['repricer'], roles: ['agent'] },
  { languages: ['de', 'fr'], products: [], roles: ['agent'] },
  { languages: ['de', 'fr'], products: ['repricer'], roles: ['lead'] },
] as const;

async function changeSkills(
  world: TeamWorld,
  { as, agentId }: Extract<Deed, { as: number }> & Named,
  { ports }: Given,
): Promise<void> {
  const input = { ...inputOf(world, agentId), ...SKILLS[as % SKILLS.length] } as unknown as AgentInput;
  await putAgent(ports, { agentId, input, principal: 'lea' });
}

function inputOf(world: TeamWorld, id: string): AgentInput {
  const { id: _i, version: _v, absences: _a, settling: _s, handedOnAt: _h, ...held } = world.agent(id);
  return held as unknown as AgentInput;
}

/** Where nobody but the customers does anything: another of them signs up instead. */
function quiet(deed: Exclude<Deed, Coming>): Deed {
  const { n = 0, agent: who = 0, days = 0 } = deed as { n?: number; agent?: number; days?: number };
  const any = 'account' in deed ? deed.account : n + who * 3 + days;
  return { is: 'change', account: any % MANY.length, moment: 'signed-up' };
}

type Shape = {
  readonly name?: string;
  readonly deeds?: fc.Arbitrary<Deed>;
  readonly world?: (which: number) => TeamGiven;
};

/** The team's own use cases on the table in memory. */
export const assignmentModel = (
  sabotage?: TeamGiven['sabotage'],
  { name = 'assignment', deeds = deedsAbout(ACCOUNTS.length), world: given }: Shape = {},
): Model<TeamWorld, Deed> => ({
  name,
  setup: which => teamWorld({ ...given?.(which), sabotage }),
  deeds,
  perform,
  pass: (world, ms, table) => passWithTicks(world, ms, { ...earsOf(world), table }),
  always: assignmentAlways,
  atRest: assignmentAtRest,
  settle: async world => {
    const ears = earsOf(world);
    // What waits is looked at again within a quarter of an hour.
    await comeIn(world, ears);
    await passWithTicks(world, RETRY, { ...ears, table: world.table });
    // Lists may be late by seconds: what they did not show is found within five minutes.
    for (let n = 0; n < 5; n++) {
      await comeIn(world, ears);
      await passWithTicks(world, MINUTE, { ...ears, table: world.table });
    }
    await comeIn(world, ears);
  },
  mayFail: comesAgain,
});
