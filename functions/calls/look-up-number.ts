import { loadAccount, type StoredAccount } from '../../shared/store/account-store.ts';
import { loadContact } from '../../shared/store/contact-store.ts';
import { findByPhone, type PhoneOwner } from '../../shared/store/phone-store.ts';
import type { Ports } from '../../shared/store/ports.ts';

export type LookUpPorts = Pick<Ports, 'table'> & {
  /** Where the console is, without a slash at the end. */
  readonly origin: string;
};

/** Everybody known with a number in E.164, each with the address that opens the account ready to log the call. */
export async function lookUpNumber(ports: LookUpPorts, number: string) {
  const owners = await findByPhone(ports.table, number);
  const found = await Promise.all(owners.map(owner => matchOf(ports, owner)));
  return { number, matches: found.filter(one => one !== undefined) };
}

async function matchOf({ table, origin }: LookUpPorts, { accountId, contactId }: PhoneOwner) {
  const [account, contact] = await Promise.all([
    lastOf(table, accountId),
    loadContact(table, accountId, contactId),
  ]);
  if (!account || !contact) return undefined;
  const { id, name, owner } = account;
  return {
    ...{ accountId: id, accountName: name ?? id, contactId },
    ...(contact.name === undefined ? {} : { contactName: contact.name }),
    ...(contact.language === undefined ? {} : { language: contact.language }),
    ...(owner === undefined ? {} : { ownerId: owner.id }),
    url: `${origin}/accounts/${encodeURIComponent(id)}?call=${encodeURIComponent(contactId)}`,
  };
}

/** A merged account lives on as another. */
async function lastOf(table: Ports['table'], accountId: string): Promise<StoredAccount | undefined> {
  const account = await loadAccount(table, accountId);
  return account?.mergedInto === undefined ? account : lastOf(table, account.mergedInto);
}
