import type { OutreachRules } from '../../shared/domain/outreach/outreach-rules.ts';
import { digest } from '../../shared/kernel/id.ts';
import { inParallel } from '../../shared/kernel/parallel.ts';
import { isWatched, listWatched } from '../../shared/store/budget-store.ts';
import { pageOfAccounts } from '../../shared/store/every-account.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadRounds, roundsWrite, type StoredRounds } from '../../shared/store/round-store.ts';
import { untilFresh } from '../../shared/store/until-fresh.ts';
import { armLook } from './arm-look.ts';
import { rulesDigest } from './rules-digest.ts';
import { watchAccount } from './watch-account.ts';

/** Accounts that are told of changed rules at once, and how many side by side. */
const AT_ONCE = 200;
const ABREAST = 8;

/** A round before has told of changed rules only a part of those whom they concern. */
export const isUnderWay = ({ cursor, every }: StoredRounds): boolean =>
  cursor !== undefined || every !== undefined;

/**
 * Where the watched products changed since the last round, every account is asked whether it is watched; where other
 * rules did, every watched account is to be looked at. A page at a time; what no round ever went by counts as changed.
 * Answers whether everybody is told.
 */
export async function applyRules(ports: Ports, rules: OutreachRules): Promise<boolean> {
  let rounds = await loadRounds(ports.table);
  const products = digest(JSON.stringify([rules.products, rules.market.products]));
  if (rounds.products !== products || rounds.every !== undefined) {
    await askAll(ports, rounds, products);
    rounds = await loadRounds(ports.table);
    if (rounds.every !== undefined) return false;
  }
  const now = rulesDigest(rules);
  if (rounds.rules === now && rounds.cursor === undefined) return true;
  return lookAtWatched(ports, rounds, now);
}

async function askAll(ports: Ports, rounds: StoredRounds, products: string): Promise<void> {
  const { table, clock } = ports;
  const cursor = rounds.products === products ? rounds.every : undefined;
  const page = await pageOfAccounts(table, { cursor, limit: AT_ONCE, now: clock.now() });
  await inParallel(page.accounts, ABREAST, ({ id }) => watchAccount(ports, id));
  await save(ports, ({ every: _before, ...said }) => ({
    ...{ ...said, products },
    ...(page.cursor === undefined ? {} : { every: page.cursor }),
  }));
}

async function lookAtWatched(ports: Ports, rounds: StoredRounds, rules: string): Promise<boolean> {
  const { table, clock } = ports;
  const page = await listWatched(table, rounds.rules === rules ? rounds.cursor : undefined, AT_ONCE);
  await inParallel(page.rows, ABREAST, async row => {
    const accountId = String(row['accountId']);
    if (await isWatched(table, accountId)) await armLook(ports, accountId, clock.now());
  });
  await save(ports, ({ cursor: _before, ...said }) => ({
    ...{ ...said, rules },
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  }));
  return page.cursor === undefined;
}

async function save(ports: Ports, to: (rounds: StoredRounds) => StoredRounds): Promise<void> {
  await untilFresh(async () => {
    const writes = [roundsWrite(to(await loadRounds(ports.table)))];
    const answer = await ports.table.commit({ commitId: ports.ids.random('cmt'), writes });
    return { answer, decision: 'saved' };
  });
}
