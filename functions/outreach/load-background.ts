import type { ClaimLine } from '../../shared/contracts/outreach-contract.ts';
import { type OutreachRules, outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { dayText, type LocalDay, localDayOf } from '../../shared/domain/time/local-days.ts';
import { loadClaims } from '../../shared/store/claim-store.ts';
import { loadBurstRow, type StoredBurstRow } from '../../shared/store/damage-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadSettings, type StoredSettings } from '../../shared/store/settings-store.ts';
import { openClaims } from './open-claims.ts';
import { zoneOf } from './zone-of.ts';

/** How an account looks by itself, whatever it is approached for. */
export type Background = {
  readonly row: StoredBurstRow;
  /** Open ones, the first to close first. */
  readonly claims: ClaimLine[];
  /** Where the account is. */
  readonly today: LocalDay;
  readonly rules: OutreachRules;
  readonly settings: StoredSettings;
};

export async function loadBackground({ table, clock }: Ports, accountId: string): Promise<Background> {
  const [row, claims, settings] = await Promise.all([
    loadBurstRow(table, accountId),
    loadClaims(table, accountId),
    loadSettings(table),
  ]);
  const rules = outreachRules(settings.outreach);
  const today = localDayOf(row.zone ?? (await zoneOf(table, accountId)), clock.now());
  return { row, claims: openClaims(claims, rules, dayText(today)), today, rules, settings };
}
