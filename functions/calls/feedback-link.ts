import type { Principal } from '../../shared/contracts/define-route.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadCall, type StoredCall } from '../../shared/store/call-store.ts';
import { type CustomerLink, loadCustomerLink } from '../../shared/store/link-store.ts';
import { isErased } from '../../shared/store/person-store.ts';
import type { Ports } from '../../shared/store/ports.ts';

export type FeedbackLink = {
  readonly link: CustomerLink;
  readonly digest: string;
  readonly call: StoredCall;
};

/** The call that a feedback link is about. Nobody but the holder of such a link says how a call was, used or not. */
export async function feedbackLink(
  { table, clock }: Ports,
  principal: Principal,
): Promise<Outcome<FeedbackLink, 'not-found'>> {
  if (principal.kind !== 'link') return refused('not-found');
  const link = await loadCustomerLink(table, principal.id);
  if (link?.purpose !== 'feedback' || link.until <= clock.now() || link.callId === undefined)
    return refused('not-found');
  if (await isErased(table, link)) return refused('not-found');
  const call = await loadCall(table, link.callId);
  return call?.accountId === link.accountId
    ? accepted({ link, digest: principal.id, call })
    : refused('not-found');
}
