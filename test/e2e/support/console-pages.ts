import type { Locator, Page } from 'playwright-core';

/** How to get in: the same for the stand-in server and the real local start. */
export type Entry = {
  readonly baseUrl: string;
  readonly email: string;
  readonly password: string;
  /** Lets the browser remember this person, as one who signed in before; without it the form is filled. */
  readonly remember?: (email: string) => Promise<void>;
};

/** The console as a person uses it. Nothing in here depends on a language but the sign-in form, which is read by type. */
export class ConsolePages {
  readonly page: Page;
  readonly entry: Entry;

  constructor(page: Page, entry: Entry) {
    this.page = page;
    this.entry = entry;
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(new URL(path, this.entry.baseUrl).href);
  }

  /** Fills the sign-in form as it stands; who succeeds is told by `waitUntilIn`. */
  async fillSignIn({ email = this.entry.email, password = this.entry.password } = {}): Promise<void> {
    await this.page.locator('input[autocomplete="username"]').fill(email);
    await this.page.locator('input[autocomplete="current-password"]').fill(password);
    await this.page.locator('button[type="submit"]').click();
  }

  async signIn(path = '/inbox'): Promise<void> {
    await this.entry.remember?.(this.entry.email);
    await this.open(path);
    if (!this.entry.remember) await this.fillSignIn();
    await this.waitUntilIn();
  }

  async waitUntilIn(): Promise<void> {
    await this.page.getByTestId('me').waitFor({ state: 'attached' });
    await this.waitUntilLive();
  }

  async waitUntilLive(): Promise<void> {
    await this.page.locator('[data-testid="live"][data-state="live"]').first().waitFor({ state: 'attached' });
  }

  async waitUntilNotLive(): Promise<void> {
    await this.page
      .locator('[data-testid="live"]:not([data-state="live"])')
      .first()
      .waitFor({ state: 'attached' });
  }

  get alert(): Locator {
    return this.page.getByRole('alert');
  }

  /** Rows of the inbox; each carries `data-state`, the notification's state. */
  get notifications(): Locator {
    return this.page.getByTestId('notification');
  }

  notificationOf(accountName: string): Locator {
    return this.notifications.filter({ hasText: accountName }).first();
  }

  get detail(): Locator {
    return this.page.getByTestId('notification-detail');
  }

  get acknowledged(): Locator {
    return this.page.getByTestId('acknowledged');
  }

  /** A row of the inbox by the notification's id. */
  row(id: string): Locator {
    return this.page.locator(`[id="notification-${id}"]`);
  }

  /** A tab of the inbox, by what its address says; nothing for the open ones. */
  inboxTab(filter = ''): Locator {
    return this.page.locator(`main nav a[href="/inbox${filter && `?filter=${filter}`}"]`);
  }

  get toasts(): Locator {
    return this.page.getByTestId('toast');
  }

  /** What those who listen to the page are told. */
  get announcements(): Locator {
    return this.page.getByTestId('announcer');
  }

  get feedEntries(): Locator {
    return this.page.getByTestId('feed-entry');
  }

  get account(): Locator {
    return this.page.getByTestId('account');
  }

  get owner(): Locator {
    return this.page.getByTestId('owner');
  }

  get whyThisAgent(): Locator {
    return this.page.getByTestId('why-this-agent');
  }

  get ranking(): Locator {
    return this.whyThisAgent.getByTestId('ranked');
  }

  get timelineEntries(): Locator {
    return this.page.getByTestId('timeline-entry');
  }

  get accountRows(): Locator {
    return this.page.getByTestId('account-row');
  }

  get tasks(): Locator {
    return this.page.getByTestId('task');
  }

  get agents(): Locator {
    return this.page.getByTestId('agent');
  }

  get banner(): Locator {
    return this.page.getByTestId('banner');
  }

  /** The settings' push card; `data-state` says how this browser stands. */
  get pushCard(): Locator {
    return this.page.getByTestId('push-card');
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
}
