import type { Principal } from '../../shared/contracts/define-route.ts';
import { digest } from '../../shared/kernel/id.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { loadCall, loadOpenCall, type StoredCall } from '../../shared/store/call-store.ts';
import { loadContact } from '../../shared/store/contact-store.ts';
import { type CustomerLink, loadCustomerLink } from '../../shared/store/link-store.ts';
import { isErased } from '../../shared/store/person-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { openCallWith } from './open-call-with.ts';
import { type ContactPlace, survivingContact } from './surviving-contact.ts';
import { anyContact, survivorOf } from './wished-item.ts';

/** On whose behalf somebody calls: the holder of a link for its contact, a machine for the contact it names. */
export type Customer = {
  /** Who did it, as histories say it. */
  readonly by: string;
  /** Whose holds are one: a digest. */
  readonly source: string;
  readonly accountId: string;
  readonly contactId: string;
  readonly proved: boolean;
  readonly link?: CustomerLink & { readonly digest: string };
};

export type CustomerRefusal = 'forbidden' | 'unknown-account' | 'unknown-contact';
type Named = { readonly accountId?: string | undefined; readonly contactId?: string | undefined };

/** The customer behind a request. A link says it itself, whatever the request says; a machine names an account we know. */
export async function customerOf(
  ports: Ports,
  principal: Principal,
  named: Named,
): Promise<Outcome<Customer, CustomerRefusal>> {
  if (principal.kind === 'link') return customerOfLink(ports, principal.id);
  if (principal.kind !== 'machine') return refused('forbidden');
  const { accountId } = named;
  if (accountId === undefined || !(await loadAccount(ports.table, accountId)))
    return refused('unknown-account', { field: 'accountId', problem: 'Name an account that exists.' });
  const place = await placeOf(ports, { accountId, contactId: named.contactId });
  return place
    ? accepted(byMachine(principal.id, place))
    : refused('unknown-contact', { field: 'contactId', problem: 'The account has no such contact.' });
}

/** The contact that a machine names, of the account or of the one it lives on as; else whichever can be called. */
async function placeOf(
  ports: Ports,
  { accountId, contactId }: { readonly accountId: string; readonly contactId: string | undefined },
): Promise<ContactPlace | undefined> {
  const { table } = ports;
  const survivor = await survivorOf(table, accountId);
  if (contactId === undefined) return { accountId: survivor, contactId: await anyContact(table, survivor) };
  if (await loadContact(table, accountId, contactId)) return livesAs(ports, { accountId, contactId });
  return (await loadContact(table, survivor, contactId)) && { accountId: survivor, contactId };
}

/** What is open with a contact of a merged account goes on there; any other call is with who they live on as. */
const livesAs = async (ports: Ports, own: ContactPlace): Promise<ContactPlace> =>
  (await loadOpenCall(ports.table, own.accountId, own.contactId)) ? own : survivingContact(ports, own);

const byMachine = (
  by: string,
  { accountId, contactId }: Pick<Customer, 'accountId' | 'contactId'>,
): Customer => ({
  ...{ accountId, contactId, by, proved: true },
  source: digest('source', by, accountId, contactId),
});

/** The authorizer let the link through; it may have ended since, and its contact may have been erased. */
async function customerOfLink(ports: Ports, linkDigest: string): Promise<Outcome<Customer, 'forbidden'>> {
  const link = await loadCustomerLink(ports.table, linkDigest);
  const isOver = !link || link.until <= ports.clock.now() || link.usedAt !== undefined;
  if (isOver || (await isErased(ports.table, link)))
    return refused('forbidden', { problem: 'This link is over.' });
  const { accountId, contactId, proved } = link;
  return accepted({
    ...{ proved, source: linkDigest, by: `link:${contactId}`.slice(0, 64) },
    ...(await livesAs(ports, { accountId, contactId })),
    link: { ...link, digest: linkDigest },
  });
}

/**
 * The call a request names, when it is the caller's: a machine's whichever, a link's own, and any with its contact when
 * the link was made for somebody known to ask for calls. Every other one does not exist for them.
 */
export async function callFor(
  ports: Ports,
  principal: Principal,
  callId: string,
): Promise<
  Outcome<{ readonly call: StoredCall; readonly customer: Customer }, CustomerRefusal | 'not-found'>
> {
  const call = await loadCall(ports.table, callId);
  if (principal.kind === 'machine') {
    if (!call) return refused('not-found');
    return accepted({ call, customer: byMachine(principal.id, call) });
  }
  const found = await customerOf(ports, principal, {});
  if (!found.ok) return found;
  return call && isTheirs(call, found.value)
    ? accepted({ call, customer: found.value })
    : refused('not-found');
}

const isTheirs = (call: StoredCall, { link, proved, ...lives }: Customer): boolean =>
  link?.callId === call.id ||
  (link?.purpose === 'callback' && proved && (isWith(call, link) || isWith(call, lives)));

const isWith = (call: StoredCall, { accountId, contactId }: ContactPlace): boolean =>
  call.accountId === accountId && call.contactId === contactId;

/** The call a request is about: the one it names, else the link's own, else the open one with the contact; none yet, maybe. */
export async function aboutCall(
  ports: Ports,
  principal: Principal,
  named: Named & { readonly callbackId?: string | undefined },
): Promise<
  Outcome<
    { readonly call: StoredCall | undefined; readonly customer: Customer },
    CustomerRefusal | 'not-found'
  >
> {
  if (named.callbackId !== undefined) return callFor(ports, principal, named.callbackId);
  const found = await customerOf(ports, principal, named);
  if (!found.ok) return found;
  const { accountId, contactId, link } = found.value;
  const own = link?.callId === undefined ? undefined : await loadCall(ports.table, link.callId);
  const isOver = own?.state === 'ended' && link?.purpose === 'callback';
  if (own && !isOver) return accepted({ customer: found.value, call: own });
  const open = await openCallWith(ports.table, accountId, contactId);
  const theirs = open && (link === undefined || isTheirs(open, found.value));
  return accepted({ customer: found.value, call: theirs ? open : undefined });
}
