import type { HitKind, SearchHit } from '../../shared/contracts/views-contract.ts';
import type { Place } from '../app/routes.ts';
import type { Messages } from '../messages/messages.ts';
import { wordFor } from '../messages/words.ts';
import type { IconName } from '../parts/icons.tsx';
import { everyCase } from '../rooms/devices/board-view.ts';
import { numberOf } from '../rooms/phone/phone-number.ts';
import { fits } from './word-match.ts';

export const itemGroups = [
  ...(['recent', 'views', 'rooms', 'actions'] as const),
  ...(['account', 'contact', 'device', 'device-case'] as const),
] as const;
export type ItemGroup = (typeof itemGroups)[number];

const deeds = ['create', 'plan', 'report', 'block', 'keys', 'tour', 'sign-out', 'save-view'] as const;
/** What opens a dialog or does something at once, instead of leading to a place. */
export type Deed =
  | { readonly is: (typeof deeds)[number] }
  | { readonly is: 'remove-view'; readonly path: string };

/** One line of the palette: it leads to a place, or does something. */
export type Item = {
  readonly id: string;
  readonly group: ItemGroup;
  readonly title: string;
  readonly note?: string | undefined;
  readonly icon: IconName;
  /** The keys that do the same. */
  readonly keys?: string | undefined;
  /** Among many others it is shown only when it is looked for. */
  readonly quiet?: boolean;
} & ({ readonly to: Place } | { readonly deed: Deed });

type Room = {
  readonly place: Place;
  readonly icon: IconName;
  readonly text: (m: Messages) => string;
  readonly key: string;
};

/** The rooms, and those that have no place of their own among them. */
export function roomItems(rooms: readonly Room[], m: Messages): readonly Item[] {
  const own = rooms.map(({ place, icon, text, key }) => ({
    ...{ id: `room ${place.room}`, title: text(m), icon, keys: `G ${key.toUpperCase()}`, to: place },
  }));
  const beside = [
    { id: 'room settings', title: m.nav.settings, icon: 'settings', to: { room: 'settings' } },
    { id: 'room counter', title: m.counter.title, icon: 'devices', to: { room: 'counter' }, quiet: true },
  ] as const;
  return [...own, ...beside].map(item => ({ ...item, group: 'rooms' }));
}

/** Parts of rooms, each under its room's name. */
export function partItems(m: Messages, lead: boolean, ops = false): readonly Item[] {
  const { nav } = m;
  const parts: readonly (readonly [string, string, IconName, Place])[] = [
    [nav.inbox, m.inbox.tabs.snoozed, 'inbox', { room: 'inbox', tab: 'snoozed' }],
    [nav.inbox, m.inbox.tabs.queue, 'inbox', { room: 'inbox', tab: 'queue' }],
    [nav.accounts, m.accounts.mine, 'accounts', { room: 'accounts', of: 'mine' }],
    [nav.devices, m.devices.mine, 'devices', { room: 'devices', view: { of: 'mine' } }],
    [nav.devices, m.devices.risk, 'devices', { room: 'devices', view: { ...everyCase, risk: true } }],
    [nav.tasks, m.tasks.queue, 'tasks', { room: 'tasks', of: 'queue' }],
    [nav.calls, m.calls.team, 'calls', { room: 'calls', shown: { of: 'team' } }],
    [nav.calls, m.calls.week, 'calls', { room: 'calls', shown: { of: 'week' } }],
    [nav.outreach, m.outreach.tabs.held, 'outreach', { room: 'outreach', tab: 'held' }],
    [nav.chains, m.chains.running, 'chains', { room: 'chains', of: 'running' }],
    [nav.chains, m.chains.try, 'chains', { room: 'chains', of: 'try' }],
    [nav.promises, m.promises.calendars, 'promises', { room: 'promises', of: 'calendars' }],
    [nav.promises, m.promises.try, 'promises', { room: 'promises', of: 'try' }],
    [nav.promises, m.promises.review, 'promises', { room: 'promises', of: 'review' }],
  ];
  const leads = [[nav.load, m.load.try, 'load', { room: 'load', of: 'try', days: 7 }]] as const;
  const opsRooms = [
    [nav.ops, m.ops.tabs.all, 'ops', { room: 'ops', shown: { tab: 'all' } }],
    [nav.ops, m.ops.tabs.watch, 'ops', { room: 'ops', shown: { tab: 'watch' } }],
  ] as const;
  return [...parts, ...(lead ? leads : []), ...(ops ? opsRooms : [])].map(([room, part, icon, to]) => {
    const title = `${room}: ${part}`;
    return { id: `part ${title}`, group: 'rooms', title, icon, to, quiet: true };
  });
}

type Said = { readonly typed: string; readonly canSave: boolean };

/** What can be done from anywhere; a telephone number that was typed can be looked up. */
export function actionItems(m: Messages, { typed, canSave }: Said): readonly Item[] {
  const number = numberOf(typed);
  const deed = (is: (typeof deeds)[number], title: string, icon: IconName): Item => ({
    ...{ id: `do ${is}`, group: 'actions', title, icon, deed: { is } },
  });
  const absence: Item = {
    ...{ id: 'do absence', group: 'actions', title: m.absence.submit, icon: 'team', to: { room: 'team' } },
  };
  return [
    ...(number ? [phoneItem(number, m)] : []),
    ...(canSave ? [deed('save-view', m.palette.saveView, 'view')] : []),
    deed('create', m.create.title, 'plus'),
    deed('plan', m.calls.planning.title, 'calls'),
    deed('report', m.devices.report, 'devices'),
    deed('block', m.calls.weekView.block, 'duty'),
    absence,
    { ...deed('keys', m.keys.title, 'help-asked'), keys: '?' },
    deed('tour', m.tour.title, 'help-asked'),
    deed('sign-out', m.session.signOut, 'out'),
  ];
}

const phoneItem = (number: string, m: Messages): Item => ({
  ...{ id: 'do phone', group: 'actions', title: m.palette.whoIs(number), icon: 'calls' },
  to: { room: 'phone', digits: number },
});

const icons: Readonly<Record<HitKind, IconName>> = {
  ...{ account: 'accounts', contact: 'profile-updated', device: 'devices', 'device-case': 'devices' },
};

/** What was found, with whose it is and how it stands. Contacts and devices open their account. */
export function hitItem({ kind, id, title, accountId, accountName, note }: SearchHit, m: Messages): Item {
  const words = { account: m.status, 'device-case': m.devices.states } as const;
  const standing = note && (kind in words ? wordFor(words[kind as keyof typeof words], note) : note);
  return {
    ...{ id: `${kind} ${accountId ?? ''} ${id}`, group: kind, title, icon: icons[kind] },
    note: [kind === 'account' ? undefined : accountName, standing].filter(Boolean).join(' · '),
    to: placeOfHit(kind, id, accountId),
  };
}

function placeOfHit(kind: HitKind, id: string, accountId: string | undefined): Place {
  if (kind === 'device-case') return { room: 'device-case', caseId: id };
  if (kind === 'account') return { room: 'account', accountId: id };
  return accountId ? { room: 'account', accountId } : { room: 'devices', view: everyCase };
}

/** The items that fit what was typed; before anything is typed those that are always shown. */
export function shownItems(items: readonly Item[], typed: string): readonly Item[] {
  if (typed.trim() === '') return items.filter(item => !item.quiet);
  return items.filter(item => item.id === 'do phone' || fits(item.title, typed));
}

export type Section = { readonly group: ItemGroup; readonly items: readonly Item[] };

/** As `itemGroups` before anything is typed: the rooms stand beside the palette, what can be done does not. */
const idleGroups: readonly ItemGroup[] = ['recent', 'views', 'actions', 'rooms'];

/** Items group by group: by what was typed rooms come before actions, else actions before rooms. */
export function sectionsOf(items: readonly Item[], typed: string): readonly Section[] {
  const groups = Map.groupBy(items, item => item.group);
  return (typed.trim() === '' ? idleGroups : itemGroups).flatMap(group => {
    const own = groups.get(group) ?? [];
    return own.length > 0 ? [{ group, items: own }] : [];
  });
}

/** The next item in a direction, around the ends; the first when none is chosen. */
export function itemFrom(items: readonly Item[], id: string | undefined, by: 1 | -1): Item | undefined {
  const at = items.findIndex(item => item.id === id);
  return items[(Math.max(at, 0) + by + items.length) % items.length];
}
