import * as account from '../../shared/events/account-events.ts';
import type { Follow } from '../../shared/events/envelope.ts';
import { DAY, formatInstant, HOUR } from '../../shared/kernel/instant.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';
import { START } from './world.ts';

const languages = ['de', 'en', 'es', 'fr', 'it'] as const;
const product = 'repricer';
const laterMoments: readonly (() => Follow)[] = [
  () => account.registrationCompleted.of({ product }),
  () => account.trialStarted.of({ product, endsAt: formatInstant(START + 14 * DAY) }),
  () => account.converted.of({ product }),
  () => account.contractRenewed.of({ product }),
  () => account.contractAdjusted.of({ product, change: 'upgrade' }),
  () => account.cancelled.of({ product, effectiveAt: formatInstant(START + 30 * DAY) }),
  () => account.cancellationWithdrawn.of({ product }),
  () => account.profileUpdated.of({ segment: 'key' }),
];

/** Sign-ups in five languages, and what happens to those accounts afterwards, in no order: `facts` in all. */
export async function sendCustomers(world: World, given: { facts: number; pace?: number }): Promise<void> {
  const { facts, pace = 20 } = given;
  const from = world.clock.now();
  const accounts = Math.ceil(facts * 0.5);
  const moments = Array.from({ length: facts }, (_, n) => momentOf(n, accounts, world.random));
  moments.sort((a, b) => a.order - b.order);
  moments.forEach(({ accountId, follow, occurredAt }, n) => {
    world.clock.at(from + (n * 1000) / pace, () => void world.fact(follow, { accountId, occurredAt }));
  });
  await world.run({ until: from + (facts * 1000) / pace });
}

function momentOf(n: number, accounts: number, random: Random) {
  const accountId = `account-${n % accounts}`;
  const signUp = n < accounts;
  const language = languages[n % languages.length] ?? 'en';
  return {
    accountId,
    occurredAt: START - HOUR + (signUp ? 0 : random.int(1, HOUR)),
    follow: signUp ? account.signedUp.of({ product, language }) : random.pick(laterMoments)(),
    order: signUp ? n : n - accounts + random.int(-accounts / 2, accounts),
  };
}
