import { findCustomerLink } from '../../shared/store/link-store.ts';
import { isErased } from '../../shared/store/person-store.ts';
import type { Ports } from '../../shared/store/ports.ts';

export type LinkAnswer =
  | { readonly isAuthorized: false }
  | { readonly isAuthorized: true; readonly context: { readonly linkId: string; readonly purpose: string } };

/**
 * Whether the `Authorization` header carries a customer's signed link that is good now. Unknown, ended and used ones, and
 * those of somebody who was erased, get the same answer; links of device users are none of these, and what does not look like a link is not looked up.
 * The answer may be kept for a minute: a use case looks at the link again.
 */
export async function checkLink(
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  authorization: string | undefined,
): Promise<LinkAnswer> {
  const token = /^Link +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const found = await findCustomerLink(table, token);
  if (!found || found.usedAt !== undefined || found.until <= clock.now()) return { isAuthorized: false };
  if (await isErased(table, found)) return { isAuthorized: false };
  return { isAuthorized: true, context: { linkId: found.digest, purpose: found.purpose } };
}
