import type { Locator, Page } from 'playwright-core';

/** The room of those who operate the product, as a person uses it. */
export class OpsPages {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Rows of the list that are in the page. */
  get rows(): Locator {
    return this.page.getByTestId('quarantine-row');
  }

  tab(name: '' | 'all' | 'watch'): Locator {
    return this.page.locator(`main nav a[href="/ops${name && `/${name}`}"]`);
  }

  /** Whether everything is watched, above the lists; `data-state` says it in a word. */
  get line(): Locator {
    return this.page.getByTestId('watch-line');
  }

  get watch(): Locator {
    return this.page.getByTestId('watch');
  }

  get findings(): Locator {
    return this.page.getByTestId('findings').locator('li');
  }

  /** The page of one; `data-state` says how it stands. */
  get one(): Locator {
    return this.page.getByTestId('quarantined');
  }

  standing(state: 'open' | 'taken-in' | 'set-aside'): Locator {
    return this.page.locator(`[data-testid="quarantined"][data-state="${state}"]`);
  }

  get text(): Locator {
    return this.page.getByTestId('text');
  }

  get last(): Locator {
    return this.page.getByTestId('last');
  }

  get outcome(): Locator {
    return this.page.getByTestId('outcome');
  }

  button(name: string): Locator {
    return this.page.getByTestId('decide').getByRole('button', { name, exact: true });
  }
}
