import type { CallView, CallWorkspace } from '../../shared/contracts/calls-contract.ts';
import { loadOpenCalls } from '../../shared/store/call-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { callViews, readerOf } from './call-view.ts';
import { earlierCalls } from './earlier-calls.ts';

/** Open calls of an account by when they are due, and those that are over, the newest first. */
export async function listAccountCalls(
  { table }: Ports,
  { accountId, agentId }: { readonly accountId: string; readonly agentId: string },
): Promise<{ open: CallView[]; earlier: CallWorkspace['earlier'] }> {
  const [calls, earlier, reader] = await Promise.all([
    loadOpenCalls(table, accountId),
    earlierCalls(table, accountId),
    readerOf(table, agentId),
  ]);
  const open = calls.toSorted((a, b) => a.dueAt - b.dueAt);
  return { open: await callViews(table, open, reader), earlier };
}
