import type { AccountOutreach } from '../../shared/contracts/outreach-contract.ts';
import { isOpenOutreach } from '../../shared/domain/outreach/outreach.ts';
import { accepted, type Outcome, refused } from '../../shared/kernel/outcome.ts';
import { loadAccount } from '../../shared/store/account-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadBackground } from './load-background.ts';
import { outreachOfAccount } from './outreach-of-account.ts';
import { outreachViews } from './outreach-view.ts';

/** Signals of an account, those that have not ended first, with its open claims. */
export async function readAccountOutreach(
  ports: Ports,
  accountId: string,
): Promise<Outcome<AccountOutreach, 'not-found'>> {
  const { table } = ports;
  if (!(await loadAccount(table, accountId))) return refused('not-found');
  const [outreach, { claims, row, rules }] = await Promise.all([
    outreachOfAccount(table, accountId),
    loadBackground(ports, accountId),
  ]);
  const open = outreach.filter(isOpenOutreach);
  const earlier = outreach.filter(one => !isOpenOutreach(one));
  return accepted({
    outreach: await outreachViews(table, [...open, ...earlier]),
    ...{ claims, sensitivity: row.sensitivity, currency: rules.currency },
  });
}
