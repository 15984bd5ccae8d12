import type { CallWorkspace } from '../../shared/contracts/calls-contract.ts';
import { command } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccountView } from '../../shared/store/account-view.ts';
import { loadCall, type StoredCall } from '../../shared/store/call-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { callPk, journalKey } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { callViewOf, contactOf, readerOf } from './call-view.ts';
import { earlierCalls } from './earlier-calls.ts';

const CAPABILITY = 'calls';

/** A call with its account, agenda and history. Whoever gets to see the number is on record, once per call. */
export async function readCall(
  ports: Ports,
  { callId, agentId }: { readonly callId: string; readonly agentId: string },
): Promise<Outcome<CallWorkspace, 'not-found'>> {
  const { table } = ports;
  const call = await loadCall(table, callId);
  const account = call && (await loadAccountView(table, call.accountId));
  if (!call || !account) return refused('not-found');
  const reader = await readerOf(table, agentId);
  const [view, phone, earlier] = await Promise.all([
    callViewOf(table, call, reader),
    phoneOf(ports, call),
    earlierCalls(table, call.accountId),
  ]);
  const shown = view.hindered === undefined && call.state !== 'ended' ? phone : undefined;
  if (shown !== undefined) await recordReading(ports, call, agentId);
  return accepted({
    call: view,
    account,
    ...(shown === undefined ? {} : { phone: `tel:${shown}` }),
    earlier,
    topics: Object.entries(reader.rules.topics).map(([id, words]) => ({ id, text: reader.textIn(words) })),
    notes: call.notes ?? '',
    difficulties: (call.difficulties ?? []).map(one => ({ ...one })),
  });
}

const phoneOf = async ({ table }: Ports, call: StoredCall): Promise<string | undefined> =>
  call.phone ?? (await contactOf(table, call))?.phone;

async function recordReading({ table, clock, ids }: Ports, call: StoredCall, agentId: string): Promise<void> {
  const { id, accountId } = call;
  const now = clock.now();
  const fact = command({
    id: derivedId('evt', 'call.phone-read', id, agentId),
    name: 'call.phone-read',
    accountId: accountId as AccountId,
    principal: agentId,
    now,
  });
  const pk = callPk(id);
  if (await table.get(journalKey(pk, fact.id, CAPABILITY))) return;
  const entry = journal({
    ...{ pk, capability: CAPABILITY, fact, decision: 'phone-read', reason: { callId: id }, now },
    shown: { accountId, inFeed: false },
  });
  await untilFresh(async () => ({
    answer: await table.commit({ commitId: ids.random('cmt'), writes: [entry] }),
    decision: 'phone-read',
  }));
}
