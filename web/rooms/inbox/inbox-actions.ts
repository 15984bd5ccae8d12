import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import { routes } from '../../api/routes.ts';
import { Presence } from '../../app/presence.ts';
import { after, useServices } from '../../app/services.ts';
import { showNotification } from '../../live/catch-up.ts';
import { useMessages } from '../../messages/messages.ts';
import { explain } from '../../parts/explain.ts';
import { showWord } from '../../parts/toasts.tsx';
import { SeenWatch } from './seen-watch.ts';

const settled: readonly string[] = ['acknowledged', 'done', 'cancelled'];
export const canAcknowledge = (item: Pick<NotificationView, 'state'>): boolean =>
  !settled.includes(item.state);

/** Takes a notification on: shown at once, taken back with a word when the server says no. */
export function useAcknowledge() {
  const { api, queries } = useServices();
  const m = useMessages();
  return useMutation({
    mutationFn: (item: NotificationView) => api(routes.acknowledge, { params: { notificationId: item.id } }),
    onMutate: item => showNotification(queries, { ...item, state: 'acknowledged' }),
    onSuccess: answer => {
      showNotification(queries, answer);
      void queries.invalidateQueries({ queryKey: ['notification', answer.id] });
    },
    onError: (error, item) => {
      showNotification(queries, item);
      const { title, advice } = explain(error, m);
      showWord(`${title}. ${advice}`, 'warn');
    },
  });
}

const presence = new Presence();

/** Tells the server of notifications that were in front of somebody for a second. */
export function useSeen(unseenInFront: readonly string[]): void {
  const { api, queries } = useServices();
  const somebody = useSyncExternalStore(presence.subscribe, presence.isThere);
  const watch = useMemo(() => {
    const mark = async (id: string) => {
      showNotification(queries, await api(routes.markSeen, { params: { notificationId: id } }));
    };
    return new SeenWatch({ after, mark });
  }, [api, queries]);
  const ids = somebody ? unseenInFront.join('\n') : '';
  useEffect(() => {
    watch.inFront(new Set(ids === '' ? [] : ids.split('\n')));
  }, [watch, ids]);
  useEffect(() => () => watch.inFront(new Set()), [watch]);
}
