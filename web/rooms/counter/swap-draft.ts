import type { CounterCase, StockView } from '../../../shared/contracts/depots-contract.ts';
import type { BodyOf } from '../../api/routes.ts';
import { instantOf } from '../../app/zoned.ts';
import { isSerial } from '../depots/serials.ts';
import type { Damage } from '../promises/kinds.ts';
import { knownSerial, proposalFor } from './counter-steps.ts';

export type SwapBody = BodyOf<typeof import('../../../shared/contracts/depots-contract.ts').swapDevice>;

/** What was said of a swap so far; what is left out follows from the case and the stock. */
export type SwapDraft = {
  readonly damage: Damage;
  readonly goesOut?: string;
  readonly oldReturned?: boolean;
  /** Wall-clock time at the depot, when it happened earlier. */
  readonly earlier?: string;
};

/** What the counter knows of a swap beside what is said. */
export type SwapGiven = {
  readonly serial: string;
  readonly of: CounterCase | undefined;
  readonly stock: readonly StockView[];
  readonly zone: string;
  readonly now: number;
};

/** A swap as the API wants it, and what of it cannot be sent. A lost or stolen device never comes in. */
export function readSwap(draft: SwapDraft, { serial, of, stock, zone, now }: SwapGiven) {
  const proposal = proposalFor(stock, of);
  const shown = draft.goesOut ?? proposal?.serial ?? '';
  const goesOut = shown.trim();
  const isThere = draft.damage !== 'lost' && draft.damage !== 'stolen';
  const oldReturned = isThere && (draft.oldReturned ?? true);
  const at = draft.earlier ? instantOf(draft.earlier, zone) : undefined;
  const units = stock.flatMap(one => one.units.map(unit => unit.serial));
  const body: SwapBody = {
    oldSerial: serial,
    ...(goesOut ? { newSerial: knownSerial(goesOut, units) } : {}),
    ...(of ? {} : { damage: draft.damage }),
    oldReturned,
    ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
  };
  const future = at !== undefined && at > now;
  const unreadable = goesOut !== '' && !isSerial(goesOut);
  return { body, proposal, shown, isThere, oldReturned, future, unreadable };
}
