import type { Contact } from '../contracts/accounts-contract.ts';
import { digest } from '../kernel/id.ts';
import { phoneKey, phonePk } from './keys.ts';
import type { Table, Write } from './table.ts';

/** Whose number it is. */
export type PhoneOwner = { readonly accountId: string; readonly contactId: string };

/** A switchboard's number is many people's; whoever calls from it is asked for their name anyhow. */
const MOST = 20;

/** The number as the table knows it; contacts keep theirs in E.164. */
const digestOf = (number: string): string => digest('phone', number);
const keyOf = (number: string, { accountId, contactId }: PhoneOwner) =>
  phoneKey(digestOf(number), accountId, contactId);

/** Belongs into the commit that writes a contact: its number leads to it from then on, the former one no more. */
export function phoneWrites(owner: PhoneOwner, now: Contact, before: Contact | undefined): Write[] {
  const { accountId, contactId } = owner;
  return [
    ...(before?.phone !== undefined && before.phone !== now.phone
      ? [{ do: 'delete', key: keyOf(before.phone, owner) } as const]
      : []),
    ...(now.phone === undefined
      ? []
      : [
          {
            do: 'put',
            row: { ...keyOf(now.phone, owner), type: 'phone', accountId, contactId },
          } as const,
        ]),
  ];
}

/** Belongs into the commit that erases a contact: their number leads to nobody from then on. */
export const phoneGone = (owner: PhoneOwner, before: Contact): Write[] =>
  before.phone === undefined ? [] : [{ do: 'delete', key: keyOf(before.phone, owner) }];

/** Everybody whose number this is, in E.164; contacts written before numbers led to them are found once written again. */
export async function findByPhone(table: Table, number: string): Promise<PhoneOwner[]> {
  const { rows } = await table.query({ pk: phonePk(digestOf(number)), limit: MOST });
  return rows.map(row => ({ accountId: String(row['accountId']), contactId: String(row['contactId']) }));
}
