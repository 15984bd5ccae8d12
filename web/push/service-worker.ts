import { request } from '../api/request.ts';
import { routes } from '../api/routes.ts';
import { type Language, languages } from '../messages/languages.ts';
import { isRepeat, type Kept, pushWords, type Shown, shownFor } from './push-message.ts';
import type { SubscriptionChange, WorkerScope } from './worker-types.ts';

declare const self: WorkerScope;

const build = self.__WB_MANIFEST;
const precached = build.map(({ url }) => `/${url}`);
const version = build.map(({ url, revision }) => revision ?? url).join('|');
const SETTINGS = 'firstcall-settings';
const SHELL = 'firstcall-shell-';

/** Short and stable name of what is cached, so that a new build gets a cache of its own (FNV-1a). */
function nameOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${SHELL}${(hash >>> 0).toString(36)}`;
}

async function install(): Promise<void> {
  const cache = await caches.open(nameOf(version));
  await cache.addAll(precached.map(url => new Request(url, { cache: 'reload' })));
  await self.skipWaiting();
}

/** The build before this one stays, since pages of it may still be open and load their rooms. */
async function activate(): Promise<void> {
  const shells = (await caches.keys()).filter(name => name.startsWith(SHELL) && name !== nameOf(version));
  await Promise.all(shells.slice(0, -1).map(name => caches.delete(name)));
  await self.clients.claim();
}

/** What is not the console: the API, the live socket, and pages for those who do not sign in. */
const apart = /^\/(api|ws|book|device|docs)(\/|$)/;

/** Pages come from the network, and from the cache when there is none; the files of a build never change. */
async function answer(call: Request): Promise<Response> {
  const { pathname } = new URL(call.url);
  if (pathname.startsWith('/assets/')) return (await caches.match(call)) ?? fetch(call);
  try {
    return await fetch(call);
  } catch (error) {
    const shell = await caches.match('/index.html');
    if (shell) return shell;
    throw error;
  }
}

const isOurs = (call: Request): boolean => {
  const url = new URL(call.url);
  if (call.method !== 'GET' || url.origin !== self.location.origin || apart.test(url.pathname)) return false;
  return call.mode === 'navigate' || url.pathname.startsWith('/assets/');
};

async function language(): Promise<Language> {
  const kept = await caches.match('/language', { cacheName: SETTINGS });
  const text = await kept?.text();
  return (
    languages.find(one => one === text) ?? languages.find(one => navigator.language.startsWith(one)) ?? 'en'
  );
}

async function keepLanguage(message: unknown): Promise<void> {
  const { type, language: text } = (message ?? {}) as { type?: unknown; language?: unknown };
  if (type !== 'language' || typeof text !== 'string') return;
  await (await caches.open(SETTINGS)).put('/language', new Response(text));
}

const tabs = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true });

async function tellTabs(message: { type: 're-read' }): Promise<void> {
  for (const tab of await tabs()) tab.postMessage(message);
}

/** What the token of a push allows, sent even if the worker is stopped meanwhile. */
const act = (token: string, action: 'delivered' | 'acknowledge' | 'snooze') =>
  request(fetch, routes.pushAction, { body: { token, action }, keepalive: true });

let lastShown: Promise<unknown> = Promise.resolve();

/** One at a time: Chromium forgets a notification when the shown ones are asked for while it is on its way to the screen. */
function inTurn<T>(show: () => Promise<T>): Promise<T> {
  const turn = lastShown.then(show);
  lastShown = turn.catch(() => undefined);
  return turn;
}

async function display({ title, options }: Shown): Promise<void> {
  const held = await self.registration.getNotifications({ tag: options.tag });
  const renotify = !isRepeat(
    held.map(one => one.data),
    options.data,
  );
  await self.registration.showNotification(title, { ...options, renotify } as NotificationOptions);
}

/** Shows a push, then says that it was shown: that nobody heard of it is no reason to show it less. */
async function show(text: string | undefined): Promise<void> {
  const shown = shownFor(text, await language(), self.location.origin);
  await inTurn(() => display(shown));
  const { actionToken: token } = shown.options.data;
  await Promise.all([
    tellTabs({ type: 're-read' }),
    token ? act(token, 'delivered').catch(() => undefined) : undefined,
  ]);
}

/** Brings an open console to the front and there; opens one when none is. */
async function open(path: string): Promise<void> {
  const open = (await tabs()).filter(tab => !apart.test(new URL(tab.url).pathname));
  const tab = open.find(one => one.focused) ?? open.find(one => one.visibilityState === 'visible') ?? open[0];
  if (!tab) {
    await self.clients.openWindow(path);
    return;
  }
  tab.postMessage({ type: 'open', path });
  // A browser may refuse the focus; the tab has gone there all the same.
  await tab.focus().catch(() => undefined);
}

async function answerFor(action: 'acknowledge' | 'snooze', kept: Kept): Promise<void> {
  const { path, actionToken: token } = kept;
  if (!token) return open(path);
  try {
    await act(token, action);
    await tellTabs({ type: 're-read' });
  } catch {
    const words = pushWords[await language()];
    const options = {
      body: words.failed,
      tag: 'firstcall-failed',
      icon: '/icons/firstcall-192.png',
      data: { path },
    };
    await inTurn(() => self.registration.showNotification(words.title, options));
    await tellTabs({ type: 're-read' });
  }
}

/** The browser changed the subscription: the new one is handed in with the session of the cookie. */
async function resubscribe({ oldSubscription, newSubscription }: SubscriptionChange): Promise<void> {
  const options = oldSubscription?.options;
  const subscription =
    newSubscription ?? (options && (await self.registration.pushManager.subscribe(options)));
  if (!subscription) return;
  const { accessToken: token } = await request(fetch, routes.refreshSession, {});
  await request(fetch, routes.putSubscription, { token, body: subscription.toJSON() as never });
}

self.addEventListener('install', event => event.waitUntil(install()));
self.addEventListener('activate', event => event.waitUntil(activate()));
self.addEventListener('fetch', event => {
  if (isOurs(event.request)) event.respondWith(answer(event.request));
});
self.addEventListener('message', event => event.waitUntil(keepLanguage(event.data)));
self.addEventListener('push', event => event.waitUntil(show(event.data?.text())));
self.addEventListener('notificationclick', event => {
  event.notification.close();
  const kept = (event.notification.data ?? { path: '/inbox' }) as Kept;
  const { action } = event;
  const isAnswer = action === 'acknowledge' || action === 'snooze';
  event.waitUntil(isAnswer ? answerFor(action, kept) : open(kept.path));
});
self.addEventListener('pushsubscriptionchange', event => event.waitUntil(resubscribe(event)));
