import type { Tick } from '../../shared/events/timers.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { dailyRound } from './daily-round.ts';
import { lookAtAccount } from './look-at-account.ts';

/** What the outreach does when a timer is due. */
export async function answerTick(ports: Ports, tick: Tick): Promise<Handled> {
  switch (tick.kind) {
    case 'outreach.look':
      return lookAtAccount(ports, tick);
    case 'outreach.round':
      return dailyRound(ports, tick);
    default:
      return { decision: 'not-ours' };
  }
}
