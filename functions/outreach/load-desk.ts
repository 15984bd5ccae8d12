import { languageOf, productStatus } from '../../shared/domain/accounts/account.ts';
import type { Ledger } from '../../shared/domain/accounts/permissions.ts';
import type { Around } from '../../shared/domain/outreach/around.ts';
import { roomFor } from '../../shared/domain/outreach/budget.ts';
import { chooseForCall, chooseForOffer, mayCall } from '../../shared/domain/outreach/choose-contact.ts';
import type { Claim } from '../../shared/domain/outreach/claim.ts';
import { waitsForUs } from '../../shared/domain/outreach/claim.ts';
import { claimSignals, isLastDistance } from '../../shared/domain/outreach/claim-signals.ts';
import { type OutreachRules, outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import {
  dayOfText,
  dayText,
  instantOnDay,
  localDayOf,
  workdayOnOrBefore,
} from '../../shared/domain/time/local-days.ts';
import { HOUR } from '../../shared/kernel/instant.ts';
import { loadAccount, type StoredAccount } from '../../shared/store/account-store.ts';
import { countWatched, loadBudget, type StoredBudget } from '../../shared/store/budget-store.ts';
import { loadClaims } from '../../shared/store/claim-store.ts';
import type { StoredContact } from '../../shared/store/contact-store.ts';
import { loadBurstRow, type StoredBurstRow } from '../../shared/store/damage-store.ts';
import { loadMarket } from '../../shared/store/market-store.ts';
import {
  loadOutreach,
  loadStandings,
  type StoredOutreach,
  type StoredStanding,
} from '../../shared/store/outreach-store.ts';
import { loadLedger } from '../../shared/store/permission-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { burstsOf } from './bursts-of.ts';
import { zoneOf } from './zone-of.ts';

/** Everything about an account that a look goes by, as it was read. */
export type Desk = {
  readonly account: StoredAccount;
  readonly around: Around;
  readonly zone: string;
  readonly row: StoredBurstRow;
  readonly budget: StoredBudget;
  /** Accounts of the watched products. */
  readonly accounts: number;
  readonly standings: readonly StoredStanding[];
  readonly outreach: readonly StoredOutreach[];
  /** The next day on which claims make a difference. */
  readonly nextDay: string | undefined;
  /** When its service ends, where that is to come. */
  readonly endsAt: number | undefined;
};

/** Reads an account with all that it may be approached for; `undefined` when there is no such account. */
export async function loadDesk(ports: Ports, accountId: string): Promise<Desk | undefined> {
  const { table, clock } = ports;
  const now = clock.now();
  const account = await loadAccount(table, accountId);
  if (!account || account.mergedInto !== undefined) return undefined;
  const [settings, ledger, row, claims, { news }, standings, budget, accounts] = await Promise.all([
    loadSettings(table),
    loadLedger(table, account),
    loadBurstRow(table, accountId),
    loadClaims(table, accountId),
    loadMarket(table, accountId),
    loadStandings(table, accountId),
    loadBudget(table),
    countWatched(table),
  ]);
  const zone = row.zone ?? (await zoneOf(table, accountId));
  const outreach = await outreachOf(ports, standings);
  const rules = outreachRules(settings.outreach);
  const today = dayText(localDayOf(zone, now));
  const signals = signalsOf(claims, { rules, today, country: account.state.profile.country?.value });
  const contact = chooseForCall(ledger);
  const own = new Set(claims.filter(waitsForUs).map(({ id }) => id));
  const around: Around = {
    ...{ accountId, now, today, rules, contact: asContact(contact) },
    isWatched: productOf(account, rules.products, now) !== undefined,
    language: (typeof contact === 'string' ? undefined : contact.language) ?? languageOf(account.state),
    product: productOf(account, rules.products, now),
    bursts: await burstsOf(ports, { accountId, row, rules, today, outreach, until: dealtWith(standings) }),
    claims: signals.due.filter(({ claimId }) => !own.has(claimId)),
    ownClaims: signals.due.filter(({ claimId }) => own.has(claimId)),
    mayCall: (contactId, purpose) => mayCall(ledger, contactId, purpose),
    noonOf: day => instantOnDay(zone, dayOfText(day), 12 * HOUR),
    isLastDistance: line => isLastDistance(line, rules.distances),
    market: { news: news.map(({ by: _by, ...one }) => one), ...marketOf(account, rules, { ledger, now }) },
    room: roomFor(accountId, budget.grants, { accounts, terms: termsOf(rules), now }),
  };
  const { nextDay } = signals;
  const endsAt = endOfService(account, rules.products, now);
  return { account, around, zone, row, budget, accounts, standings, outreach, nextDay, endsAt };
}

export const termsOf = ({ budgetPercent: percent, quarterDays }: OutreachRules) => ({ percent, quarterDays });

const dealtWith = (standings: readonly StoredStanding[]): string | undefined => {
  const until = standings.find(({ cause }) => cause === 'burst')?.until;
  return until === undefined ? undefined : String(until);
};

const outreachOf = async (
  { table }: Ports,
  standings: readonly StoredStanding[],
): Promise<StoredOutreach[]> => {
  const found = await Promise.all(
    standings.map(({ outreachId }) =>
      outreachId === undefined ? undefined : loadOutreach(table, outreachId),
    ),
  );
  return found.filter(one => one !== undefined);
};

const signalsOf = (
  claims: readonly Claim[],
  { rules, today, country }: { rules: OutreachRules; today: string; country: string | undefined },
) =>
  claimSignals(claims, {
    ...{ rules: rules.claimRules, distances: rules.distances, today },
    workdayOnOrBefore: day => dayText(workdayOnOrBefore(dayOfText(day), country)),
  });

/** The first of the products that the account has, until its service ends. */
export function productOf(
  account: StoredAccount,
  products: readonly string[],
  now: number,
): string | undefined {
  return products.find(product => {
    const state = account.state.products[product];
    if (!state) return false;
    return productStatus(state) !== 'cancelled' || (state.cancellation?.value?.effectiveAt ?? 0) > now;
  });
}

/** When the last of the products that the account has ends by a cancellation; absent while one goes on, or none is left. */
export function endOfService(
  account: StoredAccount,
  products: readonly string[],
  now: number,
): number | undefined {
  const had = products.flatMap(product => account.state.products[product] ?? []);
  const ends = had.map(state =>
    productStatus(state) === 'cancelled'
      ? (state.cancellation?.value?.effectiveAt ?? 0)
      : Number.POSITIVE_INFINITY,
  );
  const last = Math.max(0, ...ends);
  return last > now && last < Number.POSITIVE_INFINITY ? last : undefined;
}

const asContact = (whom: ReturnType<typeof chooseForCall>): Around['contact'] =>
  typeof whom === 'string' ? { why: whom } : { id: whom.id };

function marketOf(
  account: StoredAccount,
  { market }: OutreachRules,
  { ledger, now }: { ledger: Ledger<StoredContact>; now: number },
): Pick<Around['market'], 'isWatched' | 'by' | 'contact' | 'product'> {
  const product = productOf(account, market.products, now);
  return { isWatched: product !== undefined, product, ...chooseForOffer(ledger, market) };
}
