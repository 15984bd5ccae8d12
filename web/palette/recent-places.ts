import { recall, remember } from '../app/memory.ts';
import { type Place, pathTo, placeOf } from '../app/routes.ts';
import { listIn } from './saved-views.ts';

/** Things that were opened: accounts and device cases. What is kept of them is their path, never a name. */
export type RecentPlace = Extract<Place, { room: 'account' | 'device-case' }>;

const MOST_RECENT = 8;

const asRecent = (place: Place): RecentPlace | undefined => {
  if (place.room === 'account') return { room: 'account', accountId: place.accountId };
  return place.room === 'device-case' ? place : undefined;
};

/** Paths with one more in front, each once. */
export const withRecent = (paths: readonly string[], path: string): readonly string[] =>
  [path, ...paths.filter(one => one !== path)].slice(0, MOST_RECENT);

const recentPaths = (): readonly string[] =>
  listIn(recall('recent')).filter(path => typeof path === 'string');

/** What was opened last in this browser, the latest first. */
export const recentPlaces = (): readonly RecentPlace[] =>
  recentPaths().flatMap(path => asRecent(placeOf(path)) ?? []);

/** Remembers a thing that is opened; other places are let go by. */
export function rememberOpened(place: Place): void {
  const opened = asRecent(place);
  if (opened) remember('recent', JSON.stringify(withRecent(recentPaths(), pathTo(opened))));
}

/** Who signs in next has opened nothing yet. */
export const forgetRecent = (): void => remember('recent', undefined);
