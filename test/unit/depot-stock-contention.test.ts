import { expect, test } from '@jest/globals';
import { decideStock } from '../../shared/domain/devices/decide-stock.ts';
import { balanceOf, newStock, type Stock } from '../../shared/domain/devices/stock.ts';
import type { StockCommand } from '../../shared/domain/devices/stock-commands.ts';
import { replace } from '../../shared/store/journal.ts';
import type { Handled } from '../../shared/store/ports.ts';
import type { Row } from '../../shared/store/table.ts';
import { ContentionError, untilFresh } from '../../shared/store/until-fresh.ts';
import { memoryTable } from '../../tools/memory/memory-table.ts';
import { randomOf } from '../simulation/random.ts';
import { NOON, reserve, stockOf } from '../support/depot-stock.ts';

const key = { pk: 'depot', sk: 'stock' };
const stockIn = (row: Row | undefined): Stock => (row?.['stock'] ?? newStock('berlin', 'phone-1')) as Stock;

/** One stock in one versioned row, and people who all come at once, each with a little patience of their own. */
async function counter(start: Stock) {
  const table = memoryTable({ clock: { now: () => NOON } });
  const random = randomOf(7);
  const tally = { commits: 0, stale: 0 };
  let n = 0;
  await table.commit({ commitId: 'start', writes: [replace({ ...key, stock: start }, undefined)] });
  const pause = async (turns: number) => {
    for (let turn = random.int(0, turns); turn > 0; turn--) await Promise.resolve();
  };

  const attempt = (command: StockCommand) => async () => {
    await pause(50);
    const row = await table.get(key);
    await pause(2);
    const outcome = decideStock(stockIn(row), command, NOON);
    if (!outcome.ok) return { decision: outcome.refusal, answer: { done: true } as const };
    const { stock, serial = 'none' } = outcome.value;
    const answer = await table.commit({
      commitId: `commit-${n++}`,
      writes: [replace({ ...key, stock }, row?.version)],
    });
    tally[answer.done ? 'commits' : 'stale']++;
    return { decision: 'taken', detail: { serial }, answer };
  };

  /** As the queue does: whoever met a crowd eight times comes back later. */
  async function act(command: StockCommand): Promise<Handled> {
    try {
      return await untilFresh(attempt(command));
    } catch (error) {
      if (!(error instanceof ContentionError)) throw error;
      await pause(2_000);
      return act(command);
    }
  }
  return { act, table, tally, random, stock: () => stockIn(table.peek(key)) };
}

test('of a thousand who reserve the last unit at once, one gets it', async () => {
  const { act, stock, table } = await counter(stockOf('a'));
  const cases = Array.from({ length: 1_000 }, (_, n) => reserve(`c${n}`));
  const answers = await Promise.all(cases.map(act));
  const winners = cases.filter((_, n) => answers[n]?.decision === 'taken');
  expect(winners).toHaveLength(1);
  expect(answers.filter(({ decision }) => decision === 'no-stock')).toHaveLength(999);
  expect(stock().units).toMatchObject({ a: { at: 'reserved', caseId: winners[0]?.caseId } });
  expect(table.peek(key)?.version).toBe(2);
});

test('a thousand actions on one stock at once leave the books conserved after every commit', async () => {
  const serials = Array.from({ length: 40 }, (_, n) => `s${n}`);
  const { act, table, tally, random, stock } = await counter(stockOf(...serials));
  let broken = 0;
  let commits = 0;
  table.onCommit(([change]) => {
    commits++;
    const { conserved, ...counts } = balanceOf(stockIn(change?.after));
    if (!conserved || Object.values(counts).some(count => count < 0)) broken++;
  });
  const commandOf = (n: number): StockCommand => {
    const caseId = `c${random.int(0, 199)}`;
    const serial = `s${random.int(0, 59)}`;
    return random.pick<StockCommand>([
      ...[reserve(caseId), reserve(caseId, 'swift'), reserve(caseId)],
      ...([
        { do: 'hand-over', caseId },
        { do: 'ship', caseId },
        { do: 'release', caseId },
      ] as const),
      { do: 'hand-over', caseId, serial },
      { do: 'receive', serial: `new${n}`, ready: true },
      ...([{ do: 'take-back', serial: `old${n}`, issuedHere: false, ready: true }] as const),
      { do: 'write-off', serial },
      { do: 'set-floor', promise: 'swift', units: random.int(0, 5) },
    ]);
  };
  const answers = await Promise.all(Array.from({ length: 1_000 }, (_, n) => act(commandOf(n))));
  const done = answers.filter(({ decision }) => decision === 'taken').length;
  expect(broken).toBe(0);
  expect(commits).toBe(done);
  expect(table.peek(key)?.version).toBe(done + 1);
  expect(tally.stale).toBeGreaterThan(1_000);
  expect(balanceOf(stock()).conserved).toBe(true);
  const holders = Object.values(stock().units).flatMap(unit => (unit.at === 'reserved' ? [unit.caseId] : []));
  expect(new Set(holders).size).toBe(holders.length);
  if (process.env.SIM_TELL) console.log(done, tally, balanceOf(stock()));
}, 60_000);
