import type { LinkPurpose } from '../contracts/define-route.ts';
import { digest } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import { linkKey } from './keys.ts';
import { bare, type Change, type Put, type Table } from './table.ts';

/** What a signed link is good for: one purpose and one device or case. Only the digest of its token is kept. */
export type DeviceLink = {
  readonly purpose: 'device-report' | 'device-follow';
  readonly accountId: string;
  readonly serial: string;
  readonly caseId?: string;
  readonly contactId?: string;
  readonly language?: string;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly until: Instant;
};

/** Where a link leads: the token stands behind the hash sign, which browsers send to nobody. */
export const linkUrl = (origin: string, token: string): string => {
  const url = new URL('/device/', origin);
  url.hash = token;
  return url.href;
};

export const linkDigest = (token: string): string => digest('device-link', token);

/** The link of a token, also when its time is over: the caller says so. */
export async function loadLink(table: Table, token: string): Promise<DeviceLink | undefined> {
  const row = await table.get(linkKey(linkDigest(token)));
  return row && (bare(row) as unknown as DeviceLink);
}

/** A customer's link: to ask for a call, to see to a booked one, to say how it was. */
export type CustomerLink = {
  readonly purpose: LinkPurpose;
  readonly accountId: string;
  /** `-`: nobody by name. */
  readonly contactId: string;
  /** What it is about; a callback link gets one with the first call that is asked for by it. */
  readonly callId?: string;
  readonly product?: string;
  readonly language?: string;
  /** Who it is for has proved to be reached there; false: typed in by a visitor. */
  readonly proved: boolean;
  /** A visitor's: the request that it proves the address of. */
  readonly requestId?: string;
  /** One-use links: when it was used. */
  readonly usedAt?: Instant;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly until: Instant;
};

/** Where a customer's link leads. */
export const customerUrl = (origin: string, token: string): string => {
  const url = new URL('/book/', origin);
  url.hash = token;
  return url.href;
};

const forCustomers: Readonly<Record<LinkPurpose, true>> = {
  callback: true,
  appointment: true,
  feedback: true,
};

/** The customer's link of a digest, also when its time is over: the caller says so. */
export async function loadCustomerLink(table: Table, digested: string): Promise<CustomerLink | undefined> {
  const row = await table.get(linkKey(digested));
  const link = row && (bare(row) as unknown as CustomerLink);
  return link && Object.hasOwn(forCustomers, link.purpose) ? link : undefined;
}

/** What the token of a link looks like; nothing else is looked up. */
const tokenPattern = /^[A-Za-z0-9_-]{20,128}$/;

/** The customer's link of a token, with its digest; nothing for a text that is no token. */
export async function findCustomerLink(
  table: Table,
  token: string,
): Promise<(CustomerLink & { readonly digest: string }) | undefined> {
  if (!tokenPattern.test(token)) return undefined;
  const digested = linkDigest(token);
  const link = await loadCustomerLink(table, digested);
  return link && { ...link, digest: digested };
}

/** Writes a customer's link; only the digest of its token is kept. */
export const putCustomerLink = (token: string, link: CustomerLink): Put => ({
  do: 'put',
  row: {
    ...linkKey(linkDigest(token)),
    type: 'link',
    ...link,
    expiresAt: Math.floor(link.until / 1000) + KEPT_DAYS * 86_400,
  },
});

/** Marks a link as used, once: refused with `already-done` for whoever comes second. */
export const useLink = (digested: string, now: Instant): Change => ({
  do: 'change',
  key: linkKey(digested),
  set: { usedAt: now },
  add: { uses: 1 },
  when: { is: 'below', field: 'uses', cap: 1 },
  orElse: 'already-done',
});

/** The call that was asked for by a link is the link's own from then on. */
export const leadsTo = (digested: string, callId: string): Change => ({
  do: 'change',
  key: linkKey(digested),
  set: { callId },
  when: { is: 'present' },
  orElse: 'stale',
});

/** Whoever opened the link can be reached where it was sent. */
export const proveLink = (digested: string): Change => ({
  do: 'change',
  key: linkKey(digested),
  set: { proved: true },
  when: { is: 'present' },
  orElse: 'gone',
});

const KEPT_DAYS = 30;

/** Writes a link; it is cleaned away some time after it ended. */
export const putLink = (token: string, link: DeviceLink): Put => ({
  do: 'put',
  row: {
    ...linkKey(linkDigest(token)),
    type: 'link',
    ...link,
    expiresAt: Math.floor(link.until / 1000) + KEPT_DAYS * 86_400,
  },
});
