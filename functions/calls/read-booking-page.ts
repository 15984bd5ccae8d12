import type { BookingPage } from '../../shared/contracts/callbacks-contract.ts';
import type { Principal } from '../../shared/contracts/define-route.ts';
import { nextOnDuty } from '../../shared/domain/calls/promise-now.ts';
import { minutesOf } from '../../shared/domain/calls/slot-times.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { type TermsRefusal, termsFor } from './call-terms.ts';
import { callbackViewOf, masked } from './callback-view.ts';
import { aboutCall, type CustomerRefusal } from './customer.ts';

type Named = { readonly accountId?: string | undefined; readonly contactId?: string | undefined };

/** What the page of a link begins with: the call there is, who could call now, and how one is called. */
export async function readBookingPage(
  ports: Ports,
  { principal, named }: { readonly principal: Principal; readonly named: Named },
): Promise<Outcome<BookingPage, CustomerRefusal | TermsRefusal | 'not-found'>> {
  const about = await aboutCall(ports, principal, named);
  if (!about.ok) return about;
  const { customer, call } = about.value;
  const { accountId, contactId, link } = customer;
  const spoken = call?.language ?? link?.language;
  const found = await termsFor(ports, {
    ...{ accountId, contactId },
    link: spoken === undefined ? undefined : { language: spoken },
  });
  if (!found.ok) return found;
  const { brand, languages, language, rules, roster, contact, zone } = found.value;
  const now = ports.clock.now();
  const opening = nextOnDuty(roster, language, now);
  const phone = call?.phone ?? contact?.phone;
  return accepted({
    purpose: link?.purpose === 'appointment' ? 'appointment' : 'callback',
    ...{ brand, languages: [...languages], language, zone: call?.zone ?? zone },
    now: formatInstant(now),
    minutes: minutesOf(call, rules, call?.booking ? undefined : 'callback'),
    ...(phone === undefined ? {} : { phone: masked(phone) }),
    openNow: opening === now,
    ...(opening === undefined || opening === now ? {} : { nextOpening: formatInstant(opening) }),
    ...(call ? { callback: await callbackViewOf(ports.table, call) } : {}),
  });
}
