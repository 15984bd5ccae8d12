/** A place in the console, as the address bar names it. */
export type Place =
  | { readonly room: 'inbox'; readonly notificationId?: string }
  | { readonly room: 'feed' }
  | { readonly room: 'accounts'; readonly of: 'mine' | 'all' }
  | { readonly room: 'account'; readonly accountId: string }
  | { readonly room: 'tasks'; readonly of: 'me' | 'queue' }
  | { readonly room: 'team' }
  | { readonly room: 'settings' }
  | { readonly room: 'unknown' };

const unknown: Place = { room: 'unknown' };

/** The place that a path means; what is not readable is unknown, never a crash. */
export function placeOf(path: string): Place {
  const [pathname = '/', search = ''] = path.split('?', 2);
  const query = new URLSearchParams(search);
  const [room = 'inbox', id, ...more] = pathname.split('/').filter(part => part !== '');
  if (more.length > 0) return unknown;
  if (id !== undefined) return withId(room, id);
  if (room === 'inbox' || room === 'feed' || room === 'team' || room === 'settings') return { room };
  if (room === 'accounts') return { room, of: query.get('of') === 'mine' ? 'mine' : 'all' };
  if (room === 'tasks') return { room, of: query.get('of') === 'queue' ? 'queue' : 'me' };
  return unknown;
}

function withId(room: string, raw: string): Place {
  const id = decoded(raw);
  if (id === undefined) return unknown;
  if (room === 'inbox') return { room, notificationId: id };
  if (room === 'accounts') return { room: 'account', accountId: id };
  return unknown;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** The path of a place. */
export function pathTo(place: Place): string {
  switch (place.room) {
    case 'inbox':
      return place.notificationId ? `/inbox/${encodeURIComponent(place.notificationId)}` : '/inbox';
    case 'account':
      return `/accounts/${encodeURIComponent(place.accountId)}`;
    case 'accounts':
      return place.of === 'mine' ? '/accounts?of=mine' : '/accounts';
    case 'tasks':
      return place.of === 'queue' ? '/tasks?of=queue' : '/tasks';
    case 'unknown':
      return '/inbox';
    default:
      return `/${place.room}`;
  }
}

/** A path of this origin, as pushes and links of others may name one; anything else becomes the inbox. */
export function ownPath(path: unknown, origin: string): string {
  if (typeof path !== 'string' || !/^\/[^/\\]/.test(path)) return '/inbox';
  try {
    const url = new URL(path, origin);
    return url.origin === origin ? url.pathname + url.search : '/inbox';
  } catch {
    return '/inbox';
  }
}
