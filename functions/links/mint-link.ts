import { formatInstant, HOUR, type Instant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { loadContact, loadContacts } from '../../shared/store/contact-store.ts';
import { loadDevice } from '../../shared/store/device-store.ts';
import {
  type CustomerLink,
  customerUrl,
  type DeviceLink,
  linkUrl,
  putCustomerLink,
  putLink,
} from '../../shared/store/link-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Put } from '../../shared/store/table.ts';

const HOURS = 24;

export type LinkPorts = Ports & {
  /** Public origin that links lead to, without a slash at the end. */
  readonly origin: string;
};
type Minted = { readonly url: string; readonly expiresAt: string };
type Given = {
  readonly contactId?: string | undefined;
  readonly language?: string | undefined;
  readonly hours?: number | undefined;
  readonly principal: string;
};

/** A link with which the user of a registered device reports it. */
export async function mintReportLink(
  ports: LinkPorts,
  given: Given & { readonly serial: string },
): Promise<Outcome<Minted, 'unknown-device'>> {
  const device = await loadDevice(ports.table, given.serial);
  if (device?.accountId === undefined)
    return refused('unknown-device', {
      field: 'body.serial',
      problem: 'No customer’s device with this serial is registered.',
    });
  const { accountId, serial } = device;
  const contactId = given.contactId ?? device.contactId;
  const link: Omit<DeviceLink, keyof Times> = {
    ...{ purpose: 'device-report', accountId, serial, ...languageOf(given), createdBy: given.principal },
    ...(contactId === undefined ? {} : { contactId }),
  };
  const write = (token: string, times: Times) => putLink(token, { ...link, ...times });
  return accepted(await mint(ports, given.hours, { write, url: linkUrl }));
}

/**
 * A link with which a customer asks to be called. Whoever mints it answers for who gets it, so the holder counts as
 * proved. Without a contact it is for the account's only one, or for nobody by name.
 */
export async function mintCallbackLink(
  ports: LinkPorts,
  given: Given & { readonly accountId: string; readonly product?: string | undefined },
): Promise<Outcome<Minted, 'unknown-account' | 'unknown-contact'>> {
  const { accountId, product, principal } = given;
  const account = await loadAccount(ports.table, accountId);
  if (!account || account.mergedInto !== undefined)
    return refused('unknown-account', { field: 'body.accountId', problem: 'No such account is known.' });
  const contactId = await contactOf(ports, given);
  if (contactId === undefined)
    return refused('unknown-contact', {
      field: 'body.contactId',
      problem: 'The account has no such contact.',
    });
  const link: Omit<CustomerLink, keyof Times> = {
    ...{ purpose: 'callback', accountId, contactId, proved: true, ...languageOf(given) },
    ...(product === undefined ? {} : { product }),
    createdBy: principal,
  };
  const write = (token: string, times: Times) => putCustomerLink(token, { ...link, ...times });
  return accepted(await mint(ports, given.hours, { write, url: customerUrl }));
}

async function contactOf(
  { table }: Ports,
  { accountId, contactId }: { readonly accountId: string; readonly contactId?: string | undefined },
): Promise<string | undefined> {
  if (contactId !== undefined) return (await loadContact(table, accountId, contactId)) && contactId;
  const [only, ...others] = await loadContacts(table, accountId);
  return only !== undefined && others.length === 0 ? only.id : '-';
}

const languageOf = ({ language }: Given) => (language === undefined ? {} : { language });

type Times = { readonly createdAt: Instant; readonly until: Instant };
type Kind = {
  readonly write: (token: string, times: Times) => Put;
  readonly url: (origin: string, token: string) => string;
};

/** The table keeps the token's digest alone. */
async function mint(
  { table, clock, ids, origin }: LinkPorts,
  hours: number | undefined,
  { write, url }: Kind,
): Promise<Minted> {
  const token = ids.random('lnk');
  const createdAt = clock.now();
  const until = createdAt + (hours ?? HOURS) * HOUR;
  await table.commit({ commitId: ids.random('cmt'), writes: [write(token, { createdAt, until })] });
  return { url: url(origin, token), expiresAt: formatInstant(until) };
}
