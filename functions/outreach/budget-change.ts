import {
  called,
  giveBack,
  grant,
  grantedAt,
  limitOf,
  MOST_PLACES,
  recentOf,
  shortName,
} from '../../shared/domain/outreach/budget.ts';
import { outreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import type { Follow } from '../../shared/events/envelope.ts';
import { budgetExceeded } from '../../shared/events/outreach-events.ts';
import { DAY, type Instant } from '../../shared/kernel/instant.ts';
import { budgetWrite, loadBudget, type StoredBudget } from '../../shared/store/budget-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadSettings } from '../../shared/store/settings-store.ts';
import type { Write } from '../../shared/store/table.ts';
import type { CauseChange } from './commit-outreach.ts';
import { type Desk, termsOf } from './load-desk.ts';

/** The leads are told again after so long that more is needed than allowed. */
const TOLD_AGAIN = 7 * DAY;

/**
 * What a look changes of the budget: places that are taken or free again, and which accounts wait for one. Read and
 * written as one row, so two looks never take the same place.
 */
export function budgetChange(
  desk: Desk,
  changes: readonly CauseChange[],
): { writes: Write[]; follows: Follow[] } {
  const { budget, around, account } = desk;
  const burst = changes.find(({ step }) => step.standing.cause === 'burst')?.step;
  if (!burst) return { writes: [], follows: [] };
  const terms = termsOf(around.rules);
  const taken = changes.some(({ step }) => step.budget === 'take');
  const freed = changes.find(({ step }) => step.budget === 'give-back')?.step.outreach?.openedAt;
  let { grants } = budget;
  if (taken) grants = grant(grants, account.id, { now: around.now, terms });
  if (freed !== undefined) grants = giveBack(grants, account.id, freed);
  const why = burst.outreach?.state === 'held' ? burst.outreach.why : undefined;
  const waits = why === 'budget' || why === 'weaker';
  const since = around.now - terms.quarterDays * DAY;
  const wanted = withWanted(budget.wanted, account.id, { waits, hasRoom: taken, now: around.now, since });
  if (grants === budget.grants && wanted === budget.wanted) return { writes: [], follows: [] };
  const after = { ...budget, grants: recentOf(grants, since), wanted: recentOf(wanted, since) };
  const told = tellOf(after, desk);
  return {
    writes: [budgetWrite(told ? { ...after, toldAt: around.now } : after)],
    follows: told ? [told] : [],
  };
}

type Waiting = {
  readonly waits: boolean;
  readonly hasRoom: boolean;
  readonly now: Instant;
  readonly since: Instant;
};

/** The account was called about a burst: its quarter in the budget begins anew, and it waits for no room. */
export async function calledNow({ table, clock }: Ports, accountId: string): Promise<Write> {
  const [budget, settings] = await Promise.all([loadBudget(table), loadSettings(table)]);
  const terms = termsOf(outreachRules(settings.outreach));
  const now = clock.now();
  const { [shortName(accountId)]: _had, ...others } = budget.wanted;
  return budgetWrite({
    ...{ ...budget, grants: called(budget.grants, accountId, { now, terms }) },
    wanted: recentOf(others, now - terms.quarterDays * DAY),
  });
}

/**
 * Who waits for room, since when they wait; whoever got it waits no more, and a wait is forgotten after a quarter. Where
 * as many wait as are kept, more are not counted.
 */
function withWanted(
  wanted: StoredBudget['wanted'],
  accountId: string,
  { waits, hasRoom, now, since }: Waiting,
): StoredBudget['wanted'] {
  const name = shortName(accountId);
  if (waits && (wanted[name] ?? 0) <= since) {
    const recent = recentOf(wanted, since);
    return Object.keys(recent).length < MOST_PLACES ? { ...recent, [name]: now } : wanted;
  }
  if (!hasRoom || wanted[name] === undefined) return wanted;
  const { [name]: _had, ...others } = wanted;
  return others;
}

/** Accounts that were called or wait for room, within the quarter that ends now; at least so many where more wait than are kept. */
export function neededIn(
  { grants, wanted }: Pick<StoredBudget, 'grants' | 'wanted'>,
  terms: { readonly percent: number; readonly quarterDays: number },
  now: Instant,
): { readonly called: number; readonly needed: number } {
  const granted = new Set(grantedAt(grants, terms, now));
  const since = now - terms.quarterDays * DAY;
  const waiting = Object.keys(recentOf(wanted, since)).filter(name => !granted.has(name));
  return { called: granted.size, needed: granted.size + waiting.length };
}

function tellOf(budget: StoredBudget, { around, accounts }: Desk): Follow | undefined {
  const terms = termsOf(around.rules);
  const limit = limitOf(accounts, terms);
  const count = neededIn(budget, terms, around.now);
  if (count.needed <= limit || around.now < (budget.toldAt ?? 0) + TOLD_AGAIN) return undefined;
  return budgetExceeded.of({ accounts, limit, ...count });
}
