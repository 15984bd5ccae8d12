import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { answerFact as answerCallFact } from '../../functions/calls/answer-fact.ts';
import { answerFacts } from '../../functions/outreach/answer-facts.ts';
import { answerTick } from '../../functions/outreach/answer-tick.ts';
import { isOpenOutreach, type Outreach, type Standing } from '../../shared/domain/outreach/outreach.ts';
import { callEndings } from '../../shared/events/call-events.ts';
import { namesFor } from '../../shared/events/catalog.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { DAY } from '../../shared/kernel/instant.ts';
import { followsOf } from '../../shared/store/journal.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { bare, type Row } from '../../shared/store/table.ts';
import type { MemoryTable } from '../../tools/memory/memory-table.ts';
import { NOW } from '../support/facts.ts';
import { outreachRoom } from '../support/outreach-room.ts';
import { exampleSettings } from '../support/team.ts';
import { unlessAgain } from './support/comes-again.ts';
import { type TableWorld, tableWorld } from './support/table-world.ts';

export const ACCOUNTS = ['acme', 'globex'];
export const START = NOW + 60_000;

const seeded = await seedRows();
async function seedRows() {
  const room = await outreachRoom({ budgetPercent: 100, burstValue: 0 });
  for (const id of ACCOUNTS) {
    await room.signUp(id, { contact: { offers: 'call' } });
    await room.say('account.product-added', id, { product: 'repricer' });
  }
  await room.goTo(START);
  return [...room.ports.table.rows()];
}

const consumers = [
  { names: new Set(namesFor('accounts')), answer: takeInFact },
  { names: new Set(namesFor('outreach')), answer: (ports: Ports, fact: Fact) => answerFacts(ports, [fact]) },
  { names: new Set(namesFor('calls')), answer: answerCallFact },
];
export const ears = {
  hear: async (ports: Ports, fact: Fact) => {
    for (const { names, answer } of consumers) if (names.has(fact.name)) await answer(ports, fact);
  },
  tick: unlessAgain(answerTick),
};

export type OutreachWorld = TableWorld & {
  outreach(): Outreach[];
  /** What an account was said to object to, by who said it last. */
  readonly objected: Map<string, boolean>;
  readonly said: Map<string, number>;
  opened(id: string): number;
  ended(id: string): number;
};

export const ONE_AT_MOST = '1: at most one open outreach of a customer and cause';

const isOutreach = (row: Row | undefined): row is Row => row?.['type'] === 'outreach';

const { coolDownDays: usual = 0, market, distances = [] } = exampleSettings().outreach ?? {};
/** Endings that calls alone have: what is withdrawn may have lost its reason before anybody called. */
const CALLED: readonly (string | undefined)[] = [
  ...callEndings.filter(ending => ending !== 'withdrawn'),
  'dropped',
];

/** Until when a cause of an account rests: as its standing says, and by hand from the end of the last call about it. */
function restWatch() {
  const paused = new Map<string, number>();
  const rests = new Map<string, number>();
  const nameOf = ({ accountId, cause }: Pick<Standing, 'accountId' | 'cause'>) => `${accountId} ${cause}`;
  return {
    /** Begun while its cause rests; about claims only where one is at its last distance. */
    isTooSoon: (begun: Outreach, now: number): boolean => {
      const until = Math.max(paused.get(nameOf(begun)) ?? 0, rests.get(nameOf(begun)) ?? 0);
      const last = (begun.evidence.claims ?? []).some(({ distance }) => distance <= Math.min(...distances));
      return now < until && !(begun.cause === 'deadline' && last);
    },
    stands: (standing: Standing) => void paused.set(nameOf(standing), standing.pausedUntil ?? 0),
    ended: (outreach: Outreach, now: number) => {
      const days = outreach.cause === 'market' ? (market?.coolDownDays ?? usual) : usual;
      if (CALLED.includes(outreach.ending)) rests.set(nameOf(outreach), now + days * DAY);
    },
  };
}

/** Two sellers with everything that is watched; how often each outreach was said to begin and to end is counted. */
export function outreachWorld(sabotage?: (table: MemoryTable) => MemoryTable): OutreachWorld {
  const rings = /^outreach\.look/;
  const world = tableWorld({ rows: seeded, now: START, lagMs: 2_000, rings, sabotage });
  const told = new Map<string, number>();
  const rest = restWatch();
  const outreach = () => world.rowsOf('outreach').map(row => bare(row) as unknown as Outreach);
  const count = (name: string, id: string) => told.set(`${name} ${id}`, (told.get(`${name} ${id}`) ?? 0) + 1);
  world.table.onCommit(changes => {
    for (const { before, after } of changes) {
      for (const { name, data } of after && !before ? followsOf(after) : [])
        if (name === 'outreach.opened' || name === 'outreach.ended') count(name, String(data['outreachId']));
      if (!isOutreach(after)) continue;
      const [was, is] = [before as unknown as Outreach | undefined, after as unknown as Outreach];
      if (was && !isOpenOutreach(was) && isOpenOutreach(is)) world.wrong.push('3: what ended stays so');
      const now = world.clock.now();
      const isOther = ({ id, accountId, cause }: Outreach) =>
        id !== is.id && accountId === is.accountId && cause === is.cause;
      if (!was && isOpenOutreach(is) && outreach().some(one => isOpenOutreach(one) && isOther(one)))
        world.wrong.push(ONE_AT_MOST);
      if (!was && rest.isTooSoon(is, now)) world.wrong.push('1: the cool-down is kept');
      if (was && isOpenOutreach(was) && !isOpenOutreach(is)) rest.ended(is, now);
    }
    for (const { after } of changes)
      if (after?.['type'] === 'outreach-standing') rest.stands(after as unknown as Standing);
  });
  return {
    ...world,
    ...{ objected: new Map(), said: new Map() },
    outreach,
    opened: id => told.get(`outreach.opened ${id}`) ?? 0,
    ended: id => told.get(`outreach.ended ${id}`) ?? 0,
  };
}
