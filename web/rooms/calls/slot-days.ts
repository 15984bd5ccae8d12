import type { SlotView } from '../../../shared/contracts/callbacks-contract.ts';

export type SlotDay = { readonly day: string; readonly slots: readonly SlotView[] };

/** Free times by the reader's days, each start once, in their order. */
export function slotDays(slots: readonly SlotView[], dayOf: (at: string) => string): readonly SlotDay[] {
  const once = [...new Map(slots.map(slot => [slot.from, slot])).values()];
  const sorted = once.toSorted((one, other) => Date.parse(one.from) - Date.parse(other.from));
  const days = [...new Set(sorted.map(({ from }) => dayOf(from)))];
  return days.map(day => ({ day, slots: sorted.filter(({ from }) => dayOf(from) === day) }));
}
