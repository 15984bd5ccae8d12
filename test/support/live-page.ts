import {
  InfiniteQueryObserver,
  notifyManager,
  QueryClient,
  QueryObserver,
  timeoutManager,
} from '@tanstack/react-query';
import type { NotificationView } from '../../shared/contracts/notifications-contract.ts';
import type { Random } from '../../tools/bench/random.ts';
import type { Api } from '../../web/api/api.ts';
import { type InboxPage, type InboxView, inboxKeys, readInbox } from '../../web/api/notification-queries.ts';
import { ApiError } from '../../web/api/problem.ts';
import { type AccountLine, type FeedPage, keys, readAccounts, readFeed } from '../../web/api/queries.ts';
import { routes } from '../../web/api/routes.ts';
import { learnServerTime, now } from '../../web/app/clock.ts';
import { dayBefore, utcDayOf } from '../../web/app/format.ts';
import type { Page } from '../../web/lists/merge-head.ts';
import { showNotification } from '../../web/live/catch-up-inbox.ts';
import { createLive, type Live } from '../../web/live/live.ts';
import type { LiveState, SocketLike } from '../../web/live/live-socket.ts';
import type { LiveClock } from './live-clock.ts';
import { type LiveWorld, ME } from './live-world.ts';

let clock: LiveClock;
notifyManager.setScheduler(queueMicrotask);
timeoutManager.setTimeoutProvider({
  setTimeout: (run, ms = 0) => clock.inThePage(ms, run) as never,
  clearTimeout: stop => (stop as unknown as (() => void) | undefined)?.(),
  setInterval: () => {
    throw new Error('nothing here asks again by itself');
  },
  clearInterval: () => undefined,
});

type Asked = { readonly params?: Record<string, string>; readonly query?: Record<string, string> };
type Given = Asked & { readonly signal?: AbortSignal };
/** How bad things are: shares of 1, and how long an answer may take in ms. */
export type Weather = {
  frames: number;
  failing: number;
  hanging: number;
  slowest: number;
};

const unreachable = () => new ApiError({ type: 'about:blank', title: 'no', status: 0 });

/** A page of the console without its face: what it holds, and its line to the world. */
export class LivePage {
  readonly queries: QueryClient;
  readonly live: Live;
  readonly weather: Weather = { frames: 0, failing: 0, hanging: 0, slowest: 300 };
  state: LiveState = 'connecting';
  openedAt = Number.NaN;
  reads = 0;
  online = true;
  /** Leads read what is not theirs. */
  isLead = false;
  #socket: (SocketLike & { open: boolean }) | undefined;
  readonly #world: LiveWorld;
  readonly #clock: LiveClock;
  readonly #random: Random;

  constructor(world: LiveWorld, at: LiveClock, random: Random) {
    clock = at;
    [this.#world, this.#clock, this.#random] = [world, at, random];
    this.queries = new QueryClient({
      defaultOptions: { queries: { retry: 2, staleTime: 30_000, networkMode: 'always' } },
    });
    this.queries.setQueryData(keys.me, { agent: { id: ME } });
    world.hint = frame => {
      const to = this.#socket;
      if (!to?.open || random.int(1, 100) <= this.weather.frames * 100) return;
      at.inTheWorld(random.int(5, 60), () =>
        at.inThePage(0, () => {
          if (to.open) to.onmessage?.({ data: JSON.stringify(frame) });
        }),
      );
    };
    this.live = createLive({
      ...{ api: this.api, queries: this.queries, after: at.inThePage, now: () => at.now },
      fraction: () => 1,
      online: () => this.online,
      connect: () => this.#connect(),
      onState: state => {
        this.state = state;
      },
      onArrivals: () => undefined,
    });
  }

  /** Answers as the world is when the call reaches it; the answer is on its way for as long again. */
  readonly api = (async (route: unknown, { signal, ...asked }: Given = {}) => {
    this.reads += 1;
    const { failing, hanging, slowest } = this.weather;
    const [there, back] = [this.#random.int(5, slowest), this.#random.int(5, slowest)];
    const [fails, hangs] = [this.#random.int(1, 100), this.#random.int(1, 100)];
    return new Promise((done, failed) => {
      const letGo = () => failed(new Error('let go'));
      if (signal?.aborted) return letGo();
      signal?.addEventListener('abort', letGo, { once: true });
      const answer = (run: () => void) => this.#clock.inTheWorld(back, () => this.#clock.inThePage(0, run));
      this.#clock.inTheWorld(there, () => {
        if (hangs <= hanging * 100) return;
        if (fails <= failing * 100 || !this.online) return answer(() => failed(unreachable()));
        try {
          const is = structuredClone(this.#answer(route, asked));
          answer(() => done(is));
        } catch (error) {
          answer(() => failed(error));
        }
      });
    });
  }) as unknown as Api;

  #answer(route: unknown, { params, query = {} }: Asked): unknown {
    const id = params?.['notificationId'] ?? '';
    switch (route) {
      case routes.postLiveTicket:
        return { ticket: 'ticket' };
      case routes.listNotifications:
        return this.#world.notifications(query);
      case routes.listAccounts:
        return this.#world.listAccounts(query);
      case routes.getFeed:
        return this.#world.listFeed(query);
      case routes.listAgents:
        return { agents: this.#world.roster };
      case routes.acknowledge:
        return this.#world.change(id, { state: 'acknowledged' });
      case routes.markSeen:
        return this.#world.change(id, { state: 'seen' });
      default: {
        const item = this.#world.told.get(id);
        if (!item || (item.recipientId !== ME && !this.isLead))
          throw new ApiError({ type: 'about:blank', title: 'no', status: 404 });
        return item;
      }
    }
  }

  #connect(): SocketLike {
    const socket: SocketLike & { open: boolean } = {
      ...{ open: false, onopen: null, onclose: null, onmessage: null },
      send: () => {
        if (socket.open) this.#clock.inThePage(80, () => socket.onmessage?.({ data: '{"type":"pong"}' }));
      },
      close: () => {
        socket.open = false;
        stopOpening();
      },
    };
    const stopOpening = this.#clock.inThePage(this.#random.int(10, 200), () => {
      socket.open = true;
      this.#socket = socket;
      this.openedAt = this.#clock.now;
      socket.onopen?.();
    });
    return socket;
  }

  /** Ends the line, whether the page hears of it or not. */
  cut({ quietly }: { quietly: boolean }): void {
    const socket = this.#socket;
    if (!socket) return;
    socket.open = false;
    if (!quietly) this.#clock.inThePage(5, () => socket.onclose?.());
  }

  /** Somebody does something with what the page shows. */
  act(): void {
    const shown = this.items('open');
    const item = shown.length > 0 ? this.#random.pick(shown) : undefined;
    if (!item) return;
    const route = this.#random.chance(0.5) ? routes.acknowledge : (routes.markSeen as never);
    void this.api(route, { params: { notificationId: item.id } })
      .then(answer => showNotification(this.queries, answer as NotificationView))
      .catch(() => undefined);
  }

  items(view: InboxView): readonly NotificationView[] {
    const pages = this.queries.getQueryData<{ pages: InboxPage[] }>(inboxKeys.list(view))?.pages ?? [];
    return pages.flatMap(page => page.items);
  }

  watchInbox(view: InboxView) {
    return this.#watch(inboxKeys.list(view), {
      queryFn: ({ pageParam, signal }) =>
        readInbox(this.api, { view, cursor: pageParam as string | undefined }, signal),
      next: (last: InboxPage) => last.cursor,
    });
  }

  watchAccounts(owner: string | undefined) {
    return this.#watch(keys.accounts(owner), {
      queryFn: ({ pageParam, signal }) =>
        readAccounts(this.api, { owner, cursor: pageParam as string | undefined }, signal),
      next: (last: Page<AccountLine>) => last.cursor,
    });
  }

  watchFeed() {
    type At = { day: string; cursor?: string };
    return this.#watch(keys.feed, {
      queryFn: ({ pageParam, signal }) =>
        readFeed(this.api, (pageParam as At | undefined) ?? { day: utcDayOf(now()) }, signal),
      next: ({ day, cursor }: FeedPage) => (cursor ? { day, cursor } : { day: dayBefore(day) }),
    });
  }

  watchAgents(): void {
    const observer = new QueryObserver(this.queries, {
      queryKey: keys.agents,
      queryFn: ({ signal }) => this.api(routes.listAgents, { signal }),
    });
    observer.subscribe(() => undefined);
  }

  #watch<P>(
    queryKey: readonly unknown[],
    how: {
      readonly queryFn: (asked: { pageParam: unknown; signal: AbortSignal }) => Promise<P>;
      readonly next: (last: P) => unknown;
    },
  ) {
    const observer = new InfiniteQueryObserver(this.queries, {
      queryKey,
      queryFn: how.queryFn,
      initialPageParam: undefined as unknown,
      getNextPageParam: how.next,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: Number.POSITIVE_INFINITY,
    });
    observer.subscribe(() => undefined);
    return observer;
  }
}

/** The page's clock goes as the world's. */
export const tellTime = (at: number): void => learnServerTime(new Date(at).toISOString());
