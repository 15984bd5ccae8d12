import { UNKNOWN_LANGUAGE } from '../../shared/domain/accounts/account.ts';
import { command } from '../../shared/events/envelope.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { lists } from '../../shared/store/keys.ts';
import { loadOwnership } from '../../shared/store/ownership-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { assign } from './assign.ts';

/** Accounts looked at in one go; the timers of the others bring them up soon. */
const AT_ONCE = 50;

/**
 * Looks again at the accounts that wait longest for an owner, less the head starts of their segments: after the roster
 * changed, or those ahead of one that somebody could own.
 */
export async function drainQueue(ports: Ports, { aheadOf }: { aheadOf?: string } = {}): Promise<Handled> {
  const { rows } = await ports.table.query({ index: 'list', pk: lists.queue, limit: AT_ONCE });
  const waiting = rows.map(row => String(row['accountId']));
  const own = aheadOf === undefined ? -1 : waiting.indexOf(aheadOf);
  const due = own < 0 ? waiting : waiting.slice(0, own);
  let assigned = 0;
  for (const accountId of due) {
    const { decision } = await retryOwner(ports, accountId, { waitedLongEnough: false });
    if (decision === 'owner-assigned') assigned += 1;
  }
  return { decision: 'queue-drained', detail: { looked: due.length, assigned } };
}

/**
 * Tries once more to find an owner for an account that waits. One whose language nobody told is served in the first
 * fallback language, but only when it has waited long enough for a fact that tells it. With `onlyQueues` it goes on waiting
 * or the answer is `owner-found`, and nothing is assigned yet.
 */
export async function retryOwner(
  ports: Ports,
  accountId: string,
  { waitedLongEnough, onlyQueues = false }: { waitedLongEnough: boolean; onlyQueues?: boolean },
): Promise<Handled> {
  return untilFresh(async () => {
    const held = await loadOwnership(ports.table, accountId);
    if (held?.state !== 'queued') return { answer: { done: true }, decision: 'not-waiting' };
    if (held.language === UNKNOWN_LANGUAGE && !waitedLongEnough)
      return { answer: { done: true }, decision: 'language-unknown' };
    const { team } = await loadSettings(ports.table);
    const [fallback = UNKNOWN_LANGUAGE] = team.fallbackLanguages;
    const cause = command({
      id: derivedId('evt', 'owner-retried', accountId, held.version),
      name: 'team.owner-retried',
      accountId: accountId as AccountId,
      principal: 'firstcall',
      now: ports.clock.now(),
    });
    return assign(ports, {
      accountId,
      language: held.language === UNKNOWN_LANGUAGE ? fallback : held.language,
      ...(held.product === undefined ? {} : { product: held.product }),
      languageAssumed: held.language === UNKNOWN_LANGUAGE,
      changes: held.waiting,
      onlyQueues,
      held,
      cause,
    });
  }, ['book-full']);
}
