import { isHeldByWords } from '../../shared/domain/calls/call-hold.ts';
import { command, type Fact } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { accepted, refused } from '../../shared/kernel/outcome.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { loadOpenCalls } from '../../shared/store/call-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { heldBack } from './call-view.ts';
import { changeCall } from './change-call.ts';

const ABREAST = 4;

/**
 * A contact said what they may be approached for: of open calls with the account that are held now nobody needs to act on
 * what was told, and those that are free again are told of. What was agreed on with an account that was merged into it
 * goes on there, and is looked at too.
 */
export async function hearWords(ports: Ports, fact: Fact): Promise<Handled> {
  const { accountId } = fact;
  const merged = (await loadAccount(ports.table, accountId))?.mergedFrom ?? [];
  const found = await inParallel([accountId, ...merged], ABREAST, id => loadOpenCalls(ports.table, id));
  const calls = found.flat().filter(isHeldByWords);
  await inParallel(calls, ABREAST, ({ id }) => lookAgain(ports, id, fact));
  return { decision: 'calls-hear-words', detail: { account: accountId, calls: calls.length } };
}

const lookAgain = (ports: Ports, callId: string, fact: Fact) =>
  changeCall(ports, {
    callId,
    cause: command({
      id: derivedId('evt', 'call.words-heard', fact.id, callId),
      name: 'call.words-heard',
      accountId: fact.accountId as AccountId,
      principal: 'firstcall',
      now: ports.clock.now(),
    }),
    plan: async call => {
      if (call.state !== 'due' && call.state !== 'booked') return refused('not-waiting');
      const { why } = await heldBack(ports.table, call);
      return accepted({
        command: { do: 'hear-words', isHeld: why !== undefined },
        decision: why === undefined ? 'call-free-again' : 'call-held',
        ...(why === undefined ? {} : { reason: { why } }),
      });
    },
  });
