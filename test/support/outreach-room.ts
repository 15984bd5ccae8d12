import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import { actOnCall } from '../../functions/calls/act-on-call.ts';
import { answerFact as answerCallFact } from '../../functions/calls/answer-fact.ts';
import { answerFacts } from '../../functions/outreach/answer-facts.ts';
import { answerTick } from '../../functions/outreach/answer-tick.ts';
import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import type { CallAction } from '../../shared/contracts/calls-contract.ts';
import type { OutreachInput } from '../../shared/contracts/outreach-contract.ts';
import { namesFor } from '../../shared/events/catalog.ts';
import type { Consumer } from '../../shared/events/consumers.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import type { OutreachCause } from '../../shared/events/outreach-events.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { writeContact } from '../../shared/store/contact-store.ts';
import { followsOf, replace, type TimerRow } from '../../shared/store/journal.ts';
import { loadOutreach, loadStandings, type StoredOutreach } from '../../shared/store/outreach-store.ts';
import { ownershipRow } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Row } from '../../shared/store/table.ts';
import { heapOf } from '../../tools/memory/heap.ts';
import { aFact } from './facts.ts';
import { testPorts } from './ports.ts';
import { anAgent, exampleSettings, seedTeam } from './team.ts';

type Answer = (ports: Ports, facts: readonly Fact[]) => Promise<unknown>;

const oneByOne =
  (answer: (ports: Ports, fact: Fact) => Promise<unknown>): Answer =>
  async (ports, facts) => {
    for (const fact of facts) await answer(ports, fact);
  };

/** Who takes facts in, each those of one account that came together. */
const CONSUMERS = {
  accounts: oneByOne(takeInFact),
  outreach: answerFacts,
  calls: oneByOne(answerCallFact),
} as const satisfies Partial<Record<Consumer, Answer>>;
const names = Object.fromEntries(
  Object.keys(CONSUMERS).map(name => [name, new Set(namesFor(name as Consumer))]),
);

export type OutreachRoom = Awaited<ReturnType<typeof outreachRoom>>;

/**
 * Accounts, outreach and calls behind one another without queues: a fact goes straight to whoever takes it in, and so
 * does what follows from it; timers of the outreach come when they are due. Facts of one account that are given together
 * come as one batch.
 */
export async function outreachRoom(settings: Partial<OutreachInput> = {}) {
  const ports = testPorts();
  const example = exampleSettings();
  const outreach = { ...(example.outreach as OutreachInput), ...settings };
  await seedTeam(ports, [anAgent('anna', { roles: ['agent', 'lead'], capacity: 100_000 })], {
    ...example,
    outreach,
  });
  const line = lineOf(ports);
  let n = 0;
  const fact = (name: string, accountId: string, given: Partial<Parameters<typeof aFact>[1]> = {}): Fact =>
    aFact(name, { id: `${name}-${n++}`, at: ports.clock.now(), accountId, ...given });
  return {
    ...{ ports, fact, ...line, ...actsOf(ports, line) },
    /** One thing said about an account, now unless told. */
    say: (name: string, accountId: string, ...[data, at = ports.clock.now()]: Said) =>
      line.take([fact(name, accountId, { at, recordedAt: ports.clock.now(), data })]),
    signUp: async (accountId: string, given: SignUp = {}) => {
      const { contact = {}, country = 'DE', zone = 'Europe/Berlin', product = 'lost-and-found' } = given;
      await seedOwner(ports, accountId);
      const phone = given.without === 'phone' ? {} : { phone: '+4930901820' };
      const known = { name: 'Cleo', ...phone, zone, ...contact };
      await writeContact(ports, { accountId, contactId: 'c-1', contact: known, asOf: ports.clock.now() });
      const data = { product, language: 'de', zone, country, contactId: 'c-1' };
      await line.take([fact('account.signed-up', accountId, { data })]);
    },
  };
}

/** What is said, and since when it is so. */
type Said = [data: Record<string, unknown>, at?: number];

type SignUp = {
  readonly contact?: Contact;
  readonly without?: 'phone';
  readonly country?: string;
  readonly zone?: string;
  readonly product?: string;
};

async function seedOwner(ports: Ports, accountId: string): Promise<void> {
  const decidedAt = ports.clock.now();
  const ownership: Parameters<typeof ownershipRow>[0] = {
    ...{ accountId, language: 'de', reason: 'speaks-language', ranking: [], decidedAt, waiting: [] },
    ...{ state: 'owned', ownerId: 'anna' },
  };
  const writes = [replace(ownershipRow(ownership), undefined)];
  await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
}

type Line = ReturnType<typeof lineOf>;

/** How facts and ticks go from one to the next. */
function lineOf(ports: ReturnType<typeof testPorts>) {
  const waiting: Fact[] = [];
  const told: Fact[] = [];
  const calls = new Map<string, Row>();
  const due = heapOf<TimerRow>((a, b) => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.pk < b.pk));
  ports.table.onCommit(changes => {
    for (const { before, after } of changes) {
      if (after?.type === 'journal' && !before) for (const fact of followsOf(after)) waiting.push(fact);
      if (after?.type === 'timer' && isOurs(after)) due.put(after as TimerRow);
      if (after?.type !== 'call') continue;
      if (after['state'] === 'ended') calls.delete(after.pk);
      else calls.set(after.pk, after);
    }
  });
  const followed = () => {
    told.push(...waiting);
    return waiting.splice(0);
  };
  const take = async (facts: readonly Fact[]) => {
    for (let next = [...facts]; next.length > 0; next = followed()) {
      for (const [name, answer] of Object.entries(CONSUMERS))
        for (const group of groupsOf(next.filter(fact => names[name]?.has(fact.name))))
          await answer(ports, group);
    }
  };
  const isArmed = ({ pk, sk, epoch, dueAt }: TimerRow) => {
    const row = ports.table.peek({ pk, sk });
    return row?.['epoch'] === epoch && row['dueAt'] === dueAt;
  };
  return {
    take,
    /** Everything that followed so far, in its order. */
    told,
    named: (name: string) => told.filter(fact => fact.name === name),
    /** Time passes: what is due by then comes, each at its instant. Answers what was decided. */
    goTo: async (until: number): Promise<string[]> => {
      const decided: string[] = [];
      for (let first = due.first(); first && first.dueAt <= until; first = due.first()) {
        const { pk, sk, kind, epoch, dueAt } = due.take() as TimerRow;
        if (!isArmed(first)) continue;
        ports.clock.set(Math.max(dueAt, ports.clock.now()));
        decided.push((await answerTick(ports, { pk, sk, kind, epoch, dueAt } as Tick)).decision);
        await take(followed());
      }
      ports.clock.set(Math.max(until, ports.clock.now()));
      return decided;
    },
    /** Takes on what a use case left to be said. */
    flow: () => take(followed()),
    /** Calls that are not over. */
    calls,
  };
}

const isOurs = (row: Row): boolean => String(row['kind']).startsWith('outreach.');
const groupsOf = (facts: readonly Fact[]): readonly Fact[][] => [
  ...Map.groupBy(facts, ({ accountId }) => accountId).values(),
];

/** What people and tests ask for. */
const actsOf = (ports: ReturnType<typeof testPorts>, { flow, told, calls }: Line) => ({
  /** Where an account stands with a cause, with its present or last outreach. */
  outreachOf: async (accountId: string, cause: OutreachCause): Promise<StoredOutreach | undefined> => {
    const standing = (await loadStandings(ports.table, accountId)).find(one => one.cause === cause);
    return standing?.outreachId === undefined ? undefined : loadOutreach(ports.table, standing.outreachId);
  },
  openCalls: (accountId: string): Row[] => [...calls.values()].filter(row => row['accountId'] === accountId),
  /** Somebody does something with a call. */
  act: async (callId: string, action: CallAction) => {
    const done = await actOnCall(ports, { callId, action, who: { id: 'anna', roles: ['agent', 'lead'] } });
    await flow();
    return done;
  },
  /** Kinds of what was told of an outreach, in its order. */
  story: (accountId: string): string[] =>
    told
      .filter(
        fact => fact.accountId === accountId && /^(outreach|call\.wanted|call\.withdrawn)/.test(fact.name),
      )
      .map(({ name }) => name),
});
