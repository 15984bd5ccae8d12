import { answerFact } from '../../functions/team/answer-fact.ts';
import { answerTick } from '../../functions/team/answer-tick.ts';
import type { Absence } from '../../shared/domain/team/agent.ts';
import { DAY, HOUR } from '../../shared/kernel/instant.ts';
import { agentKey, bookKey } from '../../shared/store/keys.ts';
import type { Ownership } from '../../shared/store/ownership-store.ts';
import type { StoredAgent } from '../../shared/store/roster-store.ts';
import { bare, type Row } from '../../shared/store/table.ts';
import type { Task } from '../../shared/store/task-store.ts';
import { type MemoryTable, memoryTable } from '../../tools/memory/memory-table.ts';
import { NOW } from '../support/facts.ts';
import { anAgent, exampleSettings, seedTeam } from '../support/team.ts';
import { unlessAgain } from './support/comes-again.ts';
import { type TableWorld, tableWorld } from './support/table-world.ts';

export const AGENTS = ['anna', 'bert', 'carl', 'dora'];
export const ACCOUNTS = ['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6'];
export const CAPACITY = 3;
export const LONG = 14;
export const ears = { hear: answerFact, tick: unlessAgain(answerTick) };

const seeded = await seedRows();
async function seedRows() {
  const clock = { now: () => NOW };
  const table = memoryTable({ clock });
  let n = 0;
  const ports = { table, clock, ids: { random: (prefix: string) => `${prefix}_s${n++}` } };
  const settings = exampleSettings();
  const team = { ...settings.team, rules: [], fallbackLanguages: ['de'], longAbsenceDays: LONG };
  await seedTeam(
    ports,
    [...AGENTS.map(id => anAgent(id, { capacity: CAPACITY })), anAgent('lea', { roles: ['lead'] })],
    { ...settings, team },
  );
  return [...table.rows()];
}

export type TeamWorld = TableWorld & {
  owned(): Ownership[];
  tasks(): Task[];
  agent(id: string): StoredAgent;
  book(id: string): number;
  /** Accounts that were told of and accepted. */
  readonly known: Set<string>;
  /** Sign-ups that were being answered at one time, at most. */
  readonly flight: { now: number; most: number };
  /** When a request was made for the first time. */
  readonly said: Map<string, number>;
  /** Claims that were granted. */
  readonly claims: { readonly accountId: string; readonly agentId: string }[];
  /** Who left and came back: what they had by then may be with them still. */
  readonly returned: Set<string>;
  /** Accounts that a lead insists on giving away just now, once for each time that they do. */
  readonly forced: string[];
  /** Nothing but sign-ups so far: then everybody has the same. */
  calm: boolean;
};

const isOwnership = (row: Row | undefined): row is Row => row?.['type'] === 'ownership';

/** Four agents with room for three accounts each, a lead, and seven accounts. */
export function teamWorld(sabotage?: (table: MemoryTable) => MemoryTable): TeamWorld {
  const rings = /^(task|absence|agent|account)\./;
  const world = tableWorld({ rows: seeded, now: NOW, lagMs: 3_000, rings, sabotage });
  const agent = (id: string) => bare(world.table.peek(agentKey(id)) as Row) as unknown as StoredAgent;
  const book = (id: string) => Number(world.table.peek(bookKey(id))?.['open'] ?? 0);
  const whole: TeamWorld = {
    ...world,
    ...{
      agent,
      book,
      known: new Set<string>(),
      forced: [],
      returned: new Set<string>(),
      calm: true,
      said: new Map(),
      claims: [],
      flight: { now: 0, most: 0 },
    },
    owned: () => world.rowsOf('ownership').map(row => bare(row) as unknown as Ownership),
    tasks: () => world.rowsOf('task').map(row => bare(row) as unknown as Task),
  };
  world.table.onCommit(changes => {
    for (const { before, after } of changes)
      if (isOwnership(after) && after['state'] === 'owned' && after['ownerId'] !== before?.['ownerId'])
        whole.wrong.push(...aboutNewOwner(whole, before, after));
    const told = changes.some(({ after }) =>
      ((after?.['follows'] as { name: string }[] | undefined) ?? []).some(
        ({ name }) => name === 'account.owner-assigned',
      ),
    );
    const moved = changes.some(
      ({ before, after }) =>
        isOwnership(after) && after['state'] === 'owned' && after['ownerId'] !== before?.['ownerId'],
    );
    if (moved !== told) whole.wrong.push('5: whoever gets an account, and who had it, hear of it');
  });
  return whole;
}

/** Away so long that nothing is theirs meanwhile, told by hand: absences here never touch each other. */
const isAwayLong = (absences: StoredAgent['absences'], now: number): boolean =>
  Object.values(absences).some(
    ({ from, to }: Absence) => from <= now && now < to && to - from >= LONG * DAY - HOUR,
  );

function aboutNewOwner(world: TeamWorld, before: Row | undefined, after: Row): string[] {
  const owner = world.agent(String(after['ownerId']));
  const reason = String(after['reason']);
  const forced = reason === 'transferred' && world.forced.includes(String(after['accountId']));
  const away = isAwayLong(owner.absences, Number(after['decidedAt'])) && reason !== 'claimed';
  return [
    ...(owner.active && owner.roles.includes('agent') ? [] : [`2: the owner is on the roster (${reason})`]),
    ...(away ? ['2: the owner is not away for long'] : []),
    ...(world.book(owner.id) > owner.capacity && !forced ? ['3: load within the cap unless forced'] : []),
    ...(reason === 'claimed' && before?.['state'] !== 'queued' ? ['4: of two claims one wins'] : []),
  ];
}
