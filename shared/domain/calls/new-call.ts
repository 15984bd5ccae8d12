import type { Instant } from '../../kernel/instant.ts';
import { type AgendaItem, type Call, timed } from './call.ts';

/** What a call begins with. */
export type CallBeginning = Pick<
  Call,
  'id' | 'accountId' | 'contactId' | 'language' | 'zone' | 'reminders'
> & {
  /** `undefined`: nothing said. */
  readonly agentId?: string | undefined;
  readonly product?: string | undefined;
  readonly phone?: string | undefined;
  readonly about?: string | undefined;
  readonly item: AgendaItem;
  readonly now: Instant;
};

/** A call with one thing on its agenda, due when that is. It has no time, no attempt, and nobody was told of it. */
export function newCall({ item, now, agentId, product, phone, about, ...begins }: CallBeginning): Call {
  return timed({
    ...begins,
    ...(agentId === undefined ? {} : { agentId }),
    ...(product === undefined ? {} : { product }),
    ...(phone === undefined ? {} : { phone }),
    ...(about === undefined ? {} : { about }),
    ...{ state: 'due', readyAt: item.readyAt, dueAt: item.dueAt, agenda: [item], sequence: 0 },
    ...{ attempts: [], notices: [], noticed: 0, openedAt: now },
  });
}
