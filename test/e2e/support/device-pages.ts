import type { Locator, Page } from 'playwright-core';

/** The board of device cases and the page of one case, as a person uses them. */
export class DevicePages {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Rows of the board that are in the page. */
  get rows(): Locator {
    return this.page.getByTestId('case-row');
  }

  rowOf(accountName: string): Locator {
    return this.rows.filter({ hasText: accountName }).first();
  }

  timeLeft(within: Locator): Locator {
    return within.getByTestId('time-left');
  }

  get caseView(): Locator {
    return this.page.getByTestId('device-case');
  }

  get promise(): Locator {
    return this.page.getByTestId('promise');
  }

  clock(target: string): Locator {
    return this.page.getByTestId(`clock-${target}`);
  }

  get records(): Locator {
    return this.page.getByTestId('record');
  }

  get history(): Locator {
    return this.page.getByTestId('history-entry');
  }

  get policies(): Locator {
    return this.page.getByTestId('matched-policy');
  }

  /** One thing that may be done: its button, its form when it is open, and why it was refused. */
  action(name: string): Locator {
    return this.page.getByTestId(`action-${name}`);
  }

  async openAction(name: string): Promise<Locator> {
    await this.action(name).getByRole('button').first().click();
    return this.action(name);
  }

  async send(action: Locator): Promise<void> {
    await action.locator('button[type="submit"]').click();
  }

  /** Which things may be done, in the order in which they are shown. */
  async actions(): Promise<string[]> {
    const ids = await this.page
      .locator('[data-testid^="action-"]')
      .evaluateAll(all => all.map(one => one.getAttribute('data-testid') ?? ''));
    return ids.map(id => id.replace('action-', ''));
  }
}
