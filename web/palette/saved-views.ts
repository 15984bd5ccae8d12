import { recall, remember } from '../app/memory.ts';
import { type Place, pathTo, placeOf } from '../app/routes.ts';
import { createStore, useStore } from '../app/store.ts';

/** A list as somebody looks at it, under a name of their own. */
export type SavedView = { readonly name: string; readonly path: string };

export const MOST_VIEWS = 12;
export const NAME_LETTERS = 40;

const plainPlaces: readonly Place['room'][] = ['inbox', 'devices', 'calls', 'accounts', 'outreach', 'tasks'];

/** The path of a list that is filtered, as it may be saved; nothing for other places and for a plain list. */
export function viewPath(place: Place): string | undefined {
  if (!plainPlaces.includes(place.room) || 'id' in place) return undefined;
  const path = pathTo(place.room === 'inbox' ? { room: 'inbox', tab: place.tab } : place);
  return path === `/${place.room}` ? undefined : path;
}

/** Views with one more, the latest last; the same list again has the new name. */
export const withView = (views: readonly SavedView[], { name, path }: SavedView): readonly SavedView[] =>
  [
    ...views.filter(view => view.path !== path),
    { name: name.trim().slice(0, NAME_LETTERS) || path, path },
  ].slice(-MOST_VIEWS);

/** What a browser remembered; what is not readable, or leads nowhere any more, is left out. */
export function readViews(text: string | undefined): readonly SavedView[] {
  return listIn(text).flatMap(one => {
    const { name, path } = (one ?? {}) as Partial<Record<'name' | 'path', unknown>>;
    if (typeof name !== 'string' || typeof path !== 'string') return [];
    const view = viewPath(placeOf(path));
    return view === undefined ? [] : [{ name: name.slice(0, NAME_LETTERS), path: view }];
  });
}

/** A list that was remembered as JSON; nothing when it is not one. */
export function listIn(text: string | undefined): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}

const views = createStore(readViews(recall('views')));
export const useSavedViews = (): readonly SavedView[] => useStore(views);

function keep(next: readonly SavedView[]): void {
  views.set(next);
  remember('views', next.length === 0 ? undefined : JSON.stringify(next));
}

export const saveView = (view: SavedView): void => keep(withView(views.get(), view));
export const removeView = (path: string): void => keep(views.get().filter(view => view.path !== path));
