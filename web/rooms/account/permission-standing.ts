import type { PermissionsView } from '../../../shared/contracts/outreach-contract.ts';
import type { Tone } from '../../parts/marks.tsx';

export type Purpose = PermissionsView['ledger'][number]['purpose'];
export type Standing = 'allowed' | 'none' | 'objected';

export const purposes = ['service', 'marketing', 'survey'] as const satisfies readonly Purpose[];
export const tones: Readonly<Record<Standing, Tone>> = { allowed: 'good', none: 'plain', objected: 'bad' };

/** In the place of a contact: the account as a whole. */
export const EVERYBODY = '-';

/** How a contact stands to a purpose: what is not allowed was objected to, or nobody ever consented to it. */
export function standing(
  { contacts, ledger }: PermissionsView,
  contactId: string,
  purpose: Purpose,
): Standing {
  if (contacts.find(one => one.contactId === contactId)?.may[purpose]) return 'allowed';
  const concerns = [contactId, EVERYBODY];
  const said = ledger.some(one => one.purpose === purpose && concerns.includes(one.contactId));
  return said || purpose === 'service' ? 'objected' : 'none';
}
