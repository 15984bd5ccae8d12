import { countReports } from '../../shared/domain/outreach/burst-history.ts';
import { outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { localDayOf } from '../../shared/domain/time/local-days.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { isWatched, watchWrites } from '../../shared/store/budget-store.ts';
import { hasClaims } from '../../shared/store/claim-store.ts';
import { burstWrite, loadBurstRow } from '../../shared/store/damage-store.ts';
import { loadMarket } from '../../shared/store/market-store.ts';
import { loadStandings } from '../../shared/store/outreach-store.ts';
import type { Handled, Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { armLook } from './arm-look.ts';
import { endOfService, productOf } from './load-desk.ts';
import { startRounds } from './start-rounds.ts';
import { zoneOf } from './zone-of.ts';

/**
 * The account has a watched product now, or has none any more: it counts for the budget, its quiet days count from now
 * on, and it is looked at. A service that is to end is looked at when it does. Watched as before, it is looked at where
 * what changed of it may matter to something that is there.
 */
export async function watchAccount(ports: Ports, accountId: string): Promise<Handled> {
  const { table, clock, ids } = ports;
  return untilFresh(async () => {
    const [account, settings, was] = await Promise.all([
      loadAccount(table, accountId),
      loadSettings(table),
      isWatched(table, accountId),
    ]);
    const { products } = outreachRules(settings.outreach);
    const is =
      account !== undefined &&
      account.mergedInto === undefined &&
      productOf(account, products, clock.now()) !== undefined;
    const ends = account && endOfService(account, products, clock.now());
    if (ends !== undefined) await armLook(ports, accountId, ends);
    if (is === was) {
      if (await mayMatter(table, accountId, is)) await armLook(ports, accountId, clock.now());
      return { answer: { done: true }, decision: 'watched-as-before' } as const;
    }
    // First, so that an earlier delivery that got no further than the commit left nothing out.
    await armLook(ports, accountId, clock.now());
    await startRounds(ports);
    const writes = [...watchWrites(accountId, is), ...(is ? await quietFrom(ports, accountId) : [])];
    const answer = await table.commit({ commitId: ids.random('cmt'), writes });
    return { answer, decision: is ? 'watched' : 'not-watched', detail: { account: accountId } };
  }, ['already-so']);
}

/** News of its market may be offered now; of a watched account something open, or a claim, may stand otherwise. */
async function mayMatter(table: Table, accountId: string, isWatched: boolean): Promise<boolean> {
  if ((await loadMarket(table, accountId)).news.length > 0) return true;
  if (!isWatched) return false;
  const standings = await loadStandings(table, accountId);
  return standings.some(({ isOpen }) => isOpen) || (await hasClaims(table, accountId));
}

/** Days without reports are known to be quiet from the day on which the account is first watched. */
async function quietFrom(ports: Ports, accountId: string): Promise<Write[]> {
  const row = await loadBurstRow(ports.table, accountId);
  if (row.version !== undefined) return [];
  const zone = await zoneOf(ports.table, accountId);
  const history = countReports(row.history, localDayOf(zone, ports.clock.now()), 0);
  return [burstWrite(accountId, { ...row, zone, history })];
}
