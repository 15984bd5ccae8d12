import type { BrowserContext } from 'playwright-core';

/** Clicks a shown notification from inside the worker, as the system would. */
export async function clickNotification(
  context: BrowserContext,
  action: '' | 'open' | 'acknowledge' | 'snooze',
): Promise<void> {
  const worker = context.serviceWorkers()[0];
  if (!worker) throw new Error('there is no service worker');
  await worker.evaluate(async which => {
    const scope = globalThis as unknown as {
      registration: ServiceWorkerRegistration;
      NotificationEvent: new (type: string, init: object) => Event;
    };
    const [notification] = await scope.registration.getNotifications();
    dispatchEvent(new scope.NotificationEvent('notificationclick', { notification, action: which }));
  }, action);
}
