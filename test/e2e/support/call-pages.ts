import type { Locator, Page } from 'playwright-core';

/** The room of calls and the workspace of one call, as a person uses them. */
export class CallPages {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Rows of the list, in their order. */
  get rows(): Locator {
    return this.page.getByTestId('call').filter({ has: this.page.getByTestId('call-time') });
  }

  rowOf(accountName: string): Locator {
    return this.rows.filter({ hasText: accountName }).first();
  }

  get names(): Promise<string[]> {
    return this.page.locator('a[data-call]').allTextContents();
  }

  get wanted(): Locator {
    return this.page.getByTestId('calls-wanted');
  }

  /** The workspace; `data-state` says how the call stands. */
  workspace(state?: string): Locator {
    return this.page.locator(`[data-testid="call"]${state ? `[data-state="${state}"]` : ''}`);
  }

  get todo(): Locator {
    return this.page.getByTestId('todo');
  }

  get dial(): Locator {
    return this.page.getByTestId('dial');
  }

  get acts(): Promise<string[]> {
    return this.page.getByTestId('acts').getByRole('button').allTextContents();
  }

  get steps(): Locator {
    return this.page.getByTestId('step');
  }

  get notes(): Locator {
    return this.page.locator('[data-notes] textarea');
  }

  /** How the notes are kept, as `data-kept` says it. */
  kept(as: string): Locator {
    return this.page.getByTestId('notes').locator(`[data-testid="kept"][data-kept="${as}"]`);
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  get slots(): Locator {
    return this.dialog.locator('input[name="slot"]');
  }

  get submit(): Locator {
    return this.dialog.locator('button[type="submit"]');
  }

  get days(): Locator {
    return this.page.getByTestId('day');
  }
}
