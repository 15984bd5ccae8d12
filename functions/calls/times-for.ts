import { callHoursOf } from '../../shared/domain/calls/call-hours.ts';
import type { CallTimes } from '../../shared/domain/calls/call-times.ts';
import { windowOf } from '../../shared/domain/time/contact-window.ts';
import { isKnownZone } from '../../shared/domain/time/working-hours.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Terms } from './call-terms.ts';

/** When a contact may be called: the hours they chose or the company's, where they are, without their country's holidays. */
export async function timesFor(
  { table, clock }: Ports,
  accountId: string,
  { contact, rules, roster, language, zone }: Terms,
): Promise<CallTimes> {
  const account = await loadAccount(table, accountId);
  const hours = callHoursOf(contact?.callHours, rules.contactHours);
  const country = account?.state.profile.country?.value;
  const known = isKnownZone(zone) ? zone : 'UTC';
  return {
    window: windowOf({ zone: known, country, hours, now: clock.now() }),
    agents: roster,
    language,
  };
}
