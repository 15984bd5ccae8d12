import type { Moved } from '../../functions/notifications/move-notification.ts';
import { putToSleep, wakeUp } from '../../functions/notifications/snooze-notification.ts';
import type { Ports } from '../../shared/store/ports.ts';
import { factOf } from './notifications.ts';

type Room = { readonly ports: Ports; notificationOf(recipientId: string): string };

const causeOf = (id: string) => () =>
  factOf({ name: 'notification.snooze-ordered', version: 1, data: {} } as never, { id });

/** Somebody puts their notification of the escalation away, and with it the escalation. */
export function putAway({ ports, notificationOf }: Room, by: string, until: number): Promise<Moved> {
  const id = ports.ids.random('put');
  const command = { do: 'snooze', by, until } as const;
  return putToSleep(ports, {
    ...{ notificationId: notificationOf(by), command, at: ports.clock.now(), cause: causeOf(id) },
  });
}

/** Somebody brings theirs back, and with it the escalation. */
export function putBack({ ports, notificationOf }: Room, by: string): Promise<Moved> {
  const id = ports.ids.random('put');
  const command = { do: 'unsnooze' } as const;
  const move = { notificationId: notificationOf(by), command, at: ports.clock.now(), cause: causeOf(id) };
  return wakeUp(ports, move, by);
}
