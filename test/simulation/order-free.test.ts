import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { takeInFact } from '../../functions/accounts/take-in-fact.ts';
import * as account from '../../shared/events/account-events.ts';
import type { Fact, Follow } from '../../shared/events/envelope.ts';
import { eventIdOf } from '../../shared/kernel/id.ts';
import { DAY, formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import { accountKey } from '../../shared/store/keys.ts';
import { bare } from '../../shared/store/table.ts';
import { memoryTable } from '../../tools/memory/memory-table.ts';
import { show, sizeOf } from '../support/shown.ts';
import { START } from './world.ts';

const ORDERS = sizeOf('SIM_ORDERS', 1_000);
const WITHIN_MS = Math.max(60_000, ORDERS * 200);

const product = fc.constantFrom('repricer', 'lost-and-found');
const instant = fc.integer({ min: 1, max: 60 }).map(days => formatInstant(START + days * DAY));
const language = fc.constantFrom('de', 'en', 'fr');
const moment: fc.Arbitrary<Follow> = fc.oneof(
  fc.record({ product, language }).map(data => account.signedUp.of(data)),
  fc.record({ product }).map(data => account.registrationCompleted.of(data)),
  fc.record({ product, endsAt: instant }).map(data => account.trialStarted.of(data)),
  fc.record({ product, endsAt: instant }).map(data => account.trialExtended.of(data)),
  fc.record({ product }).map(data => account.converted.of(data)),
  fc.record({ product }).map(data => account.contractRenewed.of(data)),
  fc
    .record({ product, change: fc.constantFrom('upgrade' as const, 'downgrade' as const) })
    .map(data => account.contractAdjusted.of(data)),
  fc.record({ product, effectiveAt: instant }).map(data => account.cancelled.of(data)),
  fc.record({ product }).map(data => account.cancellationWithdrawn.of(data)),
  fc
    .record({
      languages: fc.array(language, { minLength: 1, maxLength: 2 }),
      segment: fc.constantFrom('a', 'b'),
    })
    .map(data => account.profileUpdated.of(data)),
  fc.record({ product }).map(data => account.productAdded.of(data)),
  fc.record({ product, language: fc.constantFrom('de', 'fr') }).map(data => account.helpAsked.of(data)),
);

/** Up to twelve moments of one account, some of them at the very same instant. */
const history = fc
  .array(fc.record({ follow: moment, hour: fc.integer({ min: 0, max: 8 }) }), { minLength: 1, maxLength: 12 })
  .map(moments =>
    moments.map(({ follow, hour }, n): Fact => {
      const id = eventIdOf('test', 'history', String(n));
      const occurredAt = START + hour * HOUR;
      return {
        ...follow,
        id,
        occurredAt,
        recordedAt: occurredAt,
        accountId: 'acme' as Fact['accountId'],
        correlation: id,
        depth: 0,
        producer: 'test',
        origin: 'live',
      };
    }),
  );

/** What the account is after these facts came in this order. */
async function stateFrom(facts: readonly Fact[]): Promise<unknown> {
  let n = 0;
  let now = START;
  const clock = { now: () => now };
  const table = memoryTable({ clock });
  for (const fact of facts) {
    now += 1_000;
    await takeInFact({ table, clock, ids: { random: prefix => `${prefix}_${n++}` } }, fact);
  }
  const row = table.peek(accountKey('acme'));
  if (!row) throw new Error('there is no account');
  const { version, createdAt, updatedAt, ...said } = bare(row);
  return said;
}

describe('an account’s history', () => {
  test(
    'comes to the same end in any order and with any repeats',
    async () => {
      const orders = history.chain(facts =>
        fc.record({
          facts: fc.constant(facts),
          order: fc.shuffledSubarray(facts, { minLength: facts.length }),
          repeats: fc.array(fc.constantFrom(...facts), { maxLength: 6 }),
        }),
      );
      await fc.assert(
        fc.asyncProperty(orders, async ({ facts, order, repeats }) => {
          const mixed = [...repeats, ...order, ...repeats];
          expect(await stateFrom(mixed)).toEqual(await stateFrom(facts));
        }),
        { numRuns: ORDERS },
      );
      show({
        ...{ goal: 4, name: 'history of an account', failed: 0 },
        runs: `${ORDERS} histories of up to twelve moments, in any order and with any repeats`,
        figure: 'the same end each time',
      });
    },
    WITHIN_MS,
  );
});
