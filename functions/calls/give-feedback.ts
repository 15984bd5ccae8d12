import type { Principal } from '../../shared/contracts/define-route.ts';
import { feedbackGiven } from '../../shared/events/call-events.ts';
import { command } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import type { Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { type Feedback, feedbackPut } from '../../shared/store/feedback-store.ts';
import { journal } from '../../shared/store/journal.ts';
import { callPk } from '../../shared/store/keys.ts';
import { useLink as linkUsed } from '../../shared/store/link-store.ts';
import { isErased, notErased } from '../../shared/store/person-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Put } from '../../shared/store/table.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { feedbackLink } from './feedback-link.ts';

type Given = { readonly rating: number; readonly text?: string | undefined };

/**
 * Takes in how a call was, once: link, words and history in one commit. The second time, whoever gives it, is refused
 * with `already-done`. The customer's words stand in their row alone; facts and history know the rating.
 */
export async function giveFeedback(
  ports: Ports,
  principal: Principal,
  { rating, text }: Given,
): Promise<Outcome<object, 'not-found' | 'already-done'>> {
  const found = await feedbackLink(ports, principal);
  if (!found.ok) return found;
  const { link, digest, call } = found.value;
  const now = ports.clock.now();
  const said: Feedback = {
    ...{ callId: call.id, accountId: call.accountId, contactId: link.contactId, rating, at: now },
    ...(text === undefined || text === '' ? {} : { text }),
  };
  const { decision } = await untilFresh(() => keep(ports, said, digest));
  if (decision === 'person-erased') return refused('not-found');
  return decision === 'already-done'
    ? refused('already-done', { problem: 'You told us already. Thank you.' })
    : accepted({});
}

async function keep({ table, ids }: Ports, said: Feedback, linkDigest: string): Promise<Attempt> {
  const writes = [linkUsed(linkDigest, said.at), feedbackPut(said), entryOf(said, said.at)];
  if (await isErased(table, said)) return { answer: { done: true }, decision: 'person-erased' };
  const commitId = ids.random('cmt');
  const answer = await table.commit({ commitId, writes: [...writes, ...notErased(said)] });
  return { answer, decision: 'feedback-given' };
}

/** The line in the account's history, and what others learn of it. */
function entryOf({ callId, accountId, contactId, rating }: Feedback, now: Instant): Put {
  const fact = command({
    id: derivedId('evt', 'feedback', callId),
    ...{ name: 'call.feedback-given', accountId: accountId as AccountId, now },
    ...{ principal: `link:${contactId}`.slice(0, 64), data: { callId, rating } },
  });
  return journal({
    ...{ pk: callPk(callId), capability: 'calls', fact, decision: 'feedback-given', now },
    ...{ reason: { callId, rating }, follows: [feedbackGiven.of({ callId, rating })] },
    shown: { accountId, inFeed: true },
  });
}
