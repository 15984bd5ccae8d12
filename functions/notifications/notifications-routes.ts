import * as contract from '../../shared/contracts/notifications-contract.ts';
import { parseInstant } from '../../shared/kernel/instant.ts';
import { accepted, type Outcome } from '../../shared/kernel/outcome.ts';
import { answer, type Call, type Reply } from '../../shared/runtime/http.ts';
import { pageAsked } from '../../shared/runtime/page.ts';
import { actOnMany } from './act-on-many.ts';
import { type Act, actByToken, actOnNotification } from './answer-person.ts';
import { putPreferences, readPreferences } from './keep-preferences.ts';
import { deleteSubscription, putSubscription } from './keep-subscription.ts';
import type { ApiPorts } from './ports.ts';
import { type Asked, getNotification, listNotifications } from './read-notifications.ts';
import { takeOffDigest } from './take-off-digest.ts';

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
    answer(contract.listNotifications, call =>
      replied(listNotifications(ports, who(call), { ...pageAsked(call.query), ...filterOf(call.query) })),
    ),
    answer(contract.getNotification, call =>
      replied(getNotification(ports, who(call), part(call, 'notificationId'))),
    ),
    answer(contract.markSeen, call => act(call, 'seen')),
    answer(contract.acknowledge, call => act(call, 'acknowledge')),
    answer(contract.snooze, call =>
      act(call, { do: 'snooze', until: parseInstant(call.body.until) ?? 0, reason: call.body.reason }),
    ),
    answer(contract.unsnooze, call => act(call, 'unsnooze')),
    answer(contract.bulkAct, call => replied(actOnMany(ports, who(call), call.body))),
    answer(contract.getPreferences, async call =>
      accepted({ body: await readPreferences(ports, who(call).id) }),
    ),
    answer(contract.putPreferences, call => replied(putPreferences(ports, who(call).id, call.body))),
    answer(contract.putSubscription, call => replied(putSubscription(ports, who(call).id, call.body))),
    answer(contract.deleteSubscription, async call => {
      await deleteSubscription(ports, who(call).id, part(call, 'subscriptionId'));
      return accepted({ body: {} });
    }),
    answer(contract.pushAction, call =>
      replied(actByToken(ports, { token: call.body.token, act: call.body.action })),
    ),
    answer(contract.mailAction, call => replied(takeOffDigest(ports, part(call, 'token')))),
  ];
}

const filterOf = ({ filter, of }: Pick<Asked, 'filter' | 'of'>): Pick<Asked, 'filter' | 'of'> => ({
  filter,
  of,
});
