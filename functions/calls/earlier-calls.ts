import type { CallWorkspace } from '../../shared/contracts/calls-contract.ts';
import type { Call } from '../../shared/domain/calls/call.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { feedbackKey, lists } from '../../shared/store/keys.ts';
import { bare, type Row, type Table } from '../../shared/store/table.ts';

/** So many are shown beside a call. */
const SHOWN = 20;

/** Calls of an account that are over, the newest first, with what the customer said of each. */
export async function earlierCalls(table: Table, accountId: string): Promise<CallWorkspace['earlier']> {
  const { rows } = await table.query({
    ...{ index: 'list', pk: lists.callsOf(accountId), limit: SHOWN, descending: true },
  });
  return inParallel(rows, 10, async row => {
    const call = bare(row) as unknown as Call;
    return lineOf(call, await table.get(feedbackKey(call.id)));
  });
}

const lineOf = (call: Call, feedback: Row | undefined): CallWorkspace['earlier'][number] => ({
  id: call.id,
  endedAt: formatInstant(call.endedAt ?? call.dueAt),
  ...(call.agentId === undefined ? {} : { agentId: call.agentId }),
  kinds: [...new Set(call.agenda.map(({ kind }) => kind))],
  ending: call.ending ?? 'withdrawn',
  ...(call.notes === undefined ? {} : { notes: call.notes }),
  difficulties: (call.difficulties ?? []).map(one => ({ ...one })),
  ...(typeof feedback?.['rating'] === 'number' ? { rating: feedback['rating'] } : {}),
  ...(typeof feedback?.['text'] === 'string' ? { feedback: feedback['text'] } : {}),
});
