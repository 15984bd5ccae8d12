import { useEffect, useMemo } from 'react';
import type { LiveFrame } from '../../shared/contracts/session-contract.ts';
import { callKeys } from '../api/call-queries.ts';
import { caseKeys } from '../api/device-queries.ts';
import { outreachKeys } from '../api/outreach-queries.ts';
import { routes } from '../api/routes.ts';
import { teamKeys } from '../api/team-queries.ts';
import { fraction } from '../app/random.ts';
import { after, type Services, useServices } from '../app/services.ts';
import { createStore, useStore } from '../app/store.ts';
import { coalesce } from '../lists/coalesce.ts';
import { showArrivals } from '../parts/toasts.tsx';
import { catchUpAccounts, catchUpAll, catchUpFeed, staleFor } from './catch-up.ts';
import { catchUpInbox, refreshNotification } from './catch-up-inbox.ts';
import type { LiveState } from './live-socket.ts';
import { LiveSocket, type SocketLike } from './live-socket.ts';

const state = createStore<LiveState>('connecting');
export const useLiveState = (): LiveState => useStore(state);

/** While the live connection is down the lists are looked at this often; while it is up, now and then for safety. */
const POLL_MS = 30_000;
const SAFETY_MS = 5 * 60_000;

/** The lead's pages count everything of everybody, so they are read again at most this often. */
const TEAM_MS = 2_000;

/** Frames that say nothing of what the lead's pages count. */
const besideTheTeam: ReadonlySet<string> = new Set(['depot', 'policies', 'outreach']);

const catchUpTeam = ({ queries }: Services) =>
  Promise.all([
    queries.invalidateQueries({ queryKey: teamKeys.loads }),
    queries.invalidateQueries({ queryKey: teamKeys.escalations }),
  ]);

const socketUrl = (ticket: string) =>
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws?ticket=${encodeURIComponent(ticket)}`;

function createLive(services: Services) {
  const { api, queries } = services;
  const soon = (run: () => Promise<unknown>) => coalesce(run, 120, after);
  const inbox = soon(async () => showArrivals(await catchUpInbox(services)));
  const feed = soon(() => catchUpFeed(services));
  const accounts = soon(() => catchUpAccounts(services));
  const cases = soon(() => queries.invalidateQueries({ queryKey: caseKeys.boards }));
  const calls = soon(() =>
    Promise.all([
      queries.invalidateQueries({ queryKey: callKeys.lists }),
      queries.invalidateQueries({ queryKey: callKeys.weeks }),
    ]),
  );
  const outreach = soon(() =>
    Promise.all([
      queries.invalidateQueries({ queryKey: outreachKeys.lists }),
      queries.invalidateQueries({ queryKey: outreachKeys.budget }),
    ]),
  );
  const team = coalesce(() => catchUpTeam(services), TEAM_MS, after);
  const everything = soon(async () => showArrivals(await catchUpAll(services)));
  const onFrame = (frame: LiveFrame) => {
    if (frame.type === 'notification') {
      inbox();
      void refreshNotification(services, frame.id).catch(() => undefined);
    }
    if (frame.type === 'feed') feed();
    if (frame.type === 'feed' || frame.type === 'account') accounts();
    if (frame.type === 'device-case') cases();
    if (frame.type === 'calls') calls();
    if (frame.type === 'outreach') outreach();
    if (!besideTheTeam.has(frame.type)) team();
    for (const queryKey of staleFor(frame)) void queries.invalidateQueries({ queryKey });
  };
  const socket = new LiveSocket({
    ticket: async () => (await api(routes.postLiveTicket)).ticket,
    connect: ticket => new WebSocket(socketUrl(ticket)) as SocketLike,
    after,
    fraction,
    online: () => navigator.onLine,
    onState: state.set,
    onFrame,
    onCatchUp: everything,
  });
  return { socket, everything };
}

/** Keeps the console live while somebody is signed in. */
export function useLive(): void {
  const services = useServices();
  const { socket, everything } = useMemo(() => createLive(services), [services]);
  useEffect(() => {
    const nudge = () => document.visibilityState === 'visible' && socket.nudge();
    const lost = () => socket.lost();
    const told = (event: MessageEvent) =>
      (event.data as { type?: unknown } | null)?.type === 're-read' && everything();
    let sinceMs = 0;
    const poll = setInterval(() => {
      sinceMs += POLL_MS;
      if (!navigator.onLine || (state.get() === 'live' && sinceMs < SAFETY_MS)) return;
      sinceMs = 0;
      everything();
    }, POLL_MS);
    socket.start();
    addEventListener('online', nudge);
    addEventListener('offline', lost);
    document.addEventListener('visibilitychange', nudge);
    navigator.serviceWorker?.addEventListener('message', told);
    return () => {
      socket.stop();
      clearInterval(poll);
      removeEventListener('online', nudge);
      removeEventListener('offline', lost);
      document.removeEventListener('visibilitychange', nudge);
      navigator.serviceWorker?.removeEventListener('message', told);
    };
  }, [socket, everything]);
}
