import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { routes } from '../../api/routes.ts';
import { Presence } from '../../app/presence.ts';
import { after, useServices } from '../../app/services.ts';
import { showNotification } from '../../live/catch-up-inbox.ts';
import { SeenWatch } from './seen-watch.ts';

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
