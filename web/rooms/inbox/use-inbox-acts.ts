import { useMemo } from 'react';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { useAgentNames } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { now } from '../../app/clock.ts';
import { useFormat } from '../../app/locale.tsx';
import { type Services, useServices } from '../../app/services.ts';
import { isOpen, isSnoozed } from '../../live/inbox-lists.ts';
import { type Messages, useMessages } from '../../messages/messages.ts';
import { explain } from '../../parts/explain.ts';
import { showWord } from '../../parts/toasts.tsx';
import type { Result } from './acknowledger.ts';
import { acknowledgerOf } from './acknowledgers.ts';
import { sayResults } from './say-results.ts';
import { offerUndo } from './undo.ts';

export type Wish = { readonly until: number; readonly reason?: string | undefined };
type Items = readonly NotificationView[];
export type InboxActs = {
  readonly acknowledge: (items: Items) => void;
  readonly snooze: (items: Items, wish: Wish) => Promise<void>;
  readonly bringBack: (items: Items) => Promise<void>;
};

/** What is tried on several is answered for each; on one it is an ordinary call. */
async function act(
  { api }: Services,
  items: Items,
  what: { readonly do: 'snooze' | 'unsnooze'; readonly until?: string; readonly reason?: string },
): Promise<readonly Result[]> {
  const [only, ...more] = items;
  if (!only || more.length > 0) {
    const { results } = await api(routes.bulkAct, { body: { ids: items.map(item => item.id), ...what } });
    return results;
  }
  const params = { notificationId: only.id };
  const { do: _, until = '', ...reason } = what;
  const notification =
    what.do === 'snooze'
      ? await api(routes.snooze, { params, body: { until, ...reason } })
      : await api(routes.unsnooze, { params });
  return [{ id: only.id, ok: true, notification }];
}

/** What can be done with notifications: at once to the eye, with a word on what came of it, and undoably. */
export function useInboxActs(): InboxActs {
  const services = useServices();
  const m = useMessages();
  const format = useFormat();
  const agentName = useAgentNames();
  return useMemo(() => {
    const tell = (results: readonly Result[], items: Items) =>
      sayResults(services, { results, items }, { m, agentName });
    const failed = (error: unknown) => {
      const { title, advice } = explain(error, m);
      showWord(`${title}. ${advice}`, 'warn');
    };
    const bringBack = async (items: Items) => {
      try {
        const results = await act(services, items, { do: 'unsnooze' });
        tell(results, items);
        if (results.some(one => one.ok)) showWord(m.inbox.broughtBack);
      } catch (error) {
        failed(error);
      }
    };
    const snooze = async (items: Items, { until, reason }: Wish) => {
      const what = {
        do: 'snooze',
        until: new Date(until).toISOString(),
        ...(reason ? { reason } : {}),
      } as const;
      const results = await act(services, items, what);
      tell(results, items);
      const away = results.flatMap(one => (one.ok && one.notification ? [one.notification] : []));
      if (away.length === 0) return;
      const text = snoozedWords(away, { m, when: at => format.due(at, now()) });
      offerUndo({ id: `snooze ${away[0]?.id}`, text, undo: () => void bringBack(away) });
    };
    const acknowledge = (items: Items) => {
      const open = items.filter(isOpen);
      if (open.length === 0) return;
      const acknowledger = acknowledgerOf(services);
      const id = acknowledger.acknowledge(open);
      const text = open.length === 1 ? m.inbox.acknowledgedOne : m.inbox.acknowledgedMany(open.length);
      offerUndo({ id, text, undo: () => acknowledger.undo(id) });
    };
    return { acknowledge, snooze, bringBack };
  }, [services, m, format, agentName]);
}

function snoozedWords(
  away: Items,
  { m, when }: { readonly m: Messages; readonly when: (at: string) => string },
): string {
  const [one, ...more] = away;
  const until = when(one?.snoozedUntil ?? '');
  if (more.length > 0) return m.inbox.snoozedMany(away.length);
  return one?.snoozeCapped ? m.inbox.snoozedCapped(until) : m.inbox.snoozedUntil(until);
}

/** Open, and not put away already. */
export const canSnooze = (item: NotificationView): boolean => isOpen(item) && !isSnoozed(item);
