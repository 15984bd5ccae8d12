import type { CallDecision } from '../../shared/contracts/calls-contract.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadCall } from '../../shared/store/call-store.ts';
import { callPk, journalPrefix } from '../../shared/store/keys.ts';
import type { Row, Table } from '../../shared/store/table.ts';

/** Kept, and no decision: what is written within a conversation, and who saw the number. */
const NO_DECISION: ReadonlySet<string> = new Set(['note', 'step', 'phone-read']);
const PAGE = 200;
const MOST_PAGES = 20;

/**
 * What was decided about a call, the newest first, each with the reason of its moment. A call that goes on from a
 * conversation begins with how that one ended.
 */
export async function readDecisions(
  table: Table,
  callId: string,
): Promise<Outcome<{ readonly decisions: CallDecision[] }, 'not-found'>> {
  const call = await loadCall(table, callId);
  if (!call) return refused('not-found');
  const [own, before] = await Promise.all([
    journalOf(table, callId),
    call.formerId === undefined ? [] : journalOf(table, call.formerId),
  ]);
  const ended = before.filter(({ decision }) => String(decision).startsWith('ended-')).at(-1);
  return accepted({ decisions: [...(ended ? [ended] : []), ...own].reverse().map(decisionOf) });
}

/** By when it was recorded; rows stand by the ids of their facts. */
async function journalOf(table: Table, callId: string): Promise<Row[]> {
  const found: Row[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const from = cursor === undefined ? {} : { cursor };
    const read = await table.query({ pk: callPk(callId), prefix: journalPrefix, limit: PAGE, ...from });
    found.push(...read.rows.filter(row => !NO_DECISION.has(String(row['decision']))));
    cursor = read.cursor;
    if (cursor === undefined) break;
  }
  return found.sort((one, other) => Number(one['recordedAt']) - Number(other['recordedAt']));
}

const decisionOf = (row: Row): CallDecision => ({
  at: formatInstant(Number(row['recordedAt'])),
  name: String(row['name']),
  decision: String(row['decision']),
  ...(row['by'] === undefined ? {} : { by: String(row['by']) }),
  reason: (row['reason'] ?? {}) as Record<string, unknown>,
});
