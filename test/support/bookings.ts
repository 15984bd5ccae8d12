import type { Contact } from '../../shared/contracts/accounts-contract.ts';
import type { Principal } from '../../shared/contracts/define-route.ts';
import type { Settings } from '../../shared/contracts/settings.ts';
import { newAccount } from '../../shared/domain/accounts/account.ts';
import type { DayEntry } from '../../shared/domain/calls/agent-day.ts';
import type { Agent } from '../../shared/domain/team/agent.ts';
import { DAY, formatInstant, type Instant } from '../../shared/kernel/instant.ts';
import type { Outcome } from '../../shared/kernel/outcome.ts';
import { accountRow } from '../../shared/store/account-store.ts';
import type { StoredCall } from '../../shared/store/call-store.ts';
import { replace } from '../../shared/store/journal.ts';
import { contactKey } from '../../shared/store/keys.ts';
import { type CustomerLink, linkDigest, putCustomerLink } from '../../shared/store/link-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { bare, type Row, type Write } from '../../shared/store/table.ts';
import { NOW } from './facts.ts';
import { testPorts } from './ports.ts';
import { exampleSettings, seedTeam } from './team.ts';

const office = [['09:00', '18:00']] as const;
export const officeHours = { mon: office, tue: office, wed: office, thu: office, fri: office };

export const MACHINE: Principal = { kind: 'machine', id: 'shop', scopes: ['callbacks:write'] };
/** 24 November 2026, a Tuesday, in Berlin (UTC+1). */
export const tuesday = (time: string): Instant => Date.parse(`2026-11-24T${time}:00+01:00`);
export const said = (time: string): string => formatInstant(tuesday(time));
/** A German mobile number of a contact's own. */
export const phoneOf = (n: number): string => `+49151${String(10_000_000 + n)}`;

/** An account with one contact, who speaks German unless told. */
export async function seedContact(
  { table }: Pick<Ports, 'table'>,
  accountId: string,
  given: { readonly contactId?: string; readonly contact?: Contact } = {},
): Promise<void> {
  const { contactId = 'main', contact = {} } = given;
  const state = { ...newAccount, profile: { languages: { value: ['de'], at: NOW, by: 'evt_x' } } };
  const account = { id: accountId, name: accountId, origin: 'live', createdAt: NOW, state } as never;
  const held = { phone: phoneOf(1), zone: 'Europe/Berlin', ...contact };
  const key = contactKey(accountId, contactId);
  const writes: Write[] = [
    { do: 'put', row: replace(accountRow(account), undefined).row },
    { do: 'put', row: { ...key, type: 'contact', asOf: NOW, version: 1, contact: held } },
  ];
  await table.commit({ commitId: `seed-${accountId}-${contactId}`, writes });
}

/** A link to the account's contact, and who its holder is to the API. */
export async function seedLink(
  { table }: Pick<Ports, 'table'>,
  token: string,
  given: Partial<CustomerLink> = {},
): Promise<Principal> {
  const link: CustomerLink = {
    ...{ purpose: 'callback', accountId: 'acme', contactId: 'main', proved: true },
    ...{ createdBy: 'shop', createdAt: NOW, until: NOW + 30 * DAY, ...given },
  };
  await table.commit({ commitId: `link-${token}`, writes: [putCustomerLink(token, link)] });
  return { kind: 'link', id: linkDigest(token), purpose: link.purpose };
}

/** A company with a team, its settings changed where a test says so, and an account `acme` that calls are with. */
export async function bookingRoom(
  agents: readonly Agent[],
  calls: Partial<NonNullable<Settings['calls']>> = {},
) {
  const ports = testPorts();
  const settings = exampleSettings();
  const countries = settings.calls?.countries ?? [];
  await seedTeam(ports, agents, { ...settings, calls: { ...settings.calls, countries, ...calls } });
  await seedContact(ports, 'acme');
  return { ports, link: await seedLink(ports, 'lnk_1') };
}

const rowsOf = (rows: Iterable<Row>, type: string): Row[] => [...rows].filter(row => row['type'] === type);

/** Every entry of every agent's days, once. */
export function entriesByAgent(rows: Iterable<Row>): Map<string, DayEntry[]> {
  const found = new Map<string, Map<string, DayEntry>>();
  for (const row of rowsOf(rows, 'agent-day')) {
    const mine = found.get(String(row['agentId'])) ?? new Map<string, DayEntry>();
    for (const entry of row['entries'] as DayEntry[]) mine.set(`${entry.id} ${entry.from}`, entry);
    found.set(String(row['agentId']), mine);
  }
  return new Map([...found].map(([id, entries]) => [id, [...entries.values()]]));
}

export const callsIn = (rows: Iterable<Row>): StoredCall[] =>
  rowsOf(rows, 'call').map(row => bare(row) as unknown as StoredCall);

/** What was granted; a refusal ends the test with its name. */
export function granted<T>(outcome: Outcome<T, string>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal}`);
  return outcome.value;
}
