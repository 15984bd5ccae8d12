import { signedUp } from '../../../shared/events/account-events.ts';
import { escalationEnded, escalationWanted } from '../../../shared/events/escalation-events.ts';
import { HOUR, MINUTE } from '../../../shared/kernel/instant.ts';
import type { Tale } from '../tale.ts';
import { anna, bruno, fatima, idOf, inTime, last } from './people.ts';

/** Chains of people are told of what nobody has taken on: one is taken on, one put away, one solved, one in vain. */
export async function alarms(tale: Tale): Promise<void> {
  const { fact, pass } = tale;
  fact(signedUp.of({ product: 'repricer', language: 'de' }), 'acme');
  await pass(MINUTE);
  await aChainOfOurOwn(tale);
  await takenOn(tale);
  await asleep(tale);
  await inVain(tale);
}

const raise = ({ fact }: Tale, escalationId: string, chain = 'breach') =>
  fact(
    escalationWanted.of({
      ...{ escalationId, chain, subjectKind: 'device-case', subjectId: `case_${escalationId}` },
      ...{ kind: 'device-breached', language: 'de' },
    }),
    'acme',
  );

const toldOf = (tale: Tale, escalationId: string, recipientId: string) => ({
  notificationId: idOf(last(tale, 'notification', { escalationId, recipientId })),
});

async function aChainOfOurOwn({ ask, refused }: Tale): Promise<void> {
  const chain = { params: { chainId: 'evening' } };
  const wait = { do: 'wait', minutes: 10 };
  const body = { steps: [{ do: 'notify', who: 'lead', wake: true }, wait], ackMinutes: 15 };
  await refused('put-chain', { by: anna, ...chain, body: { ...body, steps: [wait] } }, 422);
  await ask('put-chain', { by: anna, ...chain, body });
  await ask('put-chain', { by: fatima, ...chain, body: { ...body, ackMinutes: 20, version: 1 } });
  await refused('delete-chain', { by: anna, params: { chainId: 'breach' } }, 409);
}

/** Nobody takes it on for twenty minutes; then Anna does, is too late to confirm, does so, and it is solved. */
async function takenOn(tale: Tale): Promise<void> {
  const { ask, refused, fact, pass } = tale;
  raise(tale, 'esc_1');
  await pass(12 * MINUTE);
  const mine = { by: anna, params: toldOf(tale, 'esc_1', 'anna'), body: {} };
  await ask('acknowledge', mine);
  await refused('acknowledge', { by: fatima, params: toldOf(tale, 'esc_1', 'fatima'), body: {} }, 422);
  await pass(40 * MINUTE);
  await ask('acknowledge', mine);
  await pass(MINUTE);
  fact(escalationEnded.of({ escalationId: 'esc_1', why: 'resolved' }), 'acme');
  await pass(MINUTE);
}

/** Put away with its chain, brought back by hand, put away again until it comes back by itself. */
async function asleep(tale: Tale): Promise<void> {
  const { ask, fact, pass } = tale;
  raise(tale, 'esc_2', 'evening');
  await pass(MINUTE);
  const mine = { by: anna, params: toldOf(tale, 'esc_2', 'anna') };
  await ask('snooze-notification', { ...mine, body: { until: inTime(tale, HOUR) } });
  await pass(MINUTE);
  await ask('unsnooze-notification', { ...mine, body: {} });
  await pass(MINUTE);
  const again = { by: anna, params: toldOf(tale, 'esc_2', 'anna') };
  await ask('snooze-notification', { ...again, body: { until: inTime(tale, 10 * MINUTE) } });
  await pass(15 * MINUTE);
  fact(escalationEnded.of({ escalationId: 'esc_2', why: 'cancelled' }), 'acme');
  fact(escalationEnded.of({ escalationId: 'esc_0', why: 'cancelled' }), 'acme');
  await pass(MINUTE);
}

/** A chain that no policy starts is taken away while it runs; it goes on to its end all the same. */
async function inVain(tale: Tale): Promise<void> {
  const { ask, refused, pass } = tale;
  raise(tale, 'esc_3', 'evening');
  await pass(MINUTE);
  await refused('delete-chain', { by: bruno, params: { chainId: 'evening' } }, 403);
  await ask('delete-chain', { by: anna, params: { chainId: 'evening' } });
  await pass(2 * HOUR);
}
