import type { Claim } from '../../shared/domain/outreach/claim.ts';
import { claimSignals } from '../../shared/domain/outreach/claim-signals.ts';
import { outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { dayOfText, dayText, localDayOf, workdayOnOrBefore } from '../../shared/domain/time/local-days.ts';
import { isKnownZone } from '../../shared/domain/time/working-hours.ts';
import { SECOND } from '../../shared/kernel/instant.ts';
import type { StoredAccount } from '../../shared/store/account-store.ts';
import { accountKey, accountPk, boardTeamKey, slotBoardPk } from '../../shared/store/keys.ts';
import {
  budgetPk,
  burstKey,
  claimPrefix,
  outreachLists,
  roundKey,
  watchedKey,
} from '../../shared/store/outreach-keys.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { bare, type Key, type Row } from '../../shared/store/table.ts';
import type { Guard, Missing, Must, Reader } from './guard.ts';
import { stillSo, unlessStanding } from './guard.ts';

/** Above every epoch that looks and rounds count on from. */
const epochAt = (now: number): number => Math.floor(now / SECOND);

/** A watched account is looked at now: the look works out what is due, and when the next one is. */
async function lookAt(read: Reader, accountId: string): Promise<Missing[]> {
  const watched = await read.get(watchedKey(accountId));
  if (!watched) return [];
  const must: Must = {
    ...{ pk: accountPk(accountId), kind: 'outreach.look' },
    ...{ dueAt: read.now, epoch: epochAt(read.now) },
  };
  return unlessStanding(read, must, stillSo(watched));
}

/** A burst that somebody is to be called about, or that waits for room, does not do so for ever. */
const openBurst: Guard = {
  name: 'burst',
  timers: ['outreach.look'],
  lists: [outreachLists.open, outreachLists.held],
  twice: true,
  missing: async (read, listed) => {
    const row = await read.fresh(listed);
    const isOpen = row?.['cause'] === 'burst' && (row['state'] === 'open' || row['state'] === 'held');
    return isOpen ? lookAt(read, String(row['accountId'])) : [];
  },
};

/** A watched account with claims at stake is looked at on the next day that makes a difference to them. */
const openClaims: Guard = {
  name: 'claims-at-stake',
  timers: ['outreach.look'],
  lists: [outreachLists.watched],
  twice: true,
  missing: async (read, listed) => {
    const accountId = String(listed['accountId']);
    const missing = await lookAt(read, accountId);
    return missing.length > 0 && (await hasDayAhead(read, accountId)) ? missing : [];
  },
};

/** Asked of accounts without a look alone. */
async function hasDayAhead(read: Reader, accountId: string): Promise<boolean> {
  const claims = (await read.all(accountPk(accountId), claimPrefix)).map(
    row => bare(row) as unknown as Claim,
  );
  if (claims.length === 0) return false;
  const [account, burst, settings] = await Promise.all([
    read.get(accountKey(accountId)),
    read.get(burstKey(accountId)),
    loadSettings(read.table),
  ]);
  const profile = (account as StoredAccount | undefined)?.state.profile;
  const own = burst?.['zone'] ?? profile?.zone?.value;
  const zone = typeof own === 'string' && isKnownZone(own) ? own : settings.company.zone;
  const rules = outreachRules(settings.outreach);
  const { nextDay } = claimSignals(claims, {
    ...{ rules: rules.claimRules, distances: rules.distances, today: dayText(localDayOf(zone, read.now)) },
    workdayOnOrBefore: day => dayText(workdayOnOrBefore(dayOfText(day), profile?.country?.value)),
  });
  return nextDay !== undefined;
}

/** Something that goes round for ever once it has begun; the row says that it has. */
const forEver = (name: string, key: Key, must: Pick<Must, 'pk' | 'kind'>): Guard => ({
  name,
  timers: [must.kind],
  rows: async table => {
    const row = await table.get(key);
    return row ? [row] : [];
  },
  missing: async (read, row: Row) =>
    unlessStanding(read, { ...must, dueAt: read.now, epoch: epochAt(read.now) }, stillSo(row)),
});

export const guardsOfOutreach: readonly Guard[] = [
  openBurst,
  openClaims,
  forEver('daily-round', roundKey, { pk: budgetPk, kind: 'outreach.round' }),
  forEver('board-of-slots', boardTeamKey, { pk: slotBoardPk, kind: 'board.roll' }),
];
