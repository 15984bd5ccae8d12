import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { inboxKeys } from '../../api/notification-queries.ts';
import type { Services } from '../../app/services.ts';
import { refreshNotification, showNotification } from '../../live/catch-up-inbox.ts';
import type { Messages } from '../../messages/messages.ts';
import { wordFor } from '../../messages/words.ts';
import { showWord } from '../../parts/toasts.tsx';
import type { Result } from './acknowledger.ts';

export type Words = { readonly m: Messages; readonly agentName: (id: string) => string };
type Answered = { readonly results: readonly Result[]; readonly items: readonly NotificationView[] };

/** Who had it before us: named by the refusal, or by the notification that somebody else has taken on. */
function fasterOne({ by, notification }: Result, myId: string | undefined): string | undefined {
  const who = by ?? notification?.acknowledgedBy;
  return who === undefined || who === myId ? undefined : who;
}

function whyNot(result: Result, myId: string | undefined, { m, agentName }: Words): string | undefined {
  const faster = fasterOne(result, myId);
  if (faster !== undefined) return m.inbox.faster(agentName(faster));
  return result.ok ? undefined : wordFor(m.refusals, result.refusal ?? 'not-found');
}

/** Shows what the server made of each, and says of those that did not go through why, by the customers' names. */
export function sayResults(services: Services, { results, items }: Answered, words: Words): void {
  const { queries } = services;
  const myId = queries.getQueryData<{ agent: { id: string } }>(['me'])?.agent.id;
  const names = new Map<string, string[]>();
  for (const result of results) {
    if (result.notification) showNotification(queries, result.notification);
    else void refreshNotification(services, result.id).catch(() => undefined);
    void queries.invalidateQueries({ queryKey: inboxKeys.notification(result.id) });
    const why = whyNot(result, myId, words);
    const name = items.find(item => item.id === result.id)?.accountName ?? result.id;
    if (why !== undefined) names.set(why, [...(names.get(why) ?? []), name]);
  }
  for (const [why, of] of names)
    showWord(words.m.inbox.notDone(of.slice(0, 3).join(', '), of.length, why), 'warn');
}
