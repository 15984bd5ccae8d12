import { execFileSync } from 'node:child_process';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { until } from './until.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const pathOf = (command: string): string | undefined => {
  try {
    return execFileSync('sh', ['-c', `command -v ${command}`])
      .toString()
      .trim();
  } catch {
    return undefined;
  }
};

/**
 * The system's Chromium. Its headless shell is the same engine for half of the work, where it is installed; what only
 * a whole browser has, such as notifications, asks for that one.
 */
export const launchBrowser = (kind: 'light' | 'whole' = 'light'): Promise<Browser> =>
  chromium.launch({
    executablePath:
      (kind === 'light' ? pathOf('chromium-headless-shell') : undefined) ?? pathOf('chromium') ?? 'chromium',
    args: flags,
  });

/** What a page complained about while it was used: refusals of the content policy and uncaught errors. */
export async function watchComplaints(context: BrowserContext): Promise<string[]> {
  const complaints: string[] = [];
  await context.exposeFunction('noteViolation', (text: string) => void complaints.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => {
      const note = (globalThis as unknown as { noteViolation: (text: string) => void }).noteViolation;
      note(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  context.on('weberror', error => complaints.push(`error: ${error.error().message}`));
  context.on('console', message => {
    if (/Content Security Policy|TrustedScript|requires 'Trusted/i.test(message.text()))
      complaints.push(message.text());
  });
  return complaints;
}

export type ShownPush = {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly actions: readonly string[];
};

/** The service worker of a page, driven through the DevTools protocol. */
export class WorkerControl {
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #registrationId: string;

  private constructor(page: Page, session: CDPSession, registrationId: string) {
    this.#page = page;
    this.#session = session;
    this.#registrationId = registrationId;
  }

  static async of(page: Page): Promise<WorkerControl> {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const session = await page.context().newCDPSession(page);
    const registered = new Promise<string>(found => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const id = registrations.find(one => !one.isDeleted)?.registrationId;
        if (id !== undefined) found(id);
      });
    });
    await session.send('ServiceWorker.enable');
    await page.evaluate(() => {
      const heard = globalThis as { heard?: number };
      if (heard.heard !== undefined) return;
      heard.heard = 0;
      navigator.serviceWorker.addEventListener('message', ({ data }) => {
        if (data?.type === 're-read') heard.heard = (heard.heard ?? 0) + 1;
      });
    });
    return new WorkerControl(page, session, await registered);
  }

  /** How often this document has heard from the worker that something was shown or done. */
  #heard(): Promise<number> {
    return this.#page.evaluate(() => (globalThis as { heard?: number }).heard ?? 0);
  }

  /**
   * Waits until the worker has said so many times more that it has shown or done something. Nobody may ask for the
   * shown ones before: Chromium forgets a notification that is asked for while it is on its way to the screen.
   */
  async hears(times: number, deed: () => Promise<unknown>): Promise<void> {
    const before = await this.#heard();
    await deed();
    await until(
      () => this.#heard(),
      heard => heard >= before + times,
    );
  }

  /** As if the push service had delivered this text; answers when it is shown. */
  deliver(data: string): Promise<void> {
    return this.hears(1, () => this.send(data));
  }

  /** As if the push service had delivered this text; answers at once. */
  async send(data: string): Promise<void> {
    const origin = new URL(this.#page.url()).origin;
    await this.#session.send('ServiceWorker.deliverPushMessage', {
      origin,
      registrationId: this.#registrationId,
      data,
    });
  }

  shown(): Promise<ShownPush[]> {
    return this.#page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(one => ({
        title: one.title,
        body: one.body,
        tag: one.tag,
        actions: ((one as { actions?: { action: string }[] }).actions ?? []).map(({ action }) => action),
      }));
    });
  }
}
