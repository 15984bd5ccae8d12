import { type CallsPlace, callsPath, callsPlaceOf } from '../rooms/calls/calls-place.ts';
import { type BoardView, boardPath, viewOf } from '../rooms/devices/board-view.ts';
import { type DutyPlace, dutyPath, dutyPlaceOf } from '../rooms/duty/duty-place.ts';
import { type InboxTab, inboxPath, inboxTabIn } from '../rooms/inbox/inbox-tab.ts';
import { type InsightsPlace, insightsPath, insightsPlaceOf } from '../rooms/insights/insights-place.ts';
import { type OpsPlace, opsPath, opsPlaceOf } from '../rooms/ops/ops-place.ts';
import { type OutreachTab, outreachPath, outreachPlaceOf } from '../rooms/outreach/outreach-tab.ts';
import { type SettingsPlace, settingsPath, settingsPlaceOf } from '../rooms/settings/settings-place.ts';

/** A place in the console, as the address bar names it. */
export type Place =
  | { readonly room: 'today' }
  | { readonly room: 'inbox'; readonly notificationId?: string; readonly tab?: InboxTab | undefined }
  | { readonly room: 'feed' }
  | {
      readonly room: 'accounts';
      readonly of: 'mine' | 'all';
      /** What is searched for among all. */
      readonly q?: string | undefined;
    }
  | {
      readonly room: 'account';
      readonly accountId: string;
      /** The contact who is calling: the page opens ready to log it. */
      readonly call?: string | undefined;
    }
  | { readonly room: 'tasks'; readonly of: 'me' | 'queue' }
  | { readonly room: 'devices'; readonly view: BoardView }
  | { readonly room: 'device-case'; readonly caseId: string }
  | { readonly room: 'calls'; readonly shown: CallsPlace }
  | { readonly room: 'call'; readonly callId: string }
  | { readonly room: 'outreach'; readonly tab: OutreachTab }
  | { readonly room: 'outreach'; readonly id: string }
  | { readonly room: 'phone'; readonly digits: string }
  | { readonly room: 'team' }
  | { readonly room: 'load'; readonly of: LoadView; readonly days: LoadDays }
  | { readonly room: 'insights'; readonly shown: InsightsPlace }
  | { readonly room: 'ops'; readonly shown: OpsPlace }
  | { readonly room: 'duty'; readonly shown: DutyPlace }
  | { readonly room: 'chains'; readonly of: ChainsView; readonly chainId?: string | undefined }
  | ({ readonly room: 'settings' } & SettingsPlace)
  | { readonly room: 'depots' }
  | { readonly room: 'depot'; readonly depotId: string }
  | { readonly room: 'counter'; readonly depotId?: string | undefined }
  | { readonly room: 'promises'; readonly of: PromisesView }
  | { readonly room: 'promise'; readonly policyId: string }
  | { readonly room: 'unknown' };

export const promisesViews = ['policies', 'calendars', 'try', 'review', 'rematch'] as const;
export type PromisesView = (typeof promisesViews)[number];

export const loadViews = ['team', 'try'] as const;
export type LoadView = (typeof loadViews)[number];
/** Days back over which times to answer are taken. */
export const loadDays = [1, 7, 31] as const;
export type LoadDays = (typeof loadDays)[number];
export const chainsViews = ['chains', 'running', 'try'] as const;
export type ChainsView = (typeof chainsViews)[number];

const unknown: Place = { room: 'unknown' };

/** The place that a path means; what is not readable is unknown, never a crash. */
export function placeOf(path: string): Place {
  const [pathname = '/', search = ''] = path.split('?', 2);
  const query = new URLSearchParams(search);
  const [room = 'today', id, ...more] = pathname.split('/').filter(part => part !== '');
  if (more.length > 0) return unknown;
  if (id !== undefined) return withId(room, id, query);
  if (room === 'inbox') return { room, ...inboxTabIn(query) };
  if (room === 'today' || room === 'feed' || room === 'team') return { room };
  if (room === 'settings') return { room, ...settingsPlaceOf(query) };
  if (room === 'accounts')
    return { room, of: query.get('of') === 'mine' ? 'mine' : 'all', q: query.get('q') || undefined };
  if (room === 'tasks') return { room, of: query.get('of') === 'queue' ? 'queue' : 'me' };
  if (room === 'devices') return { room, view: viewOf(query) };
  if (room === 'calls') return { room, shown: callsPlaceOf(query) };
  if (room === 'outreach') return { room, tab: 'open' };
  if (room === 'depots' || room === 'counter') return { room };
  if (room === 'promises')
    return { room, of: promisesViews.find(view => view === query.get('of')) ?? 'policies' };
  return ofTheTeam(room, query);
}

function ofTheTeam(room: string, query: URLSearchParams): Place {
  if (room === 'load')
    return {
      room,
      of: loadViews.find(view => view === query.get('of')) ?? 'team',
      days: loadDays.find(days => String(days) === query.get('days')) ?? 7,
    };
  if (room === 'insights') return { room, shown: insightsPlaceOf(query) };
  if (room === 'ops') return { room, shown: { tab: 'open' } };
  if (room === 'duty') return { room, shown: dutyPlaceOf(query) };
  if (room === 'chains')
    return {
      room,
      of: chainsViews.find(view => view === query.get('of')) ?? 'chains',
      chainId: query.get('chain') ?? undefined,
    };
  return unknown;
}

function withId(room: string, raw: string, query: URLSearchParams): Place {
  const id = decoded(raw);
  if (id === undefined) return unknown;
  if (room === 'inbox') return { room, notificationId: id, ...inboxTabIn(query) };
  if (room === 'accounts') return { room: 'account', accountId: id, ...callingIn(query) };
  if (room === 'calls') return { room: 'call', callId: id };
  if (room === 'outreach') return { room, ...outreachPlaceOf(id) };
  if (room === 'phone') return { room, digits: id };
  if (room === 'ops') return { room, shown: opsPlaceOf(id) };
  if (room === 'devices') return { room: 'device-case', caseId: id };
  if (room === 'depots') return { room: 'depot', depotId: id };
  if (room === 'counter') return { room, depotId: id };
  if (room === 'promises') return { room: 'promise', policyId: id };
  return unknown;
}

const callingIn = (query: URLSearchParams): { call?: string } => {
  const call = query.get('call');
  return call ? { call } : {};
};

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
      return inboxPath(place.tab, place.notificationId);
    case 'account':
      return withQuery(`/accounts/${encodeURIComponent(place.accountId)}`, { call: place.call });
    case 'calls':
      return callsPath(place.shown);
    case 'call':
      return `/calls/${encodeURIComponent(place.callId)}`;
    case 'outreach':
      return outreachPath(place);
    case 'phone':
      return `/phone/${encodeURIComponent(place.digits)}`;
    case 'accounts':
      return withQuery('/accounts', { of: place.of === 'mine' ? place.of : undefined, q: place.q });
    case 'tasks':
      return place.of === 'queue' ? '/tasks?of=queue' : '/tasks';
    case 'devices':
      return boardPath(place.view);
    case 'device-case':
      return `/devices/${encodeURIComponent(place.caseId)}`;
    case 'depot':
      return `/depots/${encodeURIComponent(place.depotId)}`;
    case 'counter':
      return place.depotId ? `/counter/${encodeURIComponent(place.depotId)}` : '/counter';
    case 'promises':
      return place.of === 'policies' ? '/promises' : `/promises?of=${place.of}`;
    case 'promise':
      return `/promises/${encodeURIComponent(place.policyId)}`;
    case 'load':
      return withQuery('/load', {
        of: place.of === 'team' ? undefined : place.of,
        days: place.days === 7 ? undefined : String(place.days),
      });
    case 'insights':
      return insightsPath(place.shown);
    case 'ops':
      return opsPath(place.shown);
    case 'duty':
      return dutyPath(place.shown);
    case 'chains':
      return withQuery('/chains', {
        of: place.of === 'chains' ? undefined : place.of,
        chain: place.chainId,
      });
    case 'settings':
      return settingsPath(place);
    case 'unknown':
      return '/inbox';
    default:
      return `/${place.room}`;
  }
}

function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const said = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return said.length === 0 ? path : `${path}?${new URLSearchParams(said)}`;
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
