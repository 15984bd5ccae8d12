import type { QueryClient } from '@tanstack/react-query';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { LiveFrame } from '../../shared/contracts/session-contract.ts';
import type { Api } from '../api/api.ts';
import { callKeys } from '../api/call-queries.ts';
import { caseKeys } from '../api/device-queries.ts';
import { outreachKeys } from '../api/outreach-queries.ts';
import { routes } from '../api/routes.ts';
import { teamKeys } from '../api/team-queries.ts';
import { coalesce } from '../lists/coalesce.ts';
import { catchUpAccounts, catchUpAll, catchUpFeed, staleFor } from './catch-up.ts';
import { catchUpHinted, type Hint } from './catch-up-inbox.ts';
import { LiveSocket, type LiveState, pauseMs, type SocketLike } from './live-socket.ts';
import { isPassing, reread } from './reread.ts';

export type LivePorts = {
  readonly api: Api;
  readonly queries: QueryClient;
  readonly connect: (ticket: string) => SocketLike;
  readonly after: (ms: number, run: () => void) => () => void;
  /** This machine's clock in ms. */
  readonly now: () => number;
  readonly fraction: () => number;
  readonly online: () => boolean;
  readonly onState: (state: LiveState) => void;
  readonly onArrivals: (came: readonly NotificationView[]) => void;
};

/** A connection that is kept live, and what it is told of the page. */
export type Live = {
  readonly start: () => void;
  readonly stop: () => void;
  /** The network is gone, and is back. */
  readonly lost: () => void;
  readonly found: () => void;
  /** Nobody sees the page, and somebody does again. */
  readonly hidden: () => void;
  readonly seen: () => void;
  /** Something was done elsewhere in this browser. */
  readonly readAll: () => void;
};

/** Hints of one moment are answered together. */
const MOMENT_MS = 120;
/** While the live connection is down everything is read this often; while it is up, now and then for safety. */
const POLL_MS = 30_000;
const SAFETY_MS = 5 * 60_000;
/** Whoever was away for so long, or was put to sleep so that no timer ran, may have missed something. */
const AWAY_MS = 60_000;
const ASLEEP_MS = 3 * POLL_MS;
/** The lead's pages count everything of everybody, so they are read again at most this often. */
const TEAM_MS = 2_000;

/** Frames that say nothing of what the lead's pages count. */
const besideTheTeam: ReadonlySet<string> = new Set(['depot', 'policies', 'outreach']);

/** What is collected until it is taken. */
function collected<T>() {
  const held = new Map<string, T>();
  return {
    add: (value: T) => void held.set(JSON.stringify(value), value),
    takeAll: () => {
      const all = [...held.values()];
      held.clear();
      return all;
    },
  };
}

type Deps = {
  readonly api: Api;
  readonly queries: QueryClient;
  readonly signal: AbortSignal;
};
type Soon = (run: (deps: Deps) => Promise<unknown>, ms?: number) => () => void;

/**
 * What is done about hints, each in its own run: many of one moment become one, and what fails so that it may be gone in
 * a moment is made good by reading everything, after pauses that grow until it works.
 */
function catchingUp(ports: LivePorts) {
  const { api, queries, after, onArrivals } = ports;
  let line = new AbortController();
  let hadLine = false;
  let failures = 0;
  let stopDoubt: () => void = () => undefined;
  const doubt = () => {
    stopDoubt();
    failures += 1;
    stopDoubt = after(pauseMs(failures, ports.fraction()), () => everything());
  };
  const soon: Soon = (run, ms = MOMENT_MS) => {
    const careful = async () => {
      const { signal } = line;
      await whileIn(signal, run({ api, queries, signal })).catch(error => {
        if (!signal.aborted && isPassing(error)) doubt();
      });
    };
    return coalesce(careful, ms, after);
  };
  const everything = soon(async deps => {
    onArrivals(await catchUpAll(deps));
    failures = 0;
    stopDoubt();
  });
  /** Another line: what may hang on the one before is let go, and read again with everything else. */
  const anew = () => {
    if (hadLine) letGo(queries);
    hadLine = true;
    line.abort();
    line = new AbortController();
    everything();
  };
  const end = () => {
    stopDoubt();
    line.abort();
  };
  return { soon, everything, anew, end, onFrame: hearing(ports, soon) };
}

/** Waits for the work, or until it is let go. */
function whileIn(signal: AbortSignal, work: Promise<unknown>): Promise<unknown> {
  return new Promise((done, failed) => {
    const letGo = () => done(undefined);
    signal.addEventListener('abort', letGo, { once: true });
    void work.then(done, failed).finally(() => signal.removeEventListener('abort', letGo));
  });
}

/** Ends the readings that are under way; those that had nothing to show yet begin anew at once. */
function letGo(queries: QueryClient): void {
  const begun = queries.getQueryCache().findAll({ fetchStatus: 'fetching' });
  void queries.cancelQueries({ fetchStatus: 'fetching' }).then(() => {
    for (const query of begun) if (query.state.data === undefined) void query.fetch().catch(() => undefined);
  });
}

function hearing({ queries, onArrivals }: LivePorts, soon: Soon): (frame: LiveFrame) => void {
  const [hinted, accountIds, stale] = [
    collected<Hint>(),
    collected<string>(),
    collected<readonly unknown[]>(),
  ];
  const again = (...queryKeys: readonly (readonly unknown[])[]) =>
    soon(() => Promise.all(queryKeys.map(queryKey => reread(queries, { queryKey }))));
  const inbox = soon(async deps => onArrivals(await catchUpHinted(deps, hinted.takeAll())));
  const feed = soon(catchUpFeed);
  const accounts = soon(deps => catchUpAccounts(deps, accountIds.takeAll()));
  const cases = again(caseKeys.boards);
  const calls = again(callKeys.lists, callKeys.weeks);
  const outreach = again(outreachKeys.lists, outreachKeys.budget);
  const others = soon(() => Promise.all(stale.takeAll().map(queryKey => reread(queries, { queryKey }))));
  const team = soon(
    () => Promise.all([teamKeys.loads, teamKeys.escalations].map(queryKey => reread(queries, { queryKey }))),
    TEAM_MS,
  );
  return frame => {
    if (frame.type === 'notification') {
      hinted.add({ id: frame.id, version: frame.version });
      inbox();
    }
    if (frame.type === 'feed') feed();
    if (frame.type === 'feed' || frame.type === 'account') {
      accountIds.add(frame.accountId);
      accounts();
    }
    if (frame.type === 'device-case') cases();
    if (frame.type === 'calls') calls();
    if (frame.type === 'outreach') outreach();
    if (!besideTheTeam.has(frame.type)) team();
    for (const queryKey of staleFor(frame)) stale.add(queryKey);
    others();
  };
}

type Watch = {
  readonly everything: () => void;
  readonly socket: LiveSocket;
  readonly isLive: () => boolean;
};

/** Reads everything when it is time: while there is no line, now and then for safety, and after a sleep. */
function keepingWatch({ after, now, online }: LivePorts, { everything, socket, isLive }: Watch) {
  let [lastBeat, lastRead, hiddenAt] = [0, 0, Number.POSITIVE_INFINITY];
  let stop: () => void = () => undefined;
  const readAll = () => {
    lastRead = now();
    everything();
  };
  const wait = () => {
    lastBeat = now();
    stop = after(POLL_MS, beat);
  };
  const beat = () => {
    const slept = now() - lastBeat > ASLEEP_MS;
    wait();
    if (slept) socket.nudge();
    const isDue = !isLive() || now() - lastRead >= SAFETY_MS;
    if (slept || (online() && isDue)) readAll();
  };
  return {
    readAll,
    start: () => {
      lastRead = now();
      wait();
    },
    stop: () => stop(),
    hidden: () => {
      hiddenAt = now();
    },
    seen: () => {
      const wasAway = now() - hiddenAt >= AWAY_MS;
      hiddenAt = Number.POSITIVE_INFINITY;
      socket.nudge();
      if (wasAway) readAll();
    },
  };
}

/** Keeps what the page shows equal to the server: by hints while the line is up, by reading again whenever it was not. */
export function createLive(ports: LivePorts): Live {
  const { everything, anew, end, onFrame } = catchingUp(ports);
  let state: LiveState = 'connecting';
  const socket = new LiveSocket({
    ...ports,
    ticket: async () => (await ports.api(routes.postLiveTicket)).ticket,
    onState: next => {
      state = next;
      ports.onState(next);
    },
    onFrame,
    onCatchUp: anew,
  });
  const watch = keepingWatch(ports, { everything, socket, isLive: () => state === 'live' });
  return {
    readAll: watch.readAll,
    hidden: watch.hidden,
    seen: watch.seen,
    lost: () => socket.lost(),
    found: () => socket.nudge(),
    start: () => {
      watch.start();
      socket.start();
    },
    stop: () => {
      watch.stop();
      end();
      socket.stop();
    },
  };
}
