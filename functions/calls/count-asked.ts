import type { Call } from '../../shared/domain/calls/call.ts';
import { limits } from '../../shared/domain/calls/limits.ts';
import type { PhoneRefusal } from '../../shared/domain/calls/phone-number.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { askedOnce } from '../../shared/store/asked-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Write } from '../../shared/store/table.ts';
import { phoneFor } from './call-terms.ts';
import type { Wanted } from './plan-callback.ts';

/**
 * The number that is to be called may be called, and neither it nor the account has too many calls already. The writes
 * count this one, in the commit that makes it.
 */
export async function countAsked(
  { table, clock }: Ports,
  call: Call,
  { customer, terms, part }: Pick<Wanted, 'customer' | 'terms' | 'part'>,
): Promise<Outcome<readonly Write[], PhoneRefusal | 'no-phone' | 'too-many'>> {
  const phone = phoneFor(terms, part.phone ?? call.phone);
  if (!phone.ok) return phone;
  const asked = { callId: call.id, at: clock.now() };
  const [byPhone, byAccount] = await Promise.all([
    askedOnce(table, { of: 'phone', subject: phone.value, limit: limits.phone }, asked),
    askedOnce(table, { of: 'account', subject: customer.accountId, limit: limits.account }, asked),
  ]);
  if (!byPhone.ok) return byPhone;
  return byAccount.ok ? accepted([...byPhone.value, ...byAccount.value]) : byAccount;
}
