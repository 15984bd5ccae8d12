import { digest } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import { linkKey } from './keys.ts';
import { bare, type Put, type Table } from './table.ts';

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
