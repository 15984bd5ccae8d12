import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../shared/events/envelope.ts';
import { DAY, formatInstant, HOUR, type Instant, MINUTE } from '../../shared/kernel/instant.ts';
import type { Row } from '../../shared/store/table.ts';
import { aFact, NOW } from '../support/facts.ts';
import { type OutreachRoom, outreachRoom } from '../support/outreach-room.ts';
import { show } from '../support/shown.ts';

/** When everybody has signed up, and everything else is said. */
const SAID = NOW + MINUTE;
const accounts = ['acme', 'globex'] as const;
type Said = { readonly name: string; readonly at: Instant; readonly data: Record<string, unknown> };

const daysAgo = fc.integer({ min: 0, max: 70 });
const at = fc.integer({ min: 0, max: 5 }).map(hour => SAID - hour * HOUR);
const reportId = fc.integer({ min: 0, max: 30 }).map(n => `dmg-${n}`);
const day = (ago: number): string => formatInstant(SAID - ago * DAY);
const date = (ahead: number): string => formatInstant(SAID + ahead * DAY).slice(0, 10);
const as =
  (name: string) =>
  ({ at: when, ...data }: Record<string, unknown> & { readonly at: Instant }): Said => ({
    name,
    at: when,
    data,
  });

/** A report is said on one day alone; another day is said by a correction. */
const report = fc.record({
  n: fc.integer({ min: 0, max: 30 }),
  at,
  value: fc.integer({ min: 100, max: 150 }),
});
const reported = report.map(({ n, at: when, value }): Said => {
  const ago = n < 14 ? n % 2 : (n * 7) % 70;
  return as('damage.reported')({
    at: when,
    reportId: `dmg-${n}`,
    reportedAt: formatInstant(SAID - 6 * HOUR - ago * DAY),
    value,
  });
});
const corrected = fc
  .record({ reportId, at, ago: daysAgo, value: fc.integer({ min: 100, max: 150 }) })
  .map(({ ago, ...said }) => as('damage.corrected')({ ...said, reportedAt: day(ago) }));
const retracted = fc.record({ reportId, at }).map(as('damage.retracted'));
const claimId = fc.constantFrom('clm-1', 'clm-2', 'clm-3');
const claim = fc.oneof(
  fc
    .record({ at, claimId, value: fc.constantFrom(300, 640, undefined) })
    .map(({ value, ...said }) =>
      as('claim.opened')({ ...said, marketplace: 'none', type: 'none', basisOn: '2026-01-01', value }),
    ),
  fc
    .record({ at, claimId, ahead: fc.integer({ min: -2, max: 20 }) })
    .map(({ ahead, ...said }) => as('claim.deadline-set')({ ...said, closesOn: date(ahead) })),
  fc
    .record({ at, claimId, on: fc.constantFrom('company', 'customer', 'marketplace') })
    .map(as('claim.waiting')),
  fc.record({ at, claimId }).map(as('claim.submitted')),
  fc.record({ at, claimId }).map(as('claim.closed')),
);
const market = fc
  .record({
    at,
    marketplace: fc.constantFrom('north', 'south'),
    change: fc.constantFrom('new-competitor', 'amazon-sells'),
  })
  .map(as('market.changed'));

/** What is said of an account: many reports, some words about them, claims and news; some of it at the same instant. */
const saidOf = fc
  .tuple(
    fc.array(reported, { minLength: 8, maxLength: 30 }),
    fc.array(fc.oneof(corrected, retracted), { maxLength: 6 }),
    fc.array(claim, { maxLength: 10 }),
    fc.array(market, { maxLength: 3 }),
  )
  .map(parts => parts.flat());
const facts = fc.tuple(saidOf, saidOf).map(both =>
  both.flatMap((all, of) =>
    all.map(({ name, at: when, data }, n) =>
      aFact(name, {
        id: `${of}-${n}`,
        accountId: accounts[of] ?? 'acme',
        at: when,
        recordedAt: SAID,
        data,
      }),
    ),
  ),
);
/** The same facts in another order, some of them again, and where a batch ends. */
const orders = facts.chain(all =>
  fc.record({
    all: fc.constant(all),
    order: fc.shuffledSubarray(all, { minLength: all.length }),
    repeats: fc.array(fc.constantFrom(...all), { maxLength: 8 }),
    cuts: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
  }),
);

function batched(all: readonly Fact[], cuts: readonly number[]): Fact[][] {
  const batches: Fact[][] = [];
  for (let from = 0, n = 0; from < all.length; n++) {
    const size = cuts[n % cuts.length] ?? 1;
    batches.push(all.slice(from, from + size));
    from += size;
  }
  return batches;
}

async function company(): Promise<OutreachRoom> {
  const room = await outreachRoom({ budgetPercent: 100, burstValue: 0 });
  for (const id of accounts) {
    await room.signUp(id, { contact: { offers: 'call' } });
    await room.say('account.product-added', id, { product: 'repricer' });
  }
  await room.goTo(SAID);
  return room;
}

const KEPT = [
  'burst-history',
  'outreach',
  'outreach-standing',
  'outreach-budget',
  'claim',
  'market',
  'damage-word',
];
const said = ({ version: _v, commitId: _c, ...row }: Row) => row;
/** Everything the outreach keeps, and the calls that are planned. */
const stateOf = ({ ports, calls }: OutreachRoom) => ({
  kept: [...ports.table.rows()]
    .filter(({ type }) => KEPT.includes(String(type)))
    .map(said)
    .sort((a, b) => (a.pk + a.sk < b.pk + b.sk ? -1 : 1)),
  calls: [...calls.values()]
    .map(({ accountId, contactId, agenda, readyAt, dueAt }) => ({
      accountId,
      contactId,
      agenda,
      readyAt,
      dueAt,
    }))
    .map(call => ({
      ...call,
      agenda: [...(call.agenda as { id: string }[])].sort((a, b) => (a.id < b.id ? -1 : 1)),
    })),
});

/** What is known of accounts, and what is to be done about it; not how often it was thought over, nor when. */
const decisions = ({ ports, calls }: OutreachRoom) => {
  const rows = [...ports.table.rows()].filter(({ type }) => type === 'outreach');
  const open = rows.filter(({ state, cause }) => state !== 'ended' && cause !== 'market');
  return {
    known: [...ports.table.rows()]
      .filter(({ type }) => ['claim', 'market', 'damage-word', 'burst-history'].includes(String(type)))
      .map(said)
      .sort((a, b) => (a.pk + a.sk < b.pk + b.sk ? -1 : 1)),
    open: open
      .map(({ accountId, cause, state, evidence }) => ({ accountId, cause, state, evidence }))
      .sort((a, b) => (`${a.accountId} ${a.cause}` < `${b.accountId} ${b.cause}` ? -1 : 1)),
    granted: Object.keys(
      ([...ports.table.rows()].find(({ type }) => type === 'outreach-budget')?.['grants'] ?? {}) as object,
    ).sort(),
    called: [...calls.values()].map(({ accountId }) => accountId).sort(),
  };
};

const RUNS = Number(process.env.SIM_ORDERS ?? 40);
const WITHIN_MS = Math.max(300_000, RUNS * 1_000);

/**
 * Facts that came before an account is looked at leave every row of the outreach and every planned call the same, whatever
 * their order, repeats and batches. A look in between decides on less: it may have opened or ended what a later one would
 * not, which counts and instants show. What is known, what is open with its evidence, who has a place in the budget and
 * who is to be called are the same again as soon as everything has come; news of the market alone are offered once for all.
 */
describe('the same facts in any order, repeated and in any batches', () => {
  test(
    'lead to the same state and the same calls when they came before the look',
    async () => {
      let opened = 0;
      await fc.assert(
        fc.asyncProperty(orders, async ({ all, order, repeats, cuts }) => {
          const states = [];
          for (const batches of [[all], batched([...repeats, ...order, ...repeats], cuts)]) {
            const room = await company();
            for (const batch of batches) await room.take(batch);
            await room.goTo(SAID);
            opened += room.named('outreach.opened').length;
            states.push(stateOf(room));
          }
          expect(states[1]).toEqual(states[0]);
        }),
        { numRuns: RUNS },
      );
      show({
        ...{ goal: 4, name: 'what outreach hears', failed: 0 },
        runs: `${RUNS} histories of reports, claims and words about them, each in two orders with repeats`,
        figure: `the same rows and the same planned calls each time; ${opened} outreach opened`,
      });
      expect(opened).toBeGreaterThan(RUNS);
    },
    WITHIN_MS,
  );

  test(
    'lead to the same knowledge and decisions however often the account was looked at in between',
    async () => {
      await fc.assert(
        fc.asyncProperty(orders, async ({ all, order, repeats, cuts }) => {
          const states = [];
          for (const batches of [[all], batched([...repeats, ...order, ...repeats], cuts)]) {
            const room = await company();
            for (const [n, batch] of batches.entries()) {
              await room.take(batch);
              await room.goTo(SAID + n * MINUTE);
            }
            await room.goTo(SAID + 5 * HOUR);
            states.push(decisions(room));
          }
          expect(states[1]).toEqual(states[0]);
        }),
        { numRuns: RUNS },
      );
    },
    WITHIN_MS,
  );
});
