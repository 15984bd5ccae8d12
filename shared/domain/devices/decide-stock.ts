import type { Instant } from '../../kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../kernel/outcome.ts';
import { MOST_UNITS, newNeeds, type Stock } from './stock.ts';
import { handOver, loan, release, reserve, ship } from './stock-cases.ts';
import type { Returned, StockAnswer, StockCommand, StockOutcome, StockRefusal } from './stock-commands.ts';
import { settled } from './stock-floors.ts';
import {
  count,
  moveOut,
  receive,
  setFloor,
  setMinimum,
  setReady,
  takeBack,
  writeOff,
} from './stock-shelf.ts';
import { expired } from './stock-units.ts';

/**
 * What a command makes of a stock. Reservations whose end has come return first, so that it does not matter when
 * somebody looked; then the rule of the command; then the ready units are dealt out to the floors. Alerts name what
 * became short by it. The very same stock comes back when nothing changed. Refused as the command's own rule says, or with
 * `too-many-units` when they would not fit a row.
 */
export function decideStock(
  stock: Stock,
  command: StockCommand,
  now: Instant,
): Outcome<StockAnswer, StockRefusal> {
  const current = expired(stock, now);
  const outcome = follow(current.stock, command, now);
  if (!outcome.ok) return outcome;
  const { returned = [], ...step } = outcome.value;
  if (unitsIn(step.stock) > Math.max(MOST_UNITS, unitsIn(stock)))
    return refused('too-many-units', { most: MOST_UNITS });
  const after = settled(step.stock);
  return accepted({
    ...step,
    stock: after,
    returned: [...current.returned.map(ended => seenBy(command, ended)), ...returned],
    alerts: newNeeds(stock, after),
  });
}

/** A case that is given something by this very command has not lost what expired before it. */
const seenBy = (command: StockCommand, ended: Returned): Returned =>
  (command.do === 'reserve' || command.do === 'hand-over') && command.caseId === ended.caseId
    ? { ...ended, why: 'replaced' }
    : ended;

const unitsIn = (stock: Stock): number => Object.keys(stock.units).length;

function follow(stock: Stock, command: StockCommand, now: Instant): StockOutcome {
  switch (command.do) {
    case 'receive':
    case 'move-in':
      return receive(stock, command, now);
    case 'set-ready':
      return setReady(stock, command);
    case 'reserve':
      return reserve(stock, command, now);
    case 'release':
      return release(stock, command, now);
    case 'expire':
      return accepted({ stock });
    case 'ship':
      return ship(stock, command, now);
    case 'hand-over':
      return handOver(stock, command, now);
    case 'loan':
      return loan(stock, command, now);
    case 'take-back':
      return takeBack(stock, command, now);
    case 'write-off':
      return writeOff(stock, command);
    case 'move-out':
      return moveOut(stock, command);
    case 'count':
      return count(stock, command, now);
    case 'set-floor':
      return setFloor(stock, command);
    case 'set-minimum':
      return setMinimum(stock, command);
  }
}
