import { useEffect } from 'react';
import type { InboxCounts } from '../../../shared/contracts/notifications-contract.ts';
import { useInboxCounts } from '../../api/notification-queries.ts';
import { ApiError, isProblem } from '../../api/problem.ts';
import { useAgentNames } from '../../api/queries.ts';
import { routes } from '../../api/routes.ts';
import { now } from '../../app/clock.ts';
import { randomId } from '../../app/random.ts';
import { after, type Services, useServices } from '../../app/services.ts';
import { useStore } from '../../app/store.ts';
import { refreshNotification } from '../../live/catch-up-inbox.ts';
import { recounted } from '../../live/inbox-lists.ts';
import { useMessages } from '../../messages/messages.ts';
import { explain } from '../../parts/explain.ts';
import { showWord } from '../../parts/toasts.tsx';
import { Acknowledger, type Result } from './acknowledger.ts';
import { type Hold, heldIds } from './holding.ts';
import { sayResults, type Words } from './say-results.ts';
import { withdrawUndo } from './undo.ts';

type Kept = { readonly acknowledger: Acknowledger; words: Words | undefined };
const kept = new WeakMap<Services, Kept>();

/** One call for one, one for many; either goes out although the page is left meanwhile. */
async function send({ api }: Services, { id, items }: Hold): Promise<readonly Result[]> {
  const sure = { keepalive: true, idempotencyKey: id } as const;
  const [only, ...more] = items;
  if (only && more.length === 0) {
    const notification = await api(routes.acknowledge, { params: { notificationId: only.id }, ...sure });
    return [{ id: only.id, ok: true, notification }];
  }
  const body = { ids: items.map(item => item.id), do: 'acknowledge' } as const;
  return (await api(routes.bulkAct, { body, ...sure })).results;
}

const isUnanswered = (error: unknown): boolean =>
  isProblem(error, 0) || (error instanceof ApiError && error.problem.status >= 500);

function keep(services: Services): Kept {
  const held = kept.get(services);
  if (held) return held;
  const made: Kept = {
    words: undefined,
    acknowledger: new Acknowledger({
      ...{ now, after, newId: randomId, isUnanswered },
      send: hold => send(services, hold),
      onSent: hold => withdrawUndo(hold.id),
      onResults: (results, { items }) => {
        if (made.words) sayResults(services, { results, items }, made.words);
      },
      onBack: ({ items }, error) => {
        for (const { id } of items) void refreshNotification(services, id).catch(() => undefined);
        if (!made.words) return;
        const { m } = made.words;
        const { title, advice } = explain(error, m);
        const names = items.slice(0, 3).map(item => item.accountName);
        showWord(m.inbox.notDone(names.join(', '), items.length, `${title}. ${advice}`), 'warn');
      },
    }),
  };
  kept.set(services, made);
  return made;
}

/** The acknowledgements that this page holds, for as long as it lives: they outlast every room. */
export const acknowledgerOf = (services: Services): Acknowledger => keep(services).acknowledger;

/** What is shown as acknowledged although the server has not heard of it yet. */
export function useHeldIds(): ReadonlySet<string> {
  return heldIds(useStore(acknowledgerOf(useServices()).holding));
}

/** The counts as they are shown: without what is held as acknowledged. */
export function useShownCounts(): InboxCounts | undefined {
  const counts = useInboxCounts();
  const holding = useStore(acknowledgerOf(useServices()).holding);
  if (!counts) return undefined;
  const held = holding.flatMap(hold => hold.items);
  return held.reduce((left, item) => recounted(left, item, { state: 'acknowledged' }), counts);
}

/** Gives held acknowledgements their words, and sends them when the page is hidden or left, or the network is back. */
export function useAcknowledgements(): void {
  const services = useServices();
  const m = useMessages();
  const agentName = useAgentNames();
  useEffect(() => {
    keep(services).words = { m, agentName };
  });
  useEffect(() => {
    const { acknowledger } = keep(services);
    const leave = () => acknowledger.leave();
    const hidden = () => document.visibilityState === 'hidden' && acknowledger.leave();
    addEventListener('pagehide', leave);
    addEventListener('online', leave);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      leave();
      removeEventListener('pagehide', leave);
      removeEventListener('online', leave);
      document.removeEventListener('visibilitychange', hidden);
    };
  }, [services]);
}
