import type { Follow } from '../../shared/events/envelope.ts';
import type { World } from './world.ts';

type Burst = {
  readonly facts: number;
  readonly accounts: number;
  /** Facts a second. */
  readonly pace?: number;
  readonly fact: Follow;
};

/** Sends facts at a steady pace, spread over the accounts, and waits until the last one is on its way. */
export async function sendBurst(world: World, { facts, accounts, pace = 20, fact }: Burst): Promise<void> {
  const from = world.clock.now();
  for (let n = 0; n < facts; n++)
    world.clock.at(from + (n * 1000) / pace, () => {
      world.fact(fact, { accountId: `account-${n % accounts}` });
    });
  await world.run({ until: from + (facts * 1000) / pace });
}
