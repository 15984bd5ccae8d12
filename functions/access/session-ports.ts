import type { UserPool } from '../../shared/adapters/user-pool.ts';
import { refused } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';
import type { Table } from '../../shared/store/table.ts';

export type SessionPorts = Ports & { readonly userPool: UserPool; readonly origin: string };
export type SessionCall<Body = undefined> = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly cookies: readonly string[];
  readonly body: Body;
};

/** Refuses what another site's page sent. Browsers name the origin on everything but plain reads, so nothing is not ours. */
export const fromElsewhere = ({ origin }: SessionPorts, { headers }: SessionCall<unknown>) =>
  headers['origin'] === origin
    ? undefined
    : refused('forbidden', { problem: 'Sessions begin, go on and end on the console’s own page only.' });

/** True for agents on the roster who have not left. */
export async function isActive(table: Table, agentId: string): Promise<boolean> {
  return (await loadAgent(table, agentId))?.active === true;
}
