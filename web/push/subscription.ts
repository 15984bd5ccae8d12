import type { PushSubscriptionInput } from '../../shared/contracts/notifications-contract.ts';
import type { Api } from '../api/api.ts';
import { isProblem } from '../api/problem.ts';
import { routes } from '../api/routes.ts';
import { recall, remember } from '../app/memory.ts';
import { createStore } from '../app/store.ts';
import { serviceWorker } from './worker.ts';

export type PushState = 'checking' | 'unsupported' | 'denied' | 'off' | 'other-agent' | 'on';
export const pushState = createStore<PushState>('checking');

type Who = { readonly api: Api; readonly agentId: string; readonly pushKey: string };
/** What this browser remembers of its subscription: whose it is, and its id at the server. */
type Kept = { readonly id: string; readonly agentId: string };

function kept(): Kept | undefined {
  try {
    const read = JSON.parse(recall('push-subscription') ?? 'null') as Partial<Kept> | null;
    return typeof read?.id === 'string' && typeof read.agentId === 'string' ? (read as Kept) : undefined;
  } catch {
    return undefined;
  }
}

const isSupported = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

/** A base64url key as bytes, as `subscribe` wants it. */
export function keyBytes(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, letter => letter.charCodeAt(0));
}

const sameKey = (subscription: PushSubscription, key: string): boolean => {
  const held = subscription.options.applicationServerKey;
  if (!held) return true;
  const [one, other] = [new Uint8Array(held), keyBytes(key)];
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
};

async function handIn(subscription: PushSubscription, { api, agentId }: Who): Promise<void> {
  const { id } = await api(routes.putSubscription, { body: subscription.toJSON() as PushSubscriptionInput });
  remember('push-subscription', JSON.stringify({ id, agentId } satisfies Kept));
  pushState.set('on');
}

/** Subscribes this browser; asks for permission, so it is called by a click alone. */
export async function enablePush(who: Who): Promise<'on' | 'denied' | 'dismissed' | 'failed'> {
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') {
    pushState.set(permission === 'denied' ? 'denied' : 'off');
    return permission === 'denied' ? 'denied' : 'dismissed';
  }
  const worker = await serviceWorker();
  if (!worker) return 'failed';
  const subscription = await subscribed(worker, who.pushKey).catch(() => undefined);
  if (!subscription) return 'failed';
  await handIn(subscription, who);
  return 'on';
}

async function subscribed(worker: ServiceWorkerRegistration, key: string): Promise<PushSubscription> {
  const held = await worker.pushManager.getSubscription();
  if (held && sameKey(held, key)) return held;
  await held?.unsubscribe();
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: keyBytes(key) });
}

/**
 * Finds out how this browser stands when the console opens, and mends it without asking: a key that was changed, a
 * subscription that the browser lost, one that the server may have forgotten.
 */
export async function settlePush(who: Who): Promise<void> {
  if (!isSupported()) return pushState.set('unsupported');
  if (Notification.permission === 'denied') return pushState.set('denied');
  const worker = await serviceWorker();
  if (!worker) return pushState.set('unsupported');
  const mine = kept()?.agentId === who.agentId;
  const held = await worker.pushManager.getSubscription();
  if (!mine || Notification.permission !== 'granted')
    return pushState.set(held && kept() && !mine ? 'other-agent' : 'off');
  try {
    await handIn(await subscribed(worker, who.pushKey), who);
  } catch {
    pushState.set('off');
  }
}

/** This browser gets no more push; the server is told first, and forgets by itself where it cannot be. */
export async function disablePush(api: Api): Promise<void> {
  const id = kept()?.id;
  if (id) {
    await api(routes.deleteSubscription, { params: { subscriptionId: id } }).catch(error => {
      if (!isProblem(error, 404)) throw error;
    });
  }
  remember('push-subscription', undefined);
  await endSubscription();
  pushState.set('off');
}

/** Without a subscription at the push service nothing can reach this browser, whatever the server remembers. */
async function endSubscription(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const worker = await navigator.serviceWorker.getRegistration();
  await (await worker?.pushManager?.getSubscription())?.unsubscribe().catch(() => false);
}

/** At sign-out: as `disablePush`, but nothing may stop the sign-out. */
export async function forgetPush(api: Api): Promise<void> {
  if (kept()) await disablePush(api).catch(() => endSubscription());
  remember('push-subscription', undefined);
  pushState.set('checking');
}
