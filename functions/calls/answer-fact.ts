import { accountMerged, ownerAssigned } from '../../shared/events/account-events.ts';
import { agentDayChanged, callUnwanted, callWanted } from '../../shared/events/call-events.ts';
import type { Fact } from '../../shared/events/envelope.ts';
import { permissionChanged } from '../../shared/events/outreach-events.ts';
import { personErased } from '../../shared/events/person-events.ts';
import { agentChanged } from '../../shared/events/team-events.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { eraseFromCalls } from './erase-from-calls.ts';
import { followOwner } from './follow-owner.ts';
import { hearWords } from './hear-words.ts';
import { keepBoard } from './keep-board.ts';
import { moveMerged } from './move-merged.ts';
import { lookAfterAgent, moveFromBlocks } from './must-move.ts';
import { wishCall } from './wish-call.ts';
import { withdrawWish } from './withdraw-wish.ts';

/** What calls do about a fact: wishes join and leave agendas, calls follow owners, merges, objections and erasures, the board the days. */
export async function answerFact(ports: Ports, fact: Fact): Promise<Handled> {
  if (callWanted.is(fact)) return wishCall(ports, { fact });
  if (callUnwanted.is(fact)) return withdrawWish(ports, fact);
  if (ownerAssigned.is(fact)) return followOwner(ports, fact);
  if (accountMerged.is(fact)) return moveMerged(ports, fact);
  if (permissionChanged.is(fact)) return hearWords(ports, fact);
  if (personErased.is(fact)) return eraseFromCalls(ports, fact);
  if (agentChanged.is(fact)) {
    await keepBoard(ports, fact);
    return lookAfterAgent(ports, fact);
  }
  if (!agentDayChanged.is(fact)) return { decision: 'not-ours' };
  const moved = await moveFromBlocks(ports, fact);
  const kept = await keepBoard(ports, fact);
  return moved === 0 ? kept : { ...kept, detail: { ...kept.detail, moved } };
}
