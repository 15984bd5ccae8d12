import { isKnownZone } from '../../shared/domain/time/working-hours.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Table } from '../../shared/store/table.ts';

/** Where an account is: its own zone, else the company's. */
export async function zoneOf(table: Table, accountId: string): Promise<string> {
  const [account, { company }] = await Promise.all([loadAccount(table, accountId), loadSettings(table)]);
  const zone = account?.state.profile.zone?.value;
  return zone !== undefined && isKnownZone(zone) ? zone : company.zone;
}
