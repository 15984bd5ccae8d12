import type { CallView } from '../../shared/contracts/calls-contract.ts';
import { isOpenCall } from '../../shared/domain/calls/call.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadCall, type StoredCall } from '../../shared/store/call-store.ts';
import { lists } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRoster } from '../../shared/store/roster-store.ts';
import { bare, type Row, type Table } from '../../shared/store/table.ts';
import { callViews, readerOf } from './call-view.ts';

type Asked = {
  readonly of?: 'me' | 'team' | undefined;
  readonly agentId: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
};
type Listed = { calls: CallView[]; now: string; cursor?: string };

/** Nobody's calls and those of colleagues are shown up to so many each. */
const SHOWN = 50;

/** Open calls by when they are due: one's own with those nobody has yet, or the whole team's. */
export async function listCalls({ table, clock }: Ports, asked: Asked): Promise<Listed> {
  const found = asked.of === 'team' ? await ofTeam(table) : await ofOne(table, asked);
  const calls = (await asTheyStand(table, found.rows)).sort((a, b) => a.dueAt - b.dueAt);
  return {
    calls: await callViews(table, calls, await readerOf(table, asked.agentId)),
    now: formatInstant(clock.now()),
    ...(found.cursor === undefined ? {} : { cursor: found.cursor }),
  };
}

async function ofOne(table: Table, { agentId, limit, cursor }: Asked) {
  const [own, nobodys] = await Promise.all([
    table.query({
      ...{ index: 'list', pk: lists.calls(agentId), limit },
      ...(cursor === undefined ? {} : { cursor }),
    }),
    cursor === undefined ? table.query({ index: 'list', pk: lists.calls('-'), limit: SHOWN }) : { rows: [] },
  ]);
  return { rows: [...own.rows, ...nobodys.rows], cursor: own.cursor };
}

async function ofTeam(table: Table): Promise<{ rows: readonly Row[]; cursor?: string }> {
  const ids = ['-', ...(await loadRoster(table)).map(({ id }) => id)];
  const pages = await inParallel(ids, 10, id =>
    table.query({ index: 'list', pk: lists.calls(id), limit: SHOWN }),
  );
  return { rows: pages.flatMap(({ rows }) => rows) };
}

/** The index may lag behind: what is shown is the row itself. */
async function asTheyStand(table: Table, rows: readonly Row[]): Promise<StoredCall[]> {
  const ids = [...new Set(rows.map(row => (bare(row) as unknown as StoredCall).id))];
  const calls = await inParallel(ids, 10, id => loadCall(table, id));
  return calls.filter(call => call !== undefined && isOpenCall(call)) as StoredCall[];
}
