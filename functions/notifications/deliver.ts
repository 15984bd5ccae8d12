import { checkChatUrl } from '../../shared/domain/notifications/chat-webhook.ts';
import { afterPush, conclude, effectKey } from '../../shared/domain/notifications/delivery.ts';
import { type Effective, works } from '../../shared/domain/notifications/preferences.ts';
import { command, NO_ACCOUNT } from '../../shared/events/envelope.ts';
import { derivedId } from '../../shared/kernel/id.ts';
import { deliveryWrite, loadDeliveries, type StoredDelivery } from '../../shared/store/delivery-store.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { loadSubscriptions } from '../../shared/store/subscription-store.ts';
import { attemptOn, type Sent } from './attempt.ts';
import type { Reach } from './bring.ts';
import { DeliveryUnderWayError } from './delivery-under-way.ts';
import type { PushPorts } from './ports.ts';
import { pushTo } from './push-to.ts';
import { skipRetries } from './skip-retries.ts';
import { retryOf, type Said, type Subject } from './subject.ts';
import { switchOff } from './switch-off.ts';

type Given = Said & { readonly reach: Reach; readonly how: Pick<Effective, 'push' | 'chat'> };

/**
 * Sends what is said of a subject to every browser of its recipient, and into their chat. The rows of the deliveries
 * remember what was answered, so a repeat sends only what has no answer yet. Answers with how each one stands.
 */
export async function deliver(ports: PushPorts, given: Given): Promise<readonly Sent[]> {
  const { subject, how } = given;
  const all = await loadDeliveries(ports.table, subject.id);
  const held = all.filter(({ round = 1 }) => round === subject.round);
  const earlier = all.filter(({ round = 1 }) => round < subject.round);
  const unwanted = held.filter(({ channel }) => channel !== 'mail' && !how[channel]);
  await skipRetries(ports, earlier, 'brought-again');
  await skipRetries(ports, unwanted, 'not-wanted');
  const [pushed, chatted] = await Promise.all([
    how.push ? pushToAll(ports, given, held) : [],
    how.chat ? toChat(ports, given, held) : [],
  ]);
  const sent = [...pushed, ...chatted];
  if (sent.includes('busy')) throw new DeliveryUnderWayError(subject.id);
  return sent;
}

async function pushToAll(
  ports: PushPorts,
  { subject, push }: Given,
  held: readonly StoredDelivery[],
): Promise<readonly Sent[]> {
  const subscriptions = await loadSubscriptions(ports.table, subject.recipientId);
  const here = new Set<string>([NONE, ...subscriptions.map(({ id }) => id)]);
  const pushes = held.filter(({ channel }) => channel === 'push');
  const left = pushes.filter(({ target }) => !here.has(target));
  await skipRetries(ports, left, 'subscription-removed');
  if (subscriptions.length === 0) return noSubscription(ports, subject, pushes);
  const message = await push();
  return Promise.all(
    subscriptions.map(subscription =>
      pushTo(ports, {
        ...{ subject, subscription, message },
        held: pushes.find(({ target }) => target === subscription.id),
      }),
    ),
  );
}

const NONE = 'none';

async function noSubscription(
  { table, clock, ids }: Ports,
  { id, round }: Subject,
  pushes: readonly StoredDelivery[],
): Promise<readonly Sent[]> {
  if (pushes.some(({ target }) => target === NONE)) return ['skipped'];
  const skipped = {
    ...({ notificationId: id, channel: 'push', target: NONE, state: 'skipped', attempts: 0 } as const),
    ...(round > 1 ? { round } : {}),
    at: clock.now(),
    detail: 'no-subscription',
  };
  await table.commit({ commitId: ids.random('cmt'), writes: [deliveryWrite(skipped, undefined)] });
  return ['skipped'];
}

const WEBHOOK = 'webhook';

/**
 * The chat's address is checked again right before; one that is gone is switched off, and the leads hear of it. A chat
 * shows every repeat, so nothing is sent again when nobody knows whether it arrived: the mail comes instead.
 */
async function toChat(
  ports: PushPorts,
  { subject, reach, chat }: Given,
  held: readonly StoredDelivery[],
): Promise<readonly Sent[]> {
  const { person, settings } = reach;
  const url = person.chatUrl;
  if (url === undefined || !works(person, 'chat')) return [];
  if (!checkChatUrl(url, settings.notifications.chatHosts ?? []).ok) return [];
  const { id, round, recipientId, usefulUntil } = subject;
  const sent = await attemptOn(ports, {
    ...{ notificationId: id, channel: 'chat', target: WEBHOOK },
    ...(round > 1 ? { round } : {}),
    held: held.find(({ channel }) => channel === 'chat'),
    retry: retryOf(subject),
    send: async claimed => {
      const answer = await ports.chat.send({ ...chat, url, effectKey: effectKey(subject, 'chat') });
      const now = ports.clock.now();
      return answer.status === 'timeout'
        ? conclude(claimed, { state: 'failed', detail: 'answer-unknown', at: now, answerLost: true })
        : afterPush(claimed, answer, { now, usefulUntil });
    },
    once: true,
    gone: () =>
      switchOff(ports, {
        agentId: recipientId,
        channel: 'chat',
        why: 'gone',
        cause: goneFact(ports, subject),
      }),
  });
  return [sent];
}

const goneFact = ({ clock }: Ports, { id, recipientId, round }: Subject) =>
  command({
    id: derivedId('evt', 'chat-gone', id, recipientId, round),
    name: 'chat.gone-noticed',
    accountId: NO_ACCOUNT,
    principal: 'firstcall',
    now: clock.now(),
  });
