import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { DAY, type Instant } from '../../../shared/kernel/instant.ts';
import { useCalls } from '../../api/call-queries.ts';
import { useBoard } from '../../api/device-queries.ts';
import { useInbox } from '../../api/notification-queries.ts';
import { useOutreach } from '../../api/outreach-queries.ts';
import { useAccounts, useTasks } from '../../api/queries.ts';
import { useEscalations, useLoad } from '../../api/team-queries.ts';
import { useFormat, useNow } from '../../app/locale.tsx';
import { instantOf } from '../../app/zoned.ts';
import { useHeldIds } from '../inbox/acknowledgers.ts';
import type { TodaySources } from './today-sources.ts';

export type Part = 'inbox' | 'tasks' | 'calls' | 'devices' | 'outreach' | 'accounts' | 'chains' | 'load';

/** What the day is gathered from, with how each reading stands. */
export type Gathered = {
  readonly sources: TodaySources;
  readonly owned: ReadonlySet<string>;
  readonly reads: Readonly<Partial<Record<Part, Read>>>;
  /** There are more open notifications than are read here. */
  readonly more: boolean;
};
type Read = Pick<UseQueryResult, 'data' | 'isError' | 'failureCount' | 'refetch'>;

/** So many open notifications are looked through. */
const MOST_NOTIFICATIONS = 200;

/** Open notifications page after page, for what is due first may stand on any of them; without those held as acknowledged. */
function useOpenNotifications() {
  const inbox = useInbox('open');
  const held = useHeldIds();
  const { hasNextPage, isFetching, isError, fetchNextPage } = inbox;
  const items = useMemo(() => inbox.data?.pages.flatMap(page => page.items) ?? [], [inbox.data]);
  const heldKey = [...held].join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the held ids are new with each drawing, their text is not
  const open = useMemo(() => items.filter(({ id }) => !held.has(id)), [items, heldKey]);
  const goesOn = hasNextPage && items.length < MOST_NOTIFICATIONS;
  useEffect(() => {
    if (goesOn && !isFetching && !isError) void fetchNextPage();
  }, [goesOn, isFetching, isError, fetchNextPage]);
  return { inbox, open, more: hasNextPage && !goesOn };
}

/** What waits for one agent, from the lists that their rooms read too: the same hints keep them fresh. */
export function useOwnDay(me: string): Gathered {
  const { inbox, open, more } = useOpenNotifications();
  const tasks = useTasks('me');
  const calls = useCalls('me');
  const { board, lines } = useBoard(undefined);
  const outreach = useOutreach('open');
  const accounts = useAccounts(me);
  const own = accounts.data?.pages;
  const owned = useMemo(
    () => new Set(own?.flatMap(page => page.items.flatMap(one => (one.ownerId === me ? [one.id] : [])))),
    [own, me],
  );
  const sources = useMemo(
    () => ({
      notifications: open,
      tasks: tasks.data?.pages.flatMap(page => page.tasks) ?? [],
      calls: calls.data?.pages.flatMap(page => page.calls) ?? [],
      cases: lines,
      outreach: outreach.data?.pages.flatMap(page => page.outreach) ?? [],
    }),
    [open, tasks.data, calls.data, lines, outreach.data],
  );
  return { sources, owned, reads: { inbox, tasks, calls, devices: board, outreach, accounts }, more };
}

/** As `useOwnDay`, with what a lead answers for. */
export function useLeadsDay(me: string): Gathered {
  const own = useOwnDay(me);
  const chains = useEscalations();
  const load = useLoad(7);
  const sources = useMemo(
    () => ({
      ...own.sources,
      escalations: chains.data?.pages.flatMap(page => page.escalations) ?? [],
      waiting: load.data?.queue.accounts ?? [],
    }),
    [own.sources, chains.data, load.data],
  );
  return { ...own, sources, reads: { ...own.reads, chains, load } };
}

const entries = ({ reads }: Gathered) => Object.entries(reads) as [Part, Read][];

/** What failed once is not waited for, so that the rest is not held up. */
export const isGathered = (gathered: Gathered): boolean =>
  entries(gathered).every(([, { data, failureCount }]) => data !== undefined || failureCount > 0);

export const missingIn = (gathered: Gathered): readonly Part[] =>
  entries(gathered).flatMap(([part, { isError }]) => (isError ? [part] : []));

export function readAgain(gathered: Gathered): void {
  for (const [, { isError, refetch }] of entries(gathered)) if (isError) void refetch();
}

/** Now, and when the reader's day ends. */
export function useDay(): { readonly now: Instant; readonly until: Instant } {
  const { zone, dayOf } = useFormat();
  const now = useNow();
  const today = dayOf(new Date(now).toISOString());
  const tomorrow = new Date(Date.parse(`${today}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
  return { now, until: instantOf(`${tomorrow}T00:00`, zone) };
}
