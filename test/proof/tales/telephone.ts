import { signedUp } from '../../../shared/events/account-events.ts';
import type { Instant } from '../../../shared/kernel/instant.ts';
import type { By } from '../api.ts';
import type { Tale } from '../tale.ts';
import { keyed } from './the-client.ts';

export const shop = {
  machine: 'shop',
  scopes: ['accounts:write', 'links:write', 'callbacks:write'],
} as const;
/** What a person in this tale does: customers by their links, agents by their calls. */
export function telephone(tale: Tale) {
  const { ask, rows, world } = tale;
  let n = 0;
  const callOf = (accountId: string, state?: string) => {
    const calls = rows('call').filter(call => call['accountId'] === accountId);
    const call = calls.findLast(one => (state ? one['state'] === state : one['state'] !== 'ended'));
    if (!call) throw new Error(`${accountId} has no such call`);
    return call;
  };
  return {
    callOf,
    act: (by: By, call: Readonly<Record<string, unknown>>, body: object) =>
      ask('act-on-call', { by, params: { callId: String(call['id']) }, body, ...keyed(`act-${++n}`) }),
    linkFor: async (accountId: string): Promise<By> => {
      const body = { purpose: 'callback', accountId };
      return { link: tokenIn(String((await ask('post-link', { by: shop, body }))['url'])) };
    },
    /** The link in the newest mail to an address, of those that bring an appointment or of the others. */
    mailed: (to: string, isAppointment = false): By => {
      const mail = world.outbox.mails.findLast(
        ({ message }) => message.to === to && (message.calendar !== undefined) === isAppointment,
      );
      return { link: tokenIn(mail?.message.text ?? '') };
    },
    goTo: (at: Instant) => tale.pass(at - world.clock.now()),
  };
}
const tokenIn = (text: string): string => /#(lnk_\w+)/.exec(text)?.[1] ?? '';

/** Somebody who can be called and written to. */
export async function aCustomer({ ask, fact, world }: Tale, accountId: string, product = 'lost-and-found') {
  const where = { zone: 'Europe/Berlin', country: 'DE', contactId: 'c-1' };
  fact(signedUp.of({ product, language: 'de', ...where }), accountId);
  await world.settle();
  const contact = { name: 'Cleo', email: `${accountId}@shop.example`, phone: '+4930901820' };
  const body = { ...contact, language: 'de', zone: 'Europe/Berlin' };
  await ask('put-contact', { by: shop, params: { accountId, contactId: 'c-1' }, body });
}
