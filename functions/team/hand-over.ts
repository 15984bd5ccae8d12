import type { Follow } from '../../shared/events/envelope.ts';
import { notificationReassigned, notificationWanted } from '../../shared/events/team-events.ts';
import type { Assignment } from './assignment.ts';

/**
 * An account goes from its owner to another, or into the queue: what the former one has open about it is told to the
 * next one instead, or ends; the next one hears of the account unless they took it themselves or an import says so.
 */
export function handsOver(given: Assignment, nextId?: string): Follow[] {
  const { held, language, product, byHand, cause } = given;
  if (held?.state !== 'owned' || held.ownerId === undefined || held.ownerId === nextId) return [];
  const next = nextId === undefined ? {} : { toId: nextId };
  return [
    notificationReassigned.of({ fromId: held.ownerId, ...next, reason: 'handed-over' }),
    ...(nextId === undefined || byHand?.by === nextId || cause.origin === 'backfill'
      ? []
      : [
          notificationWanted.of({
            ...{ recipientId: nextId, ownerId: nextId, kind: 'account-transferred', reason: 'handed-over' },
            language,
            ...(product === undefined ? {} : { product }),
          }),
        ]),
  ];
}
