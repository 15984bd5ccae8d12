import type { Agent } from '../domain/team/agent.ts';
import { digest } from '../kernel/id.ts';
import { replace } from './journal.ts';
import { agentKey, agentPrefix, bookKey, bookPrefix, loginKey, rosterPk } from './keys.ts';
import { bare, type Change, type Check, type Row, type Table, type Write } from './table.ts';

/** The agent as the table keeps it; the book's size stands in a row of its own, which many commits count. */
export type StoredAgent = Omit<Agent, 'book'> & { readonly email: string; readonly version: number };

const agentOf = (row: Row): StoredAgent => bare(row) as unknown as StoredAgent;

/** The whole team with the sizes of their books, read consistently from one partition. */
export async function loadRoster(table: Table): Promise<(Agent & StoredAgent)[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({ pk: rosterPk, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  const books = new Map(
    rows
      .filter(row => row.sk.startsWith(bookPrefix))
      .map(row => [row.sk.slice(bookPrefix.length), Number(row['open'] ?? 0)]),
  );
  return rows
    .filter(row => row.sk.startsWith(agentPrefix))
    .map(row => ({ ...agentOf(row), book: books.get(agentOf(row).id) ?? 0 }));
}

/** One agent; whoever sends something to a person reads this again right before. */
export async function loadAgent(table: Table, agentId: string): Promise<StoredAgent | undefined> {
  const row = await table.get(agentKey(agentId));
  return row && agentOf(row);
}

export async function loadBook(table: Table, agentId: string): Promise<number> {
  return Number((await table.get(bookKey(agentId)))?.['open'] ?? 0);
}

/** Digest under which an e-mail address leads to its agent at sign-in. */
export const loginDigest = (email: string): string => digest('login', email.trim().toLowerCase());

/** Writes an agent and the way from the e-mail address to it; refused with `stale` or, for a foreign address, `email-taken`. */
export function agentWrites(agent: Omit<StoredAgent, 'version'>, held: StoredAgent | undefined): Write[] {
  const row = { ...agentKey(agent.id), type: 'agent', ...agent };
  const login = loginKey(loginDigest(agent.email));
  const moved = held !== undefined && loginDigest(held.email) !== loginDigest(agent.email);
  return [
    replace(row, held?.version),
    ...(held === undefined || moved
      ? [
          {
            do: 'put',
            row: { ...login, type: 'login', agentId: agent.id },
            when: { is: 'absent' },
            orElse: 'email-taken',
          } as const,
        ]
      : []),
    ...(moved ? [{ do: 'delete', key: loginKey(loginDigest(held.email)) } as const] : []),
  ];
}

/** The agent must still be as they were read: not edited, no other absences. */
export const stillAs = ({ id, version }: StoredAgent): Check => ({
  do: 'check',
  key: agentKey(id),
  when: { is: 'version', version },
  orElse: 'stale',
});

/** One account more in the book; refused with `book-full` when another commit took the last place. */
export const takesPlace = (agentId: string, capacity: number | undefined): Change => ({
  do: 'change',
  key: bookKey(agentId),
  add: { open: 1 },
  ...(capacity === undefined
    ? {}
    : { when: { is: 'below', field: 'open', cap: capacity }, orElse: 'book-full' }),
});

/** One account less. */
export const givesPlaceBack = (agentId: string): Change => ({
  do: 'change',
  key: bookKey(agentId),
  add: { open: -1 },
});
