import { type BurstHistory, emptyHistory } from '../domain/outreach/burst-history.ts';
import { DAY, type Instant } from '../kernel/instant.ts';
import { replace } from './journal.ts';
import { accountPk } from './keys.ts';
import { burstKey, damageKey, damagePrefix, damageWordKey, damageWordPrefix } from './outreach-keys.ts';
import type { Ports } from './ports.ts';
import { bare, type Row, type Table, type Write } from './table.ts';

/** As long as intake takes facts of the past, and a month. */
const KEPT_DAYS = 430;

/** One damage report as it was said on its day. */
export type DamageReport = {
  readonly reportId: string;
  /** `YYYY-MM-DD` in the account's zone. */
  readonly day: string;
  readonly value?: number;
  readonly saidAt: Instant;
  readonly by: string;
};
/** A later word about a report: where it counts from then on, or that it does not. */
export type DamageWord = Omit<DamageReport, 'day'> & { readonly day?: string };

/** What an account reported by day, how readily bursts are found in it, and whether reports of it were ever changed. */
export type BurstRow = {
  readonly history: BurstHistory;
  readonly sensitivity: number;
  readonly hasWords?: boolean;
  /** Reports of the account count for this one since they turned out to be the same. */
  readonly mergedInto?: string;
  /** Where its days begin; stays as it was when the first report came. */
  readonly zone?: string;
  /** News is looked at at once: a burst is dealt with. */
  readonly isWatched?: boolean;
  /** How unlikely a burst must be, as the last look had it from the settings. */
  readonly alpha?: number;
};
export type StoredBurstRow = BurstRow & { readonly version: number | undefined };

export async function loadBurstRow(table: Table, accountId: string): Promise<StoredBurstRow> {
  return asBurstRow(await table.get(burstKey(accountId)));
}

/** The same, a moment old perhaps: for a first try whose write is refused when something changed. */
export async function glanceAtBurstRow(table: Table, accountId: string): Promise<StoredBurstRow> {
  const { pk, sk } = burstKey(accountId);
  const page = await table.query({ pk, from: sk, to: sk, mayLag: true });
  return asBurstRow(page.rows[0]);
}

function asBurstRow(row: Row | undefined): StoredBurstRow {
  const said = (row ? bare(row) : {}) as Partial<BurstRow>;
  return {
    ...said,
    history: said.history ?? emptyHistory,
    sensitivity: said.sensitivity ?? 0,
    version: row?.version,
  };
}

export function burstWrite(accountId: string, { version, ...said }: StoredBurstRow): Write {
  return replace({ ...burstKey(accountId), type: 'burst-history', ...said }, version);
}

/** Keeps a report once; of two words about the same day the later one stays. Answers whether anything is new. */
export async function putReport(ports: Ports, accountId: string, report: DamageReport): Promise<boolean> {
  const key = damageKey(accountId, report.day, report.reportId);
  const row: Row = { ...key, type: 'damage', ...report, expiresAt: expiryOf(report) };
  const first = await plain(ports, { do: 'put', row, when: { is: 'absent' }, orElse: 'there' });
  if (first.done) return true;
  const held = first.row ?? (await ports.table.get(key));
  if (!held || !isLater(report, held)) return false;
  const by = String(held['by']);
  const answer = await plain(ports, {
    ...{ do: 'put', row, when: { is: 'equal', field: 'by', value: by }, orElse: 'stale' },
  });
  return answer.done || putReport(ports, accountId, report);
}

/** Keeps the latest word about a report, and every day that any word ever moved it to. */
export async function putWord(ports: Ports, accountId: string, word: DamageWord): Promise<boolean> {
  const key = damageWordKey(accountId, word.reportId);
  const held = await ports.table.get(key);
  const before = (held?.['days'] ?? []) as readonly string[];
  const days = [...new Set([...before, ...(word.day === undefined ? [] : [word.day])])].sort();
  const isNews = !held || isLater(word, held);
  if (!isNews && days.length === before.length) return false;
  const row: Row = isNews
    ? { ...key, type: 'damage-word', ...word, days, expiresAt: expiryOf(word) }
    : { ...held, days };
  const answer = await plain(ports, replace(row, held?.version));
  return answer.done || putWord(ports, accountId, word);
}

/** Every day that words ever moved a report to. */
export async function daysSaid(
  table: Table,
  accountId: string,
  reportId: string,
): Promise<readonly string[]> {
  const row = await table.get(damageWordKey(accountId, reportId));
  return (row?.['days'] ?? []) as readonly string[];
}

const plain = ({ table, ids }: Ports, write: Write) =>
  table.commit({ commitId: ids.random('cmt'), writes: [write] });

const expiryOf = ({ saidAt }: { readonly saidAt: Instant }): number =>
  Math.floor((saidAt + KEPT_DAYS * DAY) / 1000);

/** The later instant counts, and of two at the same instant the greater event. */
const isLater = (one: { readonly saidAt: Instant; readonly by: string }, held: Row): boolean =>
  one.saidAt > Number(held['saidAt']) ||
  (one.saidAt === Number(held['saidAt']) && one.by > String(held['by']));

/** All reports as they were said on their days: of one day, or of all that are kept. */
export const loadReports = async (table: Table, accountId: string, day?: string): Promise<DamageReport[]> =>
  (await allRows(table, accountId, damagePrefix(day))).map(row => row as unknown as DamageReport);

export const loadWords = async (table: Table, accountId: string): Promise<DamageWord[]> =>
  (await allRows(table, accountId, damageWordPrefix)).map(row => row as unknown as DamageWord);

async function allRows(table: Table, accountId: string, prefix: string): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.query({
      ...{ pk: accountPk(accountId), prefix },
      ...(cursor === undefined ? {} : { cursor }),
    });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}
