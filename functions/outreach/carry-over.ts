import { mergeParts } from '../../shared/domain/accounts/account.ts';
import { type Claim, newClaim } from '../../shared/domain/outreach/claim.ts';
import { asIfSpoken, joinStandings } from '../../shared/domain/outreach/join-standings.ts';
import type { Standing } from '../../shared/domain/outreach/outreach.ts';
import { isSameData } from '../../shared/kernel/same-data.ts';
import { loadClaim, loadClaims, putClaim, type StoredClaim } from '../../shared/store/claim-store.ts';
import { loadMarket, marketWrite } from '../../shared/store/market-store.ts';
import {
  loadOutreach,
  loadStandings,
  type StoredStanding,
  standingWrite,
} from '../../shared/store/outreach-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import type { Write } from '../../shared/store/table.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';

/**
 * What is known of a merged account goes to the one it lives on as: pauses and what was spoken of first, then news of
 * the market and claims, which may be approached for there. Done again it changes nothing.
 */
export async function carryOver(ports: Ports, from: string, into: string): Promise<void> {
  const standings = await loadStandings(ports.table, from);
  for (const standing of standings) if (standing.cause !== 'work') await takeStanding(ports, standing, into);
  const { news } = await loadMarket(ports.table, from);
  if (news.length > 0)
    await write(ports, async () => {
      const { done, write: taken } = marketWrite(into, news, await loadMarket(ports.table, into));
      return done ? undefined : taken;
    });
  for (const claim of await loadClaims(ports.table, from)) await takeClaim(ports, claim, into);
}

async function takeStanding(
  ports: Ports,
  { version: _theirs, ...theirs }: StoredStanding,
  into: string,
): Promise<void> {
  const { cause, outreachId } = theirs;
  const outreach = outreachId === undefined ? undefined : await loadOutreach(ports.table, outreachId);
  await write(ports, async () => {
    const held = (await loadStandings(ports.table, into)).find(one => one.cause === cause);
    const fresh: Standing = { accountId: into, cause, isOpen: false, count: 0 };
    const { version, ...own } = held ?? { ...fresh, version: undefined };
    const joined = joinStandings(own, asIfSpoken(theirs, outreach));
    return isSameData(joined, own) ? undefined : standingWrite(joined, version);
  });
}

/** The survivor knows of the claim what either knew. */
const takeClaim = (ports: Ports, { version: _theirs, ...claim }: StoredClaim, into: string): Promise<void> =>
  write(ports, async () => {
    const held = await loadClaim(ports.table, into, claim.id);
    const { version, ...own } = held ?? { ...newClaim(claim.id), version: undefined };
    const joined: Claim = { ...mergeParts(withoutId(own), withoutId(claim)), id: claim.id };
    return held && isSameData(joined, own) ? undefined : putClaim(into, joined, version);
  });

function withoutId({ id: _id, ...parts }: Claim): Omit<Claim, 'id'> {
  return parts;
}

async function write({ table, ids }: Ports, decide: () => Promise<Write | undefined>): Promise<void> {
  await untilFresh(async () => {
    const one = await decide();
    if (!one) return { answer: { done: true }, decision: 'known' } as const;
    return {
      answer: await table.commit({ commitId: ids.random('cmt'), writes: [one] }),
      decision: 'carried-over',
    };
  });
}
