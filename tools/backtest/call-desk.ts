import type { CallKind } from '../../shared/events/call-events.ts';
import { callEnded, callUnwanted, callWanted } from '../../shared/events/call-events.ts';
import { type Fact, followUp } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import type { World } from './replay.ts';

/** Every call that is wanted is made after so long, and reaches the customer. */
export const CALLED_AFTER = 4 * HOUR;

type Item = { readonly itemId: string; readonly kind: CallKind; readonly product?: string | undefined };
type Call = { readonly id: string; readonly cause: Fact; readonly items: Map<string, Item> };
export type Desk = { hear(fact: Fact): Promise<void> };

/**
 * Stands for whoever makes the calls: one for one contact, with all on its agenda that is wanted until then. What lost
 * its reason before leaves the agenda, and a call without any is not made.
 */
export function callDesk({
  ports,
  diary,
  plan,
  waiting,
}: Pick<World, 'ports' | 'diary' | 'plan' | 'waiting'>): Desk {
  const open = new Map<string, Call>();
  let made = 0;
  const make = async (contact: string, { id, cause, items }: Call) => {
    open.delete(contact);
    if (items.size === 0) return;
    made += 1;
    for (const itemId of items.keys()) Object.assign(diary.behind.get(itemId) ?? {}, { call: made });
    const ended = callEnded.of({
      ...{ callId: id, ending: 'reached', agentId: '-' },
      items: [...items.values()].map(item => ({ ...item, state: 'done' })),
    });
    waiting.push(followUp(cause, ended, ports.clock.now()));
  };
  return {
    async hear(fact) {
      if (callUnwanted.is(fact)) for (const { items } of open.values()) items.delete(fact.data.itemId);
      if (!callWanted.is(fact)) return;
      const { itemId, kind, product, contactId = '-', readyAt } = fact.data;
      const contact = JSON.stringify([fact.accountId, contactId]);
      const call = open.get(contact) ?? {
        id: derivedId('call', contact, fact.id),
        cause: fact,
        items: new Map(),
      };
      call.items.set(itemId, { itemId, kind, ...(product === undefined ? {} : { product }) });
      if (open.has(contact)) return;
      open.set(contact, call);
      plan(Math.max(readyAt, ports.clock.now()) + CALLED_AFTER, () => make(contact, call));
    },
  };
}
