import { type Instant, SECOND } from '../../shared/kernel/instant.ts';
import { arm, type TimerRow } from '../../shared/store/journal.ts';
import { accountPk, timerKey } from '../../shared/store/keys.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Condition } from '../../shared/store/table.ts';

const MAX_TRIES = 8;

/**
 * An account is to be looked at by then. A look that is to come before is left as it is; one that is due may be under
 * way on what was known before, so it is wanted anew, and at once.
 */
export async function armLook(ports: Ports, accountId: string, at: Instant): Promise<void> {
  const pk = accountPk(accountId);
  const key = timerKey(pk, 'outreach.look');
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const now = ports.clock.now();
    const held = (await ports.table.get(key)) as TimerRow | undefined;
    if (held && held.dueAt > now && held.dueAt <= at) return;
    const dueAt = held && held.dueAt <= now ? now : Math.max(now, at);
    // Above every epoch before, of looks that are done, too: a tick of one of those that comes again is none of this one.
    const epoch = Math.max((held?.epoch ?? 0) + 1, Math.floor(now / SECOND));
    const timer = arm({ pk, kind: 'outreach.look', dueAt, epoch, now });
    const when: Condition = held ? { is: 'equal', field: 'epoch', value: held.epoch } : { is: 'absent' };
    const { done } = await ports.table.commit({
      commitId: ports.ids.random('cmt'),
      writes: [{ ...timer, when, orElse: 'stale' }],
    });
    if (done) return;
  }
  throw new Error('the next look at an account moved again and again while it was set');
}
