import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useMe } from '../api/queries.ts';
import { useKeys } from '../app/keys.ts';
import { goTo, Link, usePlace, visit } from '../app/router.tsx';
import { ownPath, type Place, pathTo, placeOf } from '../app/routes.ts';
import { useServices } from '../app/services.ts';
import { useUnseenInTitle } from '../app/title.ts';
import { BrandSign } from '../brand/brand-sign.tsx';
import { useLive, useLiveState } from '../live/use-live.ts';
import { type Messages, useMessages } from '../messages/messages.ts';
import { rememberOpened } from '../palette/recent-places.ts';
import { paletteKeys, usePaletteKey } from '../palette/use-palette-key.ts';
import { Button, buttonClass } from '../parts/button.tsx';
import { Icon, type IconName } from '../parts/icons.tsx';
import { Toasts } from '../parts/toasts.tsx';
import { useSettledPush } from '../push/use-push.ts';
import { tellLanguage } from '../push/worker.ts';
import { everyCase } from '../rooms/devices/board-view.ts';
import { useAcknowledgements, useShownCounts } from '../rooms/inbox/acknowledgers.ts';
import { undoLatest } from '../rooms/inbox/undo.ts';
import { useIsLead } from '../rooms/use-is-lead.ts';
import { useIsOps } from '../rooms/use-is-ops.ts';
import { useTouring } from '../tour/touring.ts';
import css from './shell.module.css';
import { signOut } from './sign-out.ts';
import { ViewsNav } from './views-nav.tsx';

/** Rooms take the tour from here: a file that they and the frame import would be one more to load at first. */
export { endTour, startTour, useTouring } from '../tour/touring.ts';

const KeysDialog = lazy(() => import('./keys-dialog.tsx'));
const Palette = lazy(() => import('../palette/palette.tsx'));
const Tour = lazy(() => import('../tour/tour.tsx'));

type Room = {
  readonly place: Place;
  readonly icon: IconName;
  readonly text: (m: Messages) => string;
  readonly key: string;
  readonly leadOnly?: boolean;
  readonly opsOnly?: boolean;
};
const rooms: readonly Room[] = [
  { place: { room: 'today' }, icon: 'today', text: m => m.common.today, key: 'y' },
  { place: { room: 'inbox' }, icon: 'inbox', text: m => m.nav.inbox, key: 'i' },
  { place: { room: 'feed' }, icon: 'feed', text: m => m.nav.feed, key: 'f' },
  { place: { room: 'accounts', of: 'all' }, icon: 'accounts', text: m => m.nav.accounts, key: 'a' },
  { place: { room: 'devices', view: everyCase }, icon: 'devices', text: m => m.nav.devices, key: 'd' },
  { place: { room: 'tasks', of: 'me' }, icon: 'tasks', text: m => m.nav.tasks, key: 't' },
  { place: { room: 'calls', shown: { of: 'me' } }, icon: 'calls', text: m => m.nav.calls, key: 'c' },
  { place: { room: 'outreach', tab: 'open' }, icon: 'outreach', text: m => m.nav.outreach, key: 'o' },
  { place: { room: 'team' }, icon: 'team', text: m => m.nav.team, key: 'm' },
  {
    place: { room: 'load', of: 'team', days: 7 },
    icon: 'load',
    text: m => m.nav.load,
    key: 'l',
    leadOnly: true,
  },
  {
    place: { room: 'insights', shown: { period: '4w' } },
    icon: 'insights',
    text: m => m.nav.insights,
    key: 'n',
    leadOnly: true,
  },
  { place: { room: 'duty', shown: { weeks: 1 } }, icon: 'duty', text: m => m.nav.duty, key: 'u' },
  { place: { room: 'chains', of: 'chains' }, icon: 'chains', text: m => m.nav.chains, key: 'e' },
  { place: { room: 'depots' }, icon: 'depots', text: m => m.nav.depots, key: 's' },
  { place: { room: 'promises', of: 'policies' }, icon: 'promises', text: m => m.nav.promises, key: 'p' },
  {
    place: { room: 'ops', shown: { tab: 'open' } },
    icon: 'ops',
    text: m => m.nav.ops,
    key: 'w',
    opsOnly: true,
  },
];
/** The rooms of whoever is signed in: some are a lead's alone, one is for those who operate the product. */
export function useRooms(): readonly Room[] {
  const lead = useIsLead();
  const ops = useIsOps();
  return useMemo(() => rooms.filter(room => (lead || !room.leadOnly) && (ops || !room.opsOnly)), [lead, ops]);
}

export function useRoomKeys(): readonly { readonly key: string; readonly text: string }[] {
  const m = useMessages();
  return useRooms().map(room => ({ key: room.key, text: room.text(m) }));
}

/** The frame that stays: rooms, how live it is, who is signed in, what just came. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const m = useMessages();
  const [helping, setHelping] = useState(false);
  const [finding, setFinding] = useState(false);
  const touring = useTouring();
  const find = () => setFinding(true);
  const shown = useRooms();
  useLive();
  useAcknowledgements();
  useSettledPush();
  useOpenedFromPush();
  usePaletteKey(find);
  useEffect(() => void tellLanguage(m.locale), [m.locale]);
  useKeys({
    '?': () => setHelping(true),
    u: undoLatest,
    ...Object.fromEntries(shown.map(room => [`g ${room.key}`, () => visit(room.place)])),
  });
  return (
    <div className={css['shell']}>
      <a className={`${buttonClass('primary')} ${css['skip']}`} href="#content">
        {m.nav.skip}
      </a>
      <PhoneTop onFind={find} />
      <Side onFind={find} onHelp={() => setHelping(true)} />
      <div className={css['main']}>
        <Banner />
        <Content>{children}</Content>
      </div>
      <Toasts />
      <Suspense fallback={null}>
        {helping && <KeysDialog onClose={() => setHelping(false)} />}
        {touring && <Tour />}
        {finding && <Palette onClose={() => setFinding(false)} onHelp={() => setHelping(true)} />}
      </Suspense>
    </div>
  );
}

/** A click on a push message, told by the service worker, opens its place in this tab. */
function useOpenedFromPush(): void {
  useEffect(() => {
    const told = (event: MessageEvent) => {
      const said = event.data as { type?: unknown; path?: unknown } | null;
      if (said?.type === 'open') goTo(ownPath(said.path, location.origin));
    };
    navigator.serviceWorker?.addEventListener('message', told);
    return () => navigator.serviceWorker?.removeEventListener('message', told);
  }, []);
}

/** The content takes the focus when the room changes, so that keyboards and screen readers are where the eyes are. */
function Content({ children }: { readonly children: ReactNode }) {
  const place = usePlace();
  const ref = useRef<HTMLElement>(null);
  const path = pathTo(place);
  useEffect(() => rememberOpened(placeOf(path)), [path]);
  const isTab =
    place.room === 'inbox' ||
    (place.room === 'outreach' && 'tab' in place) ||
    (place.room === 'ops' && 'tab' in place.shown);
  const name = isTab ? place.room : path.split('?', 1).join();
  const before = useRef(name);
  useEffect(() => {
    if (before.current !== name) ref.current?.focus();
    before.current = name;
  }, [name]);
  return (
    <main id="content" ref={ref} className={css['content']} tabIndex={-1}>
      {children}
    </main>
  );
}

type Find = { readonly onFind: () => void };

function Side({ onFind, onHelp }: Find & { readonly onHelp: () => void }) {
  const m = useMessages();
  const me = useMe().data;
  return (
    <div className={css['side']}>
      <div className={css['brand']}>
        <BrandSign height={26} />
      </div>
      <button
        type="button"
        className={css['find']}
        aria-keyshortcuts="Control+K Meta+K"
        data-testid="find"
        onClick={onFind}
      >
        <Icon name="search" size={16} />
        <span className={css['label']}>{m.palette.open}</span>
        <span className={css['keys']} aria-hidden="true">
          {paletteKeys()}
        </span>
      </button>
      <Rooms />
      <ViewsNav />
      <span className={css['spread']} />
      <Live />
      <div className={css['me']}>
        <span className={css['label']} title={me ? m.session.signedInAs(me.agent.name) : ''} data-testid="me">
          {me?.agent.name ?? '…'}
        </span>
        <Button look="quiet" compact aria-label={m.keys.help} onPress={onHelp}>
          ?
        </Button>
        <Corner />
      </div>
    </div>
  );
}

function Corner() {
  const m = useMessages();
  const services = useServices();
  return (
    <>
      <Link className={buttonClass('quiet', true)} to={{ room: 'settings' }} aria-label={m.nav.settings}>
        <Icon name="settings" />
      </Link>
      <Button look="quiet" compact aria-label={m.session.signOut} onPress={() => void signOut(services)}>
        <Icon name="out" />
      </Button>
    </>
  );
}

/** The room that a place is in or below: `/accounts/acc-3` is in the accounts. */
const rootOf = (place: Place): string | undefined =>
  place.room === 'unknown' ? undefined : /^\/([^/?]*)/.exec(pathTo(place))?.[1];

/** Shows the present room where the rooms scroll sideways; `scrollIntoView` would move where the Tab key goes on from. */
function bringToMiddle(link: HTMLElement): void {
  const list = link.closest('ul');
  if (list) list.scrollLeft = link.offsetLeft - (list.clientWidth - link.offsetWidth) / 2;
}

function Rooms() {
  const m = useMessages();
  const shown = useRooms();
  const place = usePlace();
  const unseen = useShownCounts()?.unread ?? 0;
  useUnseenInTitle(unseen);
  const isHere = (room: Room) => rootOf(room.place) === rootOf(place);
  const root = rootOf(place);
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const here = root ? ref.current?.querySelector<HTMLElement>('[aria-current]') : undefined;
    if (here) bringToMiddle(here);
  }, [root]);
  return (
    <nav ref={ref} className={css['nav']} aria-label={m.nav.rooms}>
      <ul>
        {shown.map(room => (
          <li key={room.key}>
            <Link className={css['item']} to={room.place} aria-current={isHere(room) ? 'page' : undefined}>
              <Icon name={room.icon} />
              <span className={css['label']}>{room.text(m)}</span>
              {room.place.room === 'inbox' && unseen > 0 && (
                <span className={css['count']} data-testid="unseen">
                  <span aria-hidden="true">{unseen > 99 ? '99+' : unseen}</span>
                  <span className="visually-hidden">{m.nav.unseen(unseen)}</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Live() {
  const m = useMessages();
  const state = useLiveState();
  return (
    <div className={css['live']} data-testid="live" data-state={state}>
      <span className={css['dot']} />
      {m.live[state]}
    </div>
  );
}

function PhoneTop({ onFind }: Find) {
  const { palette: m } = useMessages();
  return (
    <div className={css['phoneTop']}>
      <BrandSign height={24} />
      <Live />
      <Button look="quiet" compact aria-label={m.open} data-testid="find" onPress={onFind}>
        <Icon name="search" />
      </Button>
      <Corner />
    </div>
  );
}

const PATIENCE_MS = 6_000;

/** A line about the connection: at once when there is no network, after a while when only the live line is down. */
function Banner() {
  const m = useMessages();
  const state = useLiveState();
  const [long, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (state === 'live' || state === 'offline') return;
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const text =
    state === 'offline' ? m.live.offlineBanner : state !== 'live' && long ? m.live.reconnectingBanner : '';
  return (
    <div role="status" data-testid="banner" className={text ? css['banner'] : undefined}>
      {text}
    </div>
  );
}
