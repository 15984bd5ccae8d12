import { useEffect, useMemo } from 'react';
import { machineNow } from '../app/clock.ts';
import { fraction } from '../app/random.ts';
import { after, useServices } from '../app/services.ts';
import { createStore, useStore } from '../app/store.ts';
import { showArrivals } from '../parts/toasts.tsx';
import { createLive, type Live } from './live.ts';
import type { LiveState, SocketLike } from './live-socket.ts';

const state = createStore<LiveState>('connecting');
export const useLiveState = (): LiveState => useStore(state);

const socketUrl = (ticket: string) =>
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws?ticket=${encodeURIComponent(ticket)}`;

/** Keeps the console live while somebody is signed in. */
export function useLive(): void {
  const { api, queries } = useServices();
  const live = useMemo(
    () =>
      createLive({
        ...{ api, queries, after, fraction, now: machineNow },
        connect: ticket => new WebSocket(socketUrl(ticket)) as SocketLike,
        online: () => navigator.onLine,
        onState: state.set,
        onArrivals: showArrivals,
      }),
    [api, queries],
  );
  useEffect(() => {
    live.start();
    const stopWatching = watchPage(live);
    return () => {
      stopWatching();
      live.stop();
    };
  }, [live]);
}

/** Tells what becomes of the page: the network, whether anybody sees it, what the service worker did. */
function watchPage(live: Live): () => void {
  const looked = () => (document.visibilityState === 'visible' ? live.seen() : live.hidden());
  const told = ({ data }: MessageEvent) => {
    if ((data as { type?: unknown } | null)?.type === 're-read') live.readAll();
  };
  const watched: readonly (readonly [EventTarget, string, (event: MessageEvent) => void])[] = [
    [window, 'online', live.found],
    [window, 'offline', live.lost],
    [document, 'visibilitychange', looked],
    // As a page is let go on when it was frozen.
    [document, 'resume', looked],
    ...(navigator.serviceWorker ? [[navigator.serviceWorker, 'message', told] as const] : []),
  ];
  for (const [target, name, heard] of watched) target.addEventListener(name, heard as EventListener);
  return () => {
    for (const [target, name, heard] of watched) target.removeEventListener(name, heard as EventListener);
  };
}
