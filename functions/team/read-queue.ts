import type { TeamLoad } from '../../shared/contracts/team-contract.ts';
import { segmentOf } from '../../shared/domain/accounts/account.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { lists } from '../../shared/store/keys.ts';
import type { Ownership } from '../../shared/store/ownership-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { bare, type Table } from '../../shared/store/table.ts';

const MOST_SHOWN = 100;
const MOST_COUNTED = 1_000;
const ABREAST = 10;

type Waiting = TeamLoad['queue']['accounts'][number];

/** What waits for somebody: accounts without an owner in the order in which they get one, and how many tasks nobody has. */
export async function readQueue({ table }: Ports): Promise<TeamLoad['queue']> {
  const [accounts, tasks] = await Promise.all([
    table.query({ index: 'list', pk: lists.queue, limit: MOST_SHOWN }),
    table.query({ index: 'list', pk: lists.queuedTasks, limit: MOST_COUNTED }),
  ]);
  const waiting = accounts.rows.map(row => bare(row) as unknown as Ownership);
  return {
    accounts: await inParallel(waiting, ABREAST, one => waitingView(table, one)),
    tasks: tasks.rows.length,
  };
}

async function waitingView(table: Table, held: Ownership): Promise<Waiting> {
  const { accountId, language, product, queuedAt, decidedAt, reason } = held;
  const account = await loadAccount(table, accountId);
  return {
    accountId,
    accountName: account?.name ?? accountId,
    language,
    ...(account ? { segment: segmentOf(account.state) } : {}),
    ...(product === undefined ? {} : { product }),
    waitingSince: formatInstant(queuedAt ?? decidedAt),
    reason,
  };
}
