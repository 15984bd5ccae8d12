import * as contract from '../../shared/contracts/notifications-contract.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { answer, type Call, type Reply } from '../../shared/runtime/http.ts';
import { pageAsked } from '../../shared/runtime/page.ts';
import { type Act, actByToken, actOnNotification } from './answer-person.ts';
import { deleteSubscription, putSubscription } from './keep-subscription.ts';
import type { ApiPorts } from './ports.ts';
import { getNotification, listNotifications } from './read-notifications.ts';

const who = ({ principal }: Call): { id: string; roles: readonly string[] } =>
  principal.kind === 'staff' ? principal : { id: '-', roles: [] };
const part = (call: Call, name: string): string => call.params[name] ?? '';
const replied = async (answered: Promise<Outcome<unknown, string>>): Promise<Outcome<Reply, string>> => {
  const outcome = await answered;
  return outcome.ok ? accepted({ body: outcome.value }) : outcome;
};

/** Which use case answers which route of the notifications. */
export function notificationsRoutes(ports: ApiPorts) {
  const act = (call: Call, what: Act) =>
    replied(actOnNotification(ports, who(call), { notificationId: part(call, 'notificationId'), act: what }));
  return [
    answer(contract.listNotifications, async call =>
      accepted({ body: await listNotifications(ports, who(call), pageAsked(call.query)) }),
    ),
    answer(contract.getNotification, call =>
      replied(getNotification(ports, who(call), part(call, 'notificationId'))),
    ),
    answer(contract.markSeen, call => act(call, 'seen')),
    answer(contract.acknowledge, call => act(call, 'acknowledge')),
    answer(contract.putSubscription, call => replied(putSubscription(ports, who(call).id, call.body))),
    answer(contract.deleteSubscription, async call => {
      await deleteSubscription(ports, who(call).id, part(call, 'subscriptionId'));
      return accepted({ body: {} });
    }),
    answer(contract.pushAction, call =>
      replied(actByToken(ports, { token: call.body.token, act: call.body.action })),
    ),
  ];
}
