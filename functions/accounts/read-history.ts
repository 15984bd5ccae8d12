import type { HistoryEntry } from '../../shared/contracts/accounts-contract.ts';
import { formatInstant, parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount, loadAccountNames } from '../../shared/store/account-store.ts';
import { lists, timelineOf } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Page, Row } from '../../shared/store/table.ts';

type Asked = { readonly cursor?: string | undefined; readonly limit: number };
type History = { entries: HistoryEntry[]; cursor?: string };

/** What happened to an account, the newest moment first. */
export async function readTimeline(
  { table }: Ports,
  accountId: string,
  asked: Asked,
): Promise<Outcome<History, 'not-found'>> {
  const account = await loadAccount(table, accountId);
  if (!account) return refused('not-found');
  const page = await table.query({
    index: 'timeline',
    pk: timelineOf(accountId),
    descending: true,
    ...pageOf(asked),
  });
  return accepted(historyOf(page, new Map([[accountId, account.name ?? accountId]])));
}

/** Every account change of one day (UTC), the last taken in first. */
export async function readFeed(
  { table, clock }: Ports,
  asked: Asked & { readonly day?: string | undefined },
): Promise<History & { day: string }> {
  const day = asked.day ?? formatInstant(clock.now()).slice(0, 10);
  const page = await table.query({
    index: 'list',
    pk: lists.feed(parseInstant(`${day}T00:00:00Z`) ?? 0),
    descending: true,
    ...pageOf(asked),
  });
  const names = await loadAccountNames(
    table,
    page.rows.map(row => String(row['accountId'])),
  );
  return { day, ...historyOf(page, names) };
}

const pageOf = ({ cursor, limit }: Asked) => ({ limit, ...(cursor === undefined ? {} : { cursor }) });

const historyOf = (page: Page, names: ReadonlyMap<string, string>): History => ({
  entries: page.rows.map(row => entryOf(row, names)),
  ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
});

const entryOf = (row: Row, names: ReadonlyMap<string, string>): HistoryEntry => ({
  eventId: String(row['eventId']),
  accountId: String(row['accountId']),
  accountName: names.get(String(row['accountId'])) ?? String(row['accountId']),
  name: String(row['name']),
  occurredAt: formatInstant(Number(row['occurredAt'])),
  recordedAt: formatInstant(Number(row['recordedAt'])),
  decision: String(row['decision']),
  reason: row['reason'] as Record<string, unknown>,
  data: row['data'] as Record<string, unknown>,
  repeats: Number(row['repeats'] ?? 0),
});
