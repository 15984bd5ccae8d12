/** As much of a service worker's world as is used; TypeScript's own library for it cannot stand beside the page's. */
export type Waits = { waitUntil(work: Promise<unknown>): void };

export type WorkerClient = {
  readonly url: string;
  readonly focused: boolean;
  readonly visibilityState: string;
  focus(): Promise<unknown>;
  postMessage(message: unknown): void;
};

export type PushMessage = Waits & { readonly data: { text(): string } | null };
export type NotificationClick = Waits & { readonly action: string; readonly notification: Notification };
export type FetchCall = Waits & { readonly request: Request; respondWith(answer: Promise<Response>): void };
export type PageMessage = Waits & { readonly data: unknown };
export type SubscriptionChange = Waits & {
  readonly oldSubscription: PushSubscription | null;
  readonly newSubscription: PushSubscription | null;
};

type Handlers = {
  install: Waits;
  activate: Waits;
  fetch: FetchCall;
  message: PageMessage;
  push: PushMessage;
  notificationclick: NotificationClick;
  pushsubscriptionchange: SubscriptionChange;
};

export type WorkerScope = {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WorkerClient[]>;
    openWindow(url: string): Promise<unknown>;
    claim(): Promise<void>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<K extends keyof Handlers>(type: K, listener: (event: Handlers[K]) => void): void;
};
