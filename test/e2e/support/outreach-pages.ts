import type { Locator, Page } from 'playwright-core';

/** The lists of outreach and the evidence page, as a person uses them. */
export class OutreachPages {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Rows of the list that are in the page. */
  get rows(): Locator {
    return this.page.getByTestId('outreach-row');
  }

  rowOf(accountName: string): Locator {
    return this.rows.filter({ hasText: accountName }).first();
  }

  get budget(): Locator {
    return this.page.getByTestId('budget');
  }

  tab(name: string): Locator {
    return this.page.locator(`main nav a[href="/outreach${name && `/${name}`}"]`);
  }

  /** The evidence page; `data-state` says how the outreach stands. */
  get evidence(): Locator {
    return this.page.getByTestId('outreach');
  }

  get headline(): Locator {
    return this.page.getByTestId('headline');
  }

  get todo(): Locator {
    return this.page.getByTestId('todo');
  }

  get chart(): Locator {
    return this.page.getByTestId('chart');
  }

  /** The bars of days that are marked. */
  get markedBars(): Locator {
    return this.chart.locator('rect[data-burst="true"]');
  }

  get chartDays(): Locator {
    return this.chart.getByTestId('chart-day');
  }

  get numbers(): Locator {
    return this.page.getByTestId('numbers');
  }

  get claims(): Locator {
    return this.page.getByTestId('claim');
  }

  get feedback(): Locator {
    return this.page.getByTestId('feedback');
  }

  get card(): Locator {
    return this.page.getByTestId('account-outreach');
  }
}
