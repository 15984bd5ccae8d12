import type { Page } from 'playwright-core';
import type { NotificationView } from '../../../shared/contracts/notifications-contract.ts';
import type { MockServer } from './mock-server.ts';
import { signUp } from './mock-state.ts';

type Storm = {
  readonly perSecond: number;
  readonly seconds: number;
  /** For every sign-up one that is open is taken on elsewhere, so that there are always as many. */
  readonly steady?: boolean;
};

/**
 * So many changes a second, each hinted: sign-ups, and now and then a notification that somebody else has seen. Counts
 * what the page reads meanwhile, by the path of the call.
 */
export async function storm(server: MockServer, { perSecond, seconds, steady = false }: Storm) {
  const { state } = server;
  const { gate } = state;
  const reads = new Map<string, number>();
  state.gate = call => {
    const path = call.path.replace(/\/(ntf|acc|case)[_-][^/]+/, '/…');
    reads.set(path, (reads.get(path) ?? 0) + 1);
    return gate(call);
  };
  const began = performance.now();
  const changes = perSecond * seconds;
  for (let made = 0; made < changes; ) {
    const due = Math.min(changes, Math.floor(((performance.now() - began) / 1_000) * perSecond) + 1);
    for (; made < due; made++) change(server, made, steady);
    await new Promise(next => setTimeout(next, 5));
  }
  state.gate = gate;
  return { changes, reads, seconds: (performance.now() - began) / 1_000 };
}

function change({ state }: MockServer, n: number, steady: boolean): void {
  const { notifications } = state;
  const isTheirs = steady ? n % 2 === 1 : n % 5 === 4;
  const isOpen = (one: NotificationView) => one.state === 'queued' || (steady && one.state === 'seen');
  const index = isTheirs ? notifications.findLastIndex(isOpen) : -1;
  const was = notifications[index];
  if (!was) {
    signUp(state, `Sturm ${n}`);
    return;
  }
  const next = { ...was, state: steady ? 'acknowledged' : 'seen', version: was.version + 1 } as const;
  notifications[index] = next;
  state.send({ type: 'notification', id: next.id, version: next.version });
}

type Watching = { shifts: string[] };

/** Notes every shift of the layout from now on. */
export const watchShifts = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const shifts: string[] = [];
    (globalThis as unknown as Watching).shifts = shifts;
    type Shift = {
      value: number;
      sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
    };
    new PerformanceObserver(list => {
      for (const { value, sources } of list.getEntries() as unknown as Shift[])
        shifts.push(
          `${value}: ${sources.map(one => `${one.node?.nodeName} ${one.node?.textContent?.slice(0, 40)}`).join('; ')}`,
        );
    }).observe({ type: 'layout-shift', buffered: false });
  });

export const shiftsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as Watching).shifts);
