import type { Mark, WaitingOn } from '../../shared/domain/time/sla-clock.ts';
import { HOUR, type Instant } from '../../shared/kernel/instant.ts';

/** Marks by hours after an instant, or at an instant; each heard of when it happened, each of a fact of its own. */
export function clockMarks(start: Instant) {
  let made = 0;
  const stamp = (hours: number) => {
    made += 1;
    const at = hours > start / 2 ? hours : start + hours * HOUR;
    return { id: `evt_${String(made).padStart(3, '0')}`, at, recordedAt: at };
  };
  const plain =
    (is: 'started' | 'responded' | 'stopped' | 'reopened' | 'working') =>
    (hours: number): Mark => ({ ...stamp(hours), is });
  return {
    started: plain('started'),
    responded: plain('responded'),
    stopped: plain('stopped'),
    reopened: plain('reopened'),
    working: plain('working'),
    waiting: (hours: number, on: WaitingOn): Mark => ({
      ...stamp(hours),
      is: 'waiting',
      on,
      reason: `asked-${on}`,
    }),
    leg: (hours: number, name: string): Mark => ({ ...stamp(hours), is: 'leg', leg: name }),
  };
}
