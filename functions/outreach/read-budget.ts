import type { BudgetView } from '../../shared/contracts/outreach-contract.ts';
import { limitOf } from '../../shared/domain/outreach/budget.ts';
import { outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { DAY, formatInstant } from '../../shared/kernel/instant.ts';
import { countExempt, countWatched, loadBudget } from '../../shared/store/budget-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import { neededIn } from './budget-change.ts';
import { termsOf } from './load-desk.ts';

/** How much of the budget is used up within the quarter that ends now, and what was needed. */
export async function readBudget({ table, clock }: Ports): Promise<BudgetView> {
  const now = clock.now();
  const terms = termsOf(outreachRules((await loadSettings(table)).outreach));
  const from = now - terms.quarterDays * DAY;
  const [budget, accounts, exempt] = await Promise.all([
    loadBudget(table),
    countWatched(table),
    countExempt(table, from),
  ]);
  return {
    ...{ accounts, percent: terms.percent, limit: limitOf(accounts, terms) },
    ...neededIn(budget, terms, now),
    ...{ exempt, from: formatInstant(from), to: formatInstant(now) },
  };
}
