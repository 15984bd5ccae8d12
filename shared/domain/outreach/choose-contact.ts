import type { Purpose } from '../../events/outreach-events.ts';
import { type Approached, type Ledger, mayApproach } from '../accounts/permissions.ts';
import type { HoldReason } from './outreach.ts';

type Offers = 'call' | 'mail' | 'none';
type Reachable = Approached & { readonly offers?: Offers | undefined };
type Nobody = Extract<HoldReason, 'objected' | 'no-contact'>;

/** The first contact of the account with a number who may be approached for service; without one, why nobody. */
export function chooseForCall<C extends Approached>({ contacts, words }: Ledger<C>): C | Nobody {
  const reachable = contacts.filter(one => one.phone !== undefined && one.isElsewhere !== true);
  const allowed = reachable.find(one => mayApproach('service', { contacts, words }, one));
  return allowed ?? (reachable.length > 0 ? 'objected' : 'no-contact');
}

/** May a contact of the account still be called for a purpose: are they reachable by phone, and did nobody object? */
export function mayCall<C extends Approached>(
  ledger: Ledger<C>,
  contactId: string,
  purpose: Purpose,
): boolean {
  const contact = ledger.contacts.find(({ id }) => id === contactId);
  return (
    contact?.phone !== undefined && contact.isElsewhere !== true && mayApproach(purpose, ledger, contact)
  );
}

export type Offered = {
  readonly by: Offers;
  readonly contact: { readonly id: string } | { readonly why: Nobody };
};

/**
 * Who is offered something and how: the first contact who may be approached for the purpose, wants offers and can be
 * reached by what they chose, else by what the settings say. `none` when all who may be approached want none.
 */
export function chooseForOffer<C extends Reachable>(
  { contacts, words }: Ledger<C>,
  { purpose, by: usual }: { readonly purpose: Purpose; readonly by: 'call' | 'mail' },
): Offered {
  const allowed = contacts.filter(
    one => one.isElsewhere !== true && mayApproach(purpose, { contacts, words }, one),
  );
  const willing = allowed.filter(({ offers }) => offers !== 'none');
  const by = ({ offers = usual }: Reachable) => offers;
  const fits = willing.find(one => (by(one) === 'call' ? one.phone : one.email) !== undefined);
  if (fits) return { by: by(fits), contact: { id: fits.id } };
  if (allowed.length > 0 && willing.length === 0) return { by: 'none', contact: { why: 'no-contact' } };
  return { by: usual, contact: { why: allowed.length > 0 ? 'no-contact' : 'objected' } };
}
