import { command } from '../../shared/events/envelope.ts';
import type { Tick } from '../../shared/events/timers.ts';
import { type AccountId, derivedId } from '../../shared/kernel/id.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { finish } from '../../shared/store/journal.ts';
import { loadJourney } from '../../shared/store/journey-store.ts';
import { timerNameOf } from '../../shared/store/keys.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { readTimer } from '../../shared/store/timer-store.ts';
import { type Attempt, untilFresh } from '../../shared/store/until-fresh.ts';
import { commitJourneys } from './commit-journeys.ts';
import { knownAccount } from './known-account.ts';

/** The next step of a journey is due, such as the call before a trial ends: it is worked out anew. */
export async function answerTick(ports: Ports, tick: Tick): Promise<Handled> {
  return untilFresh(async (): Promise<Attempt> => {
    const read = await readTimer(ports, tick);
    if (!read.ok) return { answer: { done: true }, decision: read.refusal };
    const timer = read.value;
    const accountId = String(timer.accountId);
    const product = timerNameOf(timer.sk);
    const [account, before] = await Promise.all([
      loadAccount(ports.table, accountId),
      loadJourney(ports.table, accountId, product),
    ]);
    if (!account || !before) {
      const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes: [finish(timer)] });
      return { answer, decision: 'no-such-journey' };
    }
    const known = await knownAccount(ports, account);
    const cause = command({
      id: derivedId('evt', 'journey.due', accountId, product, timer.epoch, timer.dueAt),
      name: 'journey.due',
      accountId: accountId as AccountId,
      principal: 'firstcall',
      now: timer.dueAt,
      data: { product },
    });
    // A copy of what was read counts as changed: the timer that rang must be gone or stand elsewhere.
    const changes = [{ before, held: { ...before } }];
    const { answer, decision } = await commitJourneys(ports, { cause, accounts: [{ known, changes }] });
    return { answer, decision, detail: { account: accountId, product } };
  });
}
