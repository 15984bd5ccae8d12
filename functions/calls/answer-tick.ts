import type { Tick } from '../../shared/events/timers.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { rollBoard } from './keep-board.ts';
import { watchCall } from './watch-call.ts';

/** Something about a call is due, or the board of free slots gets another day. */
export async function answerTick(ports: Ports, tick: Tick): Promise<Handled> {
  switch (tick.kind) {
    case 'call.due':
      return watchCall(ports, tick);
    case 'board.roll':
      return rollBoard(ports, tick);
    default:
      return { decision: 'not-ours' };
  }
}
