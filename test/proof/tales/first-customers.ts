import { registrationCompleted, signedUp, trialStarted } from '../../../shared/events/account-events.ts';
import { DAY, formatInstant, HOUR } from '../../../shared/kernel/instant.ts';
import type { Tale } from '../tale.ts';

const anna = { staff: 'anna', roles: ['agent', 'lead', 'ops'] } as const;

/** Somebody signs up, gets an owner and a trial; what the owner was told is seen, put away and taken on. */
export async function firstCustomers({ ask, fact, pass, rows, world }: Tale): Promise<void> {
  fact(signedUp.of({ product: 'repricer', language: 'de' }), 'acme');
  await pass(HOUR);
  fact(registrationCompleted.of({ product: 'repricer' }), 'acme');
  fact(trialStarted.of({ product: 'repricer', endsAt: formatInstant(world.clock.now() + 14 * DAY) }), 'acme');
  await pass(HOUR);
  const first = rows('notification')[0];
  const notificationId = String(first?.['id']);
  const by = { staff: String(first?.['recipientId']), roles: ['agent'] };
  await ask('mark-seen', { by, params: { notificationId } });
  await ask('create-account', {
    by: anna,
    headers: { 'idempotency-key': 'first-1' },
    body: { id: 'bergland', name: 'Bergland GmbH', language: 'de', product: 'repricer' },
  });
  await pass(DAY);
}
