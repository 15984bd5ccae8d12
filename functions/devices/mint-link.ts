import { formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadCase } from '../../shared/store/case-store.ts';
import { linkUrl, putLink } from '../../shared/store/link-store.ts';
import type { Ports } from '../../shared/store/ports.ts';

const FOLLOW_HOURS = 24 * 30;

export type LinkPorts = Ports & {
  /** Public origin that links lead to, without a slash at the end. */
  readonly origin: string;
};
type Minted = { readonly url: string; readonly expiresAt: string };

/** A link with which the device's user follows one case. The table keeps the token's digest alone. */
export async function mintFollowLink(
  { table, clock, ids, origin }: LinkPorts,
  { caseId, principal }: { readonly caseId: string; readonly principal: string },
): Promise<Outcome<Minted, 'not-found'>> {
  const held = await loadCase(table, caseId);
  if (!held) return refused('not-found');
  const { accountId, serial, contactId, language } = held;
  const token = ids.random('lnk');
  const createdAt = clock.now();
  const until = createdAt + FOLLOW_HOURS * HOUR;
  const write = putLink(token, {
    ...{ purpose: 'device-follow', accountId, serial, caseId, language, createdBy: principal },
    ...(contactId === undefined ? {} : { contactId }),
    ...{ createdAt, until },
  });
  await table.commit({ commitId: ids.random('cmt'), writes: [write] });
  return accepted({ url: linkUrl(origin, token), expiresAt: formatInstant(until) });
}
