import fc from 'fast-check';
import { actOnCall } from '../../functions/calls/act-on-call.ts';
import type { CallAction } from '../../shared/contracts/calls-contract.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import { isOpenOutreach, type Outreach } from '../../shared/domain/outreach/outreach.ts';
import { DAY, formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { aFact } from '../support/facts.ts';
import { recoveryAtRest, watchRecovery } from './outreach-recovery.ts';
import { ACCOUNTS, ears, ONE_AT_MOST, type OutreachWorld, outreachWorld } from './outreach-world.ts';
import { comesAgain } from './support/comes-again.ts';
import type { Hands, Model, Rules } from './support/model.ts';
import { arrive, type Coming, comeIn, passWithTicks } from './support/table-world.ts';

type Deed =
  | {
      readonly is: 'burst' | 'retract' | 'market';
      readonly account: number;
      readonly n: number;
      readonly shift: number;
    }
  | {
      readonly is: 'claim' | 'deadline' | 'submitted' | 'closed';
      readonly account: number;
      readonly n: number;
      readonly shift: number;
    }
  | { readonly is: 'object' | 'allow'; readonly account: number; readonly n: number; readonly shift: number }
  | { readonly is: 'call'; readonly n: number; readonly ends: 'reached' | 'no-answer' | 'declined' }
  | Coming;

const upTo = (max: number) => fc.nat({ max });
const is = <T extends string>(...all: T[]) => fc.constantFrom(...all);
/** Said hours late, now, or by a clock that runs ahead. */
const shift = fc.constantFrom(0, 0, 0, -30, -5, 6);
const deeds: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      is: is('burst', 'burst', 'retract', 'market'),
      account: upTo(1),
      n: upTo(5),
      shift,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      is: is('claim', 'deadline', 'deadline', 'submitted', 'closed'),
      account: upTo(1),
      n: upTo(2),
      shift,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ is: is('object', 'allow'), account: upTo(1), n: upTo(1), shift: fc.constant(0) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      is: is('call'),
      n: upTo(5),
      ends: is('reached', 'reached', 'no-answer', 'declined'),
    }),
  },
  { weight: 7, arbitrary: fc.record({ is: is('fact'), n: upTo(5), again: fc.boolean() }) },
  { weight: 5, arbitrary: fc.record({ is: is('tick'), n: upTo(9), old: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ is: is('outage'), seconds: upTo(100_000) }) },
);

async function perform(world: OutreachWorld, deed: Deed, hands: Hands): Promise<void> {
  const ports = { ...world.ports, table: hands.table };
  if (deed.is === 'fact' || deed.is === 'tick' || deed.is === 'outage')
    return arrive(world, deed, { ...ears, hands });
  if (deed.is === 'call') return call(world, deed, ports);
  const now = world.said.get(hands.key) ?? world.clock.now();
  world.said.set(hands.key, now);
  const accountId = ACCOUNTS[deed.account] ?? '';
  const at = now + deed.shift * HOUR;
  for (const [n, { name, data }] of factsOf(deed, { now, key: hands.key }).entries())
    await ears.hear(ports, aFact(name, { id: `${hands.key}-${n}`, accountId, at, recordedAt: now, data }));
}

type Said = Extract<Deed, { shift: number }>;
function factsOf({ is: what, n, shift }: Said, { now, key }: { now: number; key: string }) {
  const claimId = `clm-${n}`;
  const date = (ahead: number) => formatInstant(now + ahead * DAY).slice(0, 10);
  const marketplace = n % 2 === 0 ? 'north' : 'south';
  switch (what) {
    case 'burst':
      return Array.from({ length: 4 + n }, (_, at) => ({
        name: 'damage.reported',
        data: {
          reportId: `dmg-${key}-${at}`,
          reportedAt: formatInstant(now + shift * HOUR - HOUR),
          value: 120,
        },
      }));
    case 'retract':
      return [{ name: 'damage.retracted', data: { reportId: `dmg-k${n * 3}-0` } }];
    case 'market':
      return [
        { name: 'market.changed', data: { marketplace, change: n < 3 ? 'new-competitor' : 'amazon-sells' } },
      ];
    case 'claim':
      return [
        {
          name: 'claim.opened',
          data: { claimId, marketplace, type: 'none', basisOn: date(-20), value: 640 },
        },
      ];
    case 'deadline':
      return [{ name: 'claim.deadline-set', data: { claimId, closesOn: date(1 + ((n * 5) % 12)) } }];
    case 'submitted':
    case 'closed':
      return [{ name: `claim.${what}`, data: { claimId } }];
    default: {
      const word = what === 'object' ? 'objects' : 'allows';
      return [{ name: 'permission.recorded', data: { purpose: 'service', word, how: 'mail' } }];
    }
  }
}

/** Somebody rings whoever is to be called: started, and ended at once or where it was left. */
async function call(
  world: OutreachWorld,
  { n, ends }: Extract<Deed, { is: 'call' }>,
  ports: OutreachWorld['ports'],
) {
  const open = (world.rowsOf('call') as unknown as Call[]).filter(({ state }) => state !== 'ended');
  const one = open[n % Math.max(1, open.length)];
  if (!one) return;
  const who = { id: 'anna', roles: ['agent', 'lead'] };
  const act = (action: CallAction) => actOnCall(ports, { callId: one.id, action, who });
  // Who objects while the start is being committed, between its reading and its writing, is heard from then on.
  const objectedBefore = isObjectedTo(world, one.accountId);
  const began = await act({ do: 'start' });
  // What goes on goes on: whoever objects in a conversation is in it.
  const isNew = one.state !== 'running' && !one.agenda.some(({ asked }) => asked);
  if (began.ok && isNew && objectedBefore && isObjectedTo(world, one.accountId))
    world.wrong.push('5: nobody is called who objected');
  const results = one.agenda
    .filter(({ state }) => state === 'open')
    .map(({ id: itemId }) => ({ itemId, result: 'spoken' as const }));
  await act({ do: 'end', outcome: ends, ...(ends === 'reached' ? { results } : {}) });
}

/** The ledger as its words stand there, read by hand: the latest counts, and of two at one instant the objection. */
function isObjectedTo(world: OutreachWorld, accountId: string): boolean {
  const words = world
    .rowsOf('permission')
    .filter(row => row.pk.includes(accountId) && row['purpose'] === 'service');
  const latest = Math.max(...words.map(row => Number(row['at'])));
  return words.some(row => row['at'] === latest && row['word'] === 'objects');
}

const find = <T>(list: readonly T[], wrong: (one: T) => boolean): string | undefined => {
  const one = list.find(wrong);
  return one === undefined ? undefined : JSON.stringify(one);
};
const always: Rules<OutreachWorld> = {
  [ONE_AT_MOST]: world => {
    const open: readonly Outreach[] = world.outreach().filter(one => isOpenOutreach(one));
    return find(open, one =>
      open.some(
        ({ id, accountId, cause }) => id !== one.id && accountId === one.accountId && cause === one.cause,
      ),
    );
  },
  '3: opened once and ended once': world =>
    find(
      world.outreach(),
      one =>
        world.opened(one.id) > 1 ||
        world.ended(one.id) > 1 ||
        world.ended(one.id) > (isOpenOutreach(one) ? 0 : 1),
    ),
};
const atRest: Rules<OutreachWorld> = {
  '3: what recovered is ended with a word': world =>
    find(
      world.outreach(),
      one => one.state === 'ended' && world.opened(one.id) > 0 && world.ended(one.id) !== 1,
    ),
  '4: what is open is looked at again, whatever was said late or ahead of its time': world =>
    find(
      world.outreach(),
      one => one.state === 'held' && !world.timers().some(({ pk }) => pk.includes(one.accountId)),
    ),
  ...recoveryAtRest,
  '5: nothing is open to call whoever objected': world =>
    find(
      world.outreach(),
      one => one.state === 'open' && one.purpose === undefined && isObjectedTo(world, one.accountId),
    ),
};

export const outreachModel = (
  sabotage?: (table: MemoryTable) => MemoryTable,
): Model<OutreachWorld, Deed> => ({
  name: 'outreach',
  setup: () => watchRecovery(outreachWorld(sabotage)),
  deeds,
  perform,
  pass: (world, ms, table) => passWithTicks(world, ms, { ...ears, table }),
  always,
  atRest,
  settle: world => comeIn(world, ears),
  mayFail: comesAgain,
});
