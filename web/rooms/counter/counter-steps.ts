import type { CounterCase, StockView } from '../../../shared/contracts/depots-contract.ts';
import { sameSerial } from '../depots/serials.ts';

/** Cases that still wait for a device, the most pressing first. */
export const waiting = (cases: readonly CounterCase[]): readonly CounterCase[] =>
  cases.filter(one => one.state === 'reported' || one.state === 'triaged').sort(byDue);

/** Cases whose new device was handed out while the old one has not come back. */
export const owing = (cases: readonly CounterCase[]): readonly CounterCase[] =>
  cases.filter(one => one.owesReturn && one.state === 'handed-over');

const dueOf = ({ dueAt }: CounterCase) => (dueAt ? Date.parse(dueAt) : Number.POSITIVE_INFINITY);
const byDue = (one: CounterCase, other: CounterCase) =>
  dueOf(one) - dueOf(other) || one.serial.localeCompare(other.serial);

export const caseOf = (cases: readonly CounterCase[], serial: string): CounterCase | undefined =>
  cases.find(one => sameSerial(one.serial, serial));

/** The spelling that the books have for a serial, else what was typed. */
export function knownSerial(typed: string, known: readonly string[]): string {
  const text = typed.trim();
  return known.find(serial => sameSerial(serial, text)) ?? text;
}

export type Proposal = {
  readonly serial: string;
  readonly model: string;
  readonly why: 'reserved' | 'longest-in-stock' | 'substitute';
};

/** The unit to hand out: the one reserved for the case, else the ready one that is here longest, else a substitute. */
export function proposalFor(stock: readonly StockView[], of: CounterCase | undefined): Proposal | undefined {
  if (!of) return undefined;
  if (of.reserved) return { ...of.reserved, why: 'reserved' };
  const own = longestReady(stock, of.model);
  if (own) return { serial: own, model: of.model, why: 'longest-in-stock' };
  const substitutes = stock.find(one => one.model === of.model)?.substitutes ?? [];
  for (const model of substitutes) {
    const serial = longestReady(stock, model);
    if (serial) return { serial, model, why: 'substitute' };
  }
  return undefined;
}

function longestReady(stock: readonly StockView[], model: string): string | undefined {
  const units = stock.find(one => one.model === model)?.units ?? [];
  const ready = units.filter(unit => unit.at === 'on-hand' && unit.ready);
  return ready.sort((one, other) => one.since.localeCompare(other.since))[0]?.serial;
}

export type TimeLeft = { readonly late: boolean; readonly ms: number };

/** How long until a case is due, or for how long it has been. */
export function timeLeft(dueAt: string, now: number): TimeLeft {
  const ms = Date.parse(dueAt) - now;
  return { late: ms <= 0, ms: Math.abs(ms) };
}
