import type { AccountView } from '../contracts/accounts-contract.ts';
import type { SellerView } from '../contracts/onboarding-contract.ts';
import {
  accountStatus,
  languagesOf,
  type ProductState,
  productStatus,
  type Seller,
  segmentOf,
  sellerOf,
} from '../domain/accounts/account.ts';
import { formatInstant } from '../kernel/instant.ts';
import { loadAccount, type StoredAccount } from './account-store.ts';
import { loadEverybody } from './contact-store.ts';
import { erasedOf } from './person-store.ts';
import { loadAgent } from './roster-store.ts';
import type { Table } from './table.ts';

/** One account as the console shows it, the contacts of its merged duplicates included. */
export async function loadAccountView(table: Table, accountId: string): Promise<AccountView | undefined> {
  const stored = await loadAccount(table, accountId);
  if (!stored) return undefined;
  const [owner, ...contacts] = await Promise.all([
    stored.owner && loadAgent(table, stored.owner.id),
    ...[accountId, ...(stored.mergedFrom ?? [])].map(id => contactsOf(table, id, accountId)),
  ]);
  const known = contacts.flat();
  return {
    ...headOf(stored),
    ...(stored.owner ? { owner: { ...stored.owner, name: owner?.name ?? stored.owner.id } } : {}),
    contacts: known,
    contactMissing: known.every(({ erased }) => erased),
  };
}

/** Those of a merged account say where they are kept. */
async function contactsOf(table: Table, id: string, shownAt: string): Promise<AccountView['contacts']> {
  const { contacts, erased } = await loadEverybody(table, id);
  const from = id === shownAt ? {} : { accountId: id };
  return [
    ...contacts.map(({ asOf: _asOf, ...contact }) => ({ ...contact, ...from })),
    ...erased.map(stone => ({ id: stone.contactId, ...from, erased: erasedOf(stone) })),
  ];
}

function headOf(stored: StoredAccount) {
  const { state } = stored;
  const seller = sellerOf(state);
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
    ...(Object.keys(seller).length === 0 ? {} : { seller: sellerViewOf(seller) }),
    ...(stored.mergedInto === undefined ? {} : { mergedInto: stored.mergedInto }),
    version: stored.version,
  };
}

/** What is known of a seller as interfaces show it. */
export const sellerViewOf = ({ marketplaces, fields, ...seller }: Seller): SellerView => ({
  ...(marketplaces === undefined ? {} : { marketplaces: [...marketplaces] }),
  ...(fields === undefined ? {} : { fields: [...fields] }),
  ...seller,
});

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
