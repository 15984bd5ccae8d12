import type { OnboardingInput } from '../../shared/contracts/onboarding-contract.ts';
import { type Account, languageOf } from '../../shared/domain/accounts/account.ts';
import { mayApproach } from '../../shared/domain/accounts/permissions.ts';
import { callHoursOf } from '../../shared/domain/calls/call-hours.ts';
import { callRules } from '../../shared/domain/calls/call-rules.ts';
import { callTimes } from '../../shared/domain/onboarding/call-times.ts';
import type { Around } from '../../shared/domain/onboarding/decide-journey.ts';
import { isKnownZone } from '../../shared/domain/time/working-hours.ts';
import { loadAccount, type StoredAccount } from '../../shared/store/account-store.ts';
import { loadLedger } from '../../shared/store/permission-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Table } from '../../shared/store/table.ts';

/** Business hours until a welcome call is due where the settings say nothing. */
const WELCOME_HOURS = 4;

export type KnownAccount = {
  readonly id: string;
  readonly state: Account;
  /** Of a product with an onboarding. */
  readonly planOf: (product: string) => OnboardingInput | undefined;
  /** What a journey of this product is decided by. */
  readonly aroundOf: (product: string) => Around;
};

/** The account a fact concerns; a merged one lives on as another. */
export async function survivorOf(table: Table, accountId: string): Promise<StoredAccount | undefined> {
  const stored = await loadAccount(table, accountId);
  return stored?.mergedInto === undefined ? stored : survivorOf(table, stored.mergedInto);
}

/** An account with who of it is called, where they are, and what the settings say of its products. */
export async function knownAccount({ table, clock }: Ports, account: StoredAccount): Promise<KnownAccount> {
  const { id, state } = account;
  const [ledger, settings] = await Promise.all([loadLedger(table, account), loadSettings(table)]);
  const reachable = ledger.contacts.filter(one => one.phone !== undefined && one.isElsewhere !== true);
  const contact = reachable.find(one => mayApproach('service', ledger, one)) ?? reachable[0];
  const zones = [contact?.zone, state.profile.zone?.value, settings.company.zone];
  const now = clock.now();
  const where = {
    zone: zones.find(zone => zone !== undefined && isKnownZone(zone)) ?? 'Etc/UTC',
    country: state.profile.country?.value,
    hours: callHoursOf(contact?.callHours, callRules(settings.calls).contactHours),
  };
  const times = callTimes(where, now);
  const planOf = (product: string) => settings.onboarding?.[product];
  return {
    ...{ id, state, planOf },
    aroundOf: product => ({
      product: state.products[product],
      language: contact?.language ?? languageOf(state),
      contactId: contact?.id,
      welcomeHours: planOf(product)?.welcomeHours ?? WELCOME_HOURS,
      ...{ times, now },
    }),
  };
}
