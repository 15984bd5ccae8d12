import { answerFact as tellOf } from '../../functions/notifications/answer-fact.ts';
import { answerFact } from '../../functions/team/answer-fact.ts';
import { answerTick } from '../../functions/team/answer-tick.ts';
import type { Notification } from '../../shared/domain/notifications/notification.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { agentKey, bookKey } from '../../shared/store/keys.ts';
import type { Ownership } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { StoredAgent } from '../../shared/store/roster-store.ts';
import { bare, type Row } from '../../shared/store/table.ts';
import type { Task } from '../../shared/store/task-store.ts';
import { type MemoryTable, memoryTable, type RowChange } from '../../tools/memory/memory-table.ts';
import { NOW } from '../support/facts.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';
import { isNewOwner, type Watching, watchOwners } from './assignment-watch.ts';
import { unlessAgain } from './support/comes-again.ts';
import { type Ears, type TableWorld, tableWorld } from './support/table-world.ts';

export const AGENTS = ['anna', 'bert', 'carl', 'dora'];
export const ACCOUNTS = ['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6'];
export const CAPACITY = 3;
export const LONG = 14;
/** Enough that four who are equal have three each, and one more. */
export const MANY = Array.from({ length: 13 }, (_, n) => `a${n}`);

/** Who hears: the team, and where somebody is told, whoever tells them. */
export const earsOf = (world: TeamWorld): Ears => ({
  hear: async (ports, fact) => {
    const watched = world.from(ports);
    await answerFact(watched, fact);
    if (world.isMixed) await tellOf(watched, fact);
  },
  tick: unlessAgain((ports: Ports, tick: Tick) => answerTick(world.from(ports), tick)),
});

type Kind = { readonly capacity: number; readonly skills: readonly Partial<StoredAgent>[] };
const usual = await seedRows({ capacity: CAPACITY, skills: [] });
const roomy = await seedRows({ capacity: 10, skills: [] });
const mixed = await seedRows({
  capacity: CAPACITY,
  skills: [{ languages: ['de', 'fr'] }, {}, { languages: ['fr'] }, { languages: ['de', 'fr'], products: [] }],
});
async function seedRows({ capacity, skills }: Kind) {
  const clock = { now: () => NOW };
  const table = memoryTable({ clock });
  let n = 0;
  const ports = { table, clock, ids: { random: (prefix: string) => `${prefix}_s${n++}` } };
  const settings = exampleSettings();
  const team = { ...settings.team, rules: [], fallbackLanguages: ['de'], longAbsenceDays: LONG };
  await seedTeam(
    ports,
    [
      ...AGENTS.map((id, at) => anAgent(id, { capacity, ...skills[at] })),
      anAgent('lea', { roles: ['lead'] }),
    ],
    { ...settings, team },
  );
  return [...table.rows()];
}

export type TeamGiven = {
  /** `equals`: nothing but customers who sign up; `mixed`: languages and skills differ, and people are told; `strangers`: nobody knows what customers speak, so that each waits until it is claimed. */
  readonly kind?: 'equals' | 'mixed' | 'strangers';
  readonly sabotage?: ((table: MemoryTable) => MemoryTable) | undefined;
};

export type TeamWorld = TableWorld & {
  readonly accounts: readonly string[];
  readonly equals: boolean;
  /** Languages and skills differ, and notifications are part of this world. */
  readonly isMixed: boolean;
  languageOf(accountId: string): string;
  from: Watching['from'];
  /** Who had an account, or a task, and gave it away: `agent account`, `agent task`. */
  readonly former: Set<string>;
  owned(): Ownership[];
  tasks(): Task[];
  notes(): Notification[];
  agent(id: string): StoredAgent;
  book(id: string): number;
  /** Accounts that were told of and accepted. */
  readonly known: Set<string>;
  /** Sign-ups that were being answered at one time, at most. */
  readonly flight: { readonly now: Set<string>; most: number };
  /** When a request was made for the first time. */
  readonly said: Map<string, number>;
  /** Claims that were granted. */
  readonly claims: { readonly accountId: string; readonly agentId: string }[];
  /** Who left and came back: what they had by then may be with them still. */
  readonly returned: Set<string>;
  /** Accounts that a lead insists on giving away just now, once for each time that they do. */
  readonly forced: string[];
  /** Nothing but sign-ups so far, and room for all: then everybody has the same. */
  calm: boolean;
};

/** Four agents with room for three accounts each, a lead, and seven accounts; or a kind of its own. */
export function teamWorld({ kind, sabotage }: TeamGiven = {}): TeamWorld {
  const rings = /^(task|absence|agent|account)\./;
  const rows = kind === 'equals' ? roomy : kind === 'mixed' ? mixed : usual;
  const world = tableWorld({ rows, now: NOW, lagMs: 3_000, rings, sabotage });
  const agent = (id: string) => bare(world.table.peek(agentKey(id)) as Row) as unknown as StoredAgent;
  const book = (id: string) => Number(world.table.peek(bookKey(id))?.['open'] ?? 0);
  const whole: TeamWorld = {
    ...world,
    ...{ agent, book, equals: kind === 'equals', isMixed: kind === 'mixed' },
    ...{ known: new Set(), returned: new Set(), former: new Set(), said: new Map(), forced: [], claims: [] },
    ...{ calm: true, flight: { now: new Set<string>(), most: 0 } },
    accounts: kind === undefined ? ACCOUNTS : MANY,
    languageOf: id =>
      kind === 'strangers' ? 'und' : kind === 'mixed' && Number(id.slice(1)) % 3 === 0 ? 'fr' : 'de',
    from: ports => ports,
    owned: () => world.rowsOf('ownership').map(row => bare(row) as unknown as Ownership),
    tasks: () => world.rowsOf('task').map(row => bare(row) as unknown as Task),
    notes: () => world.rowsOf('notification').map(row => bare(row) as unknown as Notification),
  };
  whole.from = watchOwners(whole).from;
  world.table.onCommit(changes => {
    noteFormer(whole, changes);
    const told = changes.some(({ after }) =>
      ((after?.['follows'] as { name: string }[] | undefined) ?? []).some(
        ({ name }) => name === 'account.owner-assigned',
      ),
    );
    if (changes.some(isNewOwner) !== told)
      whole.wrong.push('5: whoever gets an account, and who had it, hear of it');
  });
  return whole;
}

function noteFormer({ former }: TeamWorld, changes: readonly RowChange[]): void {
  for (const { before, after } of changes)
    for (const [type, field, id] of [
      ['ownership', 'ownerId', 'accountId'],
      ['task', 'agentId', 'id'],
    ] as const) {
      if (after?.['type'] !== type) continue;
      former.delete(`${after[field]} ${after[id]}`);
      if (before?.[field] !== undefined && before[field] !== after[field])
        former.add(`${before[field]} ${after[id]}`);
    }
}
