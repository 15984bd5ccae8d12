import { useQueries } from '@tanstack/react-query';
import { caseKeys } from '../api/device-queries.ts';
import { keys } from '../api/queries.ts';
import { routes } from '../api/routes.ts';
import { type Found, useSearch } from '../api/search-queries.ts';
import { usePlace } from '../app/router.tsx';
import { pathTo, placeOf } from '../app/routes.ts';
import { useServices } from '../app/services.ts';
import { useMessages } from '../messages/messages.ts';
import { wordFor } from '../messages/words.ts';
import type { IconName } from '../parts/icons.tsx';
import { useIsLead } from '../rooms/use-is-lead.ts';
import { useIsOps } from '../rooms/use-is-ops.ts';
import { useRooms } from '../shell/shell.tsx';
import {
  actionItems,
  hitItem,
  type Item,
  partItems,
  roomItems,
  type Section,
  sectionsOf,
  shownItems,
} from './palette-items.ts';
import { type RecentPlace, recentPlaces } from './recent-places.ts';
import { type SavedView, useSavedViews, viewPath } from './saved-views.ts';

/** Hits of each kind. */
const MOST_HITS = 6;

export type PaletteItems = { readonly sections: readonly Section[]; readonly found: Found };

/** Everything that fits what was typed: at once what this page knows, then what the server finds. */
export function useItems(typed: string): PaletteItems {
  const m = useMessages();
  const lead = useIsLead();
  const ops = useIsOps();
  const rooms = useRooms();
  const recent = useRecentItems();
  const views = useViewItems();
  const here = usePlace();
  const saved = useSavedViews();
  const found = useSearch(typed, { limit: MOST_HITS });
  const path = viewPath(here);
  const canSave = path !== undefined && !saved.some(view => view.path === path);
  const known = [
    ...recent,
    ...views,
    ...roomItems(rooms, m),
    ...partItems(m, lead, ops),
    ...actionItems(m, { typed, canSave }),
  ];
  const shown = [...shownItems(known, typed), ...found.hits.map(hit => hitItem(hit, m))];
  return { sections: sectionsOf(once(shown), typed), found };
}

/** Each thing once: what was opened lately is not found a second time. */
function once(items: readonly Item[]): readonly Item[] {
  const paths = new Set<string>();
  return items.filter(item => {
    if (item.group !== 'recent' && item.group !== 'account' && item.group !== 'device-case') return true;
    const path = 'to' in item ? pathTo(item.to) : '';
    return !paths.has(path) && paths.add(path);
  });
}

/** What was opened last, but for what is open now. Only paths are kept: names are read. */
function useRecentItems(): readonly Item[] {
  const here = pathTo(usePlace());
  const recent = recentPlaces().filter(place => pathTo(place) !== here);
  const nameOf = useNamesOf(recent);
  return recent.flatMap((place): Item[] => {
    const named = nameOf(place);
    const icon = place.room === 'account' ? 'accounts' : 'devices';
    return named ? [{ id: `recent ${pathTo(place)}`, group: 'recent', icon, to: place, ...named }] : [];
  });
}

type Named = Pick<Item, 'title' | 'note'>;

function useNamesOf(places: readonly RecentPlace[]): (place: RecentPlace) => Named | undefined {
  const m = useMessages();
  const { api } = useServices();
  const accountIds = places.flatMap(place => (place.room === 'account' ? [place.accountId] : []));
  const caseIds = places.flatMap(place => (place.room === 'device-case' ? [place.caseId] : []));
  const accounts = useQueries({
    queries: accountIds.map(accountId => ({
      queryKey: keys.account(accountId),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api(routes.getAccount, { params: { accountId }, signal }),
    })),
  });
  const cases = useQueries({
    queries: caseIds.map(caseId => ({
      queryKey: caseKeys.case(caseId),
      queryFn: ({ signal }: { signal: AbortSignal }) => api(routes.getCase, { params: { caseId }, signal }),
    })),
  });
  return place => {
    if (place.room === 'account') {
      const account = accounts[accountIds.indexOf(place.accountId)]?.data;
      return account && { title: account.name, note: wordFor(m.status, account.status) };
    }
    const read = cases[caseIds.indexOf(place.caseId)]?.data;
    return read && { title: `${read.model} · ${read.serial}`, note: read.accountName };
  };
}

export const viewIcon = ({ path }: SavedView): IconName => {
  const { room } = placeOf(path);
  return room === 'outreach' || room === 'inbox' || room === 'devices' || room === 'calls' || room === 'tasks'
    ? room
    : 'accounts';
};

/** The saved views, and how to be rid of each. */
function useViewItems(): readonly Item[] {
  const { palette: m } = useMessages();
  const here = pathTo(usePlace());
  return useSavedViews().flatMap((view): Item[] => {
    const { name, path } = view;
    return [
      { id: `view ${path}`, group: 'views', title: name, icon: viewIcon(view), to: placeOf(path) },
      {
        ...{ id: `remove ${path}`, group: 'actions', title: m.removeView(name), icon: 'close' },
        ...{ deed: { is: 'remove-view', path }, quiet: path !== here },
      },
    ];
  });
}
