import type { AccountView } from '../../shared/contracts/accounts-contract.ts';
import {
  accountStatus,
  languagesOf,
  type ProductState,
  productStatus,
  segmentOf,
} from '../../shared/domain/accounts/account.ts';
import { formatInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount, type StoredAccount } from '../../shared/store/account-store.ts';
import { loadContacts } from '../../shared/store/contact-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadAgent } from '../../shared/store/roster-store.ts';

/** One account as the console shows it, the contacts of its merged duplicates included. */
export async function readAccount(
  { table }: Ports,
  accountId: string,
): Promise<Outcome<AccountView, 'not-found'>> {
  const stored = await loadAccount(table, accountId);
  if (!stored) return refused('not-found');
  const [owner, ...contacts] = await Promise.all([
    stored.owner && loadAgent(table, stored.owner.id),
    ...[accountId, ...(stored.mergedFrom ?? [])].map(id => loadContacts(table, id)),
  ]);
  const known = contacts.flat().map(({ asOf: _asOf, ...contact }) => contact);
  return accepted({
    ...headOf(stored),
    ...(stored.owner ? { owner: { ...stored.owner, name: owner?.name ?? stored.owner.id } } : {}),
    contacts: known,
    contactMissing: known.length === 0,
  });
}

function headOf(stored: StoredAccount) {
  const { state } = stored;
  return {
    id: stored.id,
    name: stored.name ?? stored.id,
    status: stored.mergedInto === undefined ? accountStatus(state) : ('merged' as const),
    languages: [...languagesOf(state)],
    segment: segmentOf(state),
    ...(state.profile.zone ? { zone: state.profile.zone.value } : {}),
    ...(state.profile.country ? { country: state.profile.country.value } : {}),
    origin: stored.origin,
    products: Object.entries(state.products).map(([product, parts]) => productView(product, parts)),
    ...(stored.mergedInto === undefined ? {} : { mergedInto: stored.mergedInto }),
    version: stored.version,
  };
}

function productView(product: string, parts: ProductState) {
  const since = parts.since ?? parts.phase;
  return {
    product,
    status: productStatus(parts),
    since: formatInstant(since?.at ?? 0),
    ...(parts.trialEndsAt ? { trialEndsAt: formatInstant(parts.trialEndsAt.value) } : {}),
    ...(parts.renewedUntil ? { renewedUntil: formatInstant(parts.renewedUntil.value) } : {}),
    ...(parts.cancellation?.value ? { endsAt: formatInstant(parts.cancellation.value.effectiveAt) } : {}),
  };
}

/** One line of the accounts' list. */
export const lineOf = (stored: StoredAccount) => ({
  id: stored.id,
  name: stored.name ?? stored.id,
  status: stored.mergedInto === undefined ? accountStatus(stored.state) : 'merged',
  languages: [...languagesOf(stored.state)],
  ...(stored.owner ? { ownerId: stored.owner.id } : {}),
});
